import Testing

@testable import Commands

struct ViewJourneyTests {
    @Test func `views are saved, listed with counts, used and removed`() async throws {
        let recoup = try await CommandRun().withTicket()
        try await recoup.done("users", "add", "lee", "--role", "agent")
        #expect(
            try await recoup.done("views", "list") == """
                mine\t0\tis:open assignee:me\tbuilt in\t
                unassigned\t1\tis:open assignee:none\tbuilt in\t
                awaiting-approval\t0\tstatus:underReview\tbuilt in\t
                disputed\t0\tstatus:disputed\tbuilt in\t
                due-today\t0\tdue:today\tbuilt in\t

                """
        )
        try await recoup.done("views", "save", "Large ones", "amount>=1000", "sort:-amount", "--shared")
        try await recoup.done("views", "save", "mine too", "assignee:me", "--as", "lee")
        try await recoup.done("tickets", "take", "R-10001", "--as", "lee")
        let own = try await recoup.done("views", "list", "--as", "lee")
        #expect(
            own.hasSuffix(
                "Large ones\t1\tamount>=1000 sort:-amount\tshared\ttester\nmine too\t1\tassignee:me\tpersonal\t\n"
            )
        )
        #expect(try await recoup.done("views", "list", "-q").hasSuffix("due-today\nLarge ones\n"))
        #expect(try await recoup.done("tickets", "list", "--view", "Large ones", "-q") == "R-10001\n")
        #expect(try await recoup.done("tickets", "list", "--view", "mine", "--count") == "0\n")
        #expect(try await recoup.done("tickets", "list", "--view", "mine", "--count", "--as", "lee") == "1\n")
        #expect(try await recoup.done("tickets", "list", "status:disputed", "--view", "Large ones", "--count") == "0\n")
        try await recoup.done("views", "remove", "Large ones", "--shared", "--dry-run")
        try await recoup.done("views", "remove", "Large ones", "--shared")
        #expect(try await recoup("tickets", "list", "--view", "Large ones").status == .notFound)
    }

    @Test func `a query is checked when it is saved, with its column`() async throws {
        let recoup = try CommandRun()
        try await recoup.done("tickets", "new", "--draft", "--title", "x")
        try await recoup.done("users", "add", "sal", "--role", "salesAgent")
        let result = try await recoup("views", "save", "x", "is:open", "colour:red")
        #expect(result.status == .usage)
        #expect(result.messages.contains("column 9: there is no field 'colour'"))
        #expect(result.messages.hasSuffix("\n  is:open colour:red\n          ^\n"))
        let expectations: [([String], CommandOutcome)] = [
            (["save", "mine", "is:open"], .refused), (["save", "", "is:open"], .refused),
            (["save", "x", "is:open", "--shared", "--as", "sal"], .notAllowed),
            (["remove", "x"], .notFound), (["remove", "mine"], .notFound),
            (["remove", "x", "--shared", "--as", "sal"], .notAllowed), (["save", "x"], .usage),
        ]
        let before = try await recoup.done("views", "list")
        for (words, expected) in expectations {
            let result = try await recoup.run(["views"] + words)
            #expect(result.status == expected, "\(words): \(result.messages)")
        }
        #expect(try await recoup.done("views", "list") == before)
    }
}
