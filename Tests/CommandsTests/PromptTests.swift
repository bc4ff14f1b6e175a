import Foundation
import Testing

@testable import Commands

struct PromptTests {
    @Test func `a person at a terminal is asked for what is missing, each answer checked at once`() async throws {
        let recoup = try CommandRun(isTerminal: true, asks: true, environment: ["NO_COLOR": "1"])
        let answers = [
            "severe", "critical", "", "두 번 구매", "contoso", "contoso.com", "a1b2c3d4e5f6", "accidental", "12.345 USD",
            "1250", "1250.00 USD", "Kim Minji", "kim@", "kim@fabrikam.com",
        ]
        let result = try await recoup("tickets", "new", input: answers.joined(separator: "\n") + "\n")
        #expect(result.status == .done)
        #expect(result.output == "R-10001 is submitted\n")
        #expect(
            result.messages.contains("Impact (critical, moderate, minimal): recoup: 'severe' is not one of critical")
        )
        #expect(result.messages.contains("recoup: has 3 decimals; USD has 2\nAmount requested, as 1250.00 USD: "))
        #expect(
            try await recoup.done("tickets", "list", "--csv").contains(
                ",두 번 구매,contoso.com,a1b2c3d4e5f6,accidental,1250.00,USD,"
            )
        )
    }

    @Test func `an input that ends early files nothing`() async throws {
        let recoup = try CommandRun(isTerminal: true, asks: true)
        let result = try await recoup("tickets", "new", input: "critical\n")
        #expect(result.status == .interrupted)
        #expect(
            result.messages.hasSuffix("recoup: the input ended before the request was complete; nothing was filed\n")
        )
        #expect(try await recoup.done("tickets", "list", "--count") == "0\n")
    }

    @Test func `without a terminal nothing is asked and everything missing is named`() async throws {
        let recoup = try CommandRun()
        let result = try await recoup("tickets", "new", "--title", "x", input: "critical\n")
        #expect(result.status == .refused)
        #expect(
            result.messages.hasSuffix(
                "; give --impact, --tenant, --order or --subscription, --reason, --amount, --contact-name, "
                    + "--contact-email\n"
            )
        )
    }

    @Test func `a longer text is written in the person's editor`() async throws {
        let recoup = try CommandRun(
            isTerminal: true,
            asks: true,
            environment: [
                "EDITOR": "printf 'Two\\nlines 환불\\n# left out\\n\\n' >", "PATH": "/usr/bin:/bin", "NO_COLOR": "1",
            ]
        )
        try await recoup.withTicket()
        let result = try await recoup("tickets", "note", "R-10001")
        #expect(result.status == .done)
        #expect(try await recoup.done("tickets", "show", "R-10001").contains("comment\n    Two\n    lines 환불\n"))
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".txt") } == [])
    }

    @Test func `nobody writes a long text for a ticket that has changed meanwhile`() async throws {
        let recoup = try CommandRun(
            isTerminal: true,
            asks: true,
            environment: ["EDITOR": "printf 'opened' >", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
        )
        let opened = recoup.folder.file("opened")
        let writing = try recoup.again(
            ["EDITOR": "touch \(opened); printf 'Why?' >", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"],
            isTerminal: true,
            asks: true
        )
        try await recoup.withTicket()
        try await recoup.done("tickets", "take", "R-10001")
        let before = try await recoup.done("audit", "verify", "-q")
        let stale = try await writing("tickets", "ask", "R-10001", "--if-version", "1")
        #expect(stale.status == .conflict)
        #expect(try recoup.folder.names.contains("opened") == false)
        #expect(try await recoup.done("audit", "verify", "-q") == before)
        #expect(try await writing("tickets", "ask", "R-10001", "--if-version", "2").status == .done)
        #expect(try recoup.folder.names.contains("opened"))
    }

    @Test func `an editor that fails or leaves nothing does nothing`() async throws {
        for editor in ["false", "true"] {
            let recoup = try CommandRun(
                isTerminal: true,
                asks: true,
                environment: ["VISUAL": editor, "PATH": "/usr/bin:/bin"]
            )
            try await recoup.withTicket()
            let before = try await recoup.done("audit", "verify", "-q")
            #expect(try await recoup("tickets", "note", "R-10001").status == .refused)
            #expect(try await recoup.done("audit", "verify", "-q") == before)
            #expect(try recoup.folder.names.filter { $0.hasSuffix(".txt") } == [])
        }
    }
}
