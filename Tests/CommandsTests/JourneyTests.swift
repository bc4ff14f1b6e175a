import Basics
import Testing

@testable import Commands

struct JourneyTests {
    /// A desk with an agent, two approvers and billing, and one request of tester's.
    private func desk() async throws -> CommandRun {
        let recoup = try await CommandRun().withTicket()
        try await recoup.done("users", "add", "lee", "--role", "agent")
        try await recoup.done("users", "add", "han", "--role", "approver")
        try await recoup.done("users", "add", "choi", "--role", "approver")
        try await recoup.done("users", "add", "bill", "--role", "billing")
        #expect(try await recoup.run(["customers", "add"] + CommandRun.customer).status == .done)
        return recoup
    }

    private func status(_ recoup: CommandRun) async throws -> String {
        String(try await recoup.done("tickets", "list").split(separator: "\t")[1])
    }

    @Test func `a request goes from the queue to the invoice`() async throws {
        let recoup = try await desk()
        let steps: [([String], String)] = [
            (["take", "--as", "lee"], "underReview"),
            (["ask", "--text", "Which order?", "--as", "lee"], "awaitingInformation"),
            (["reply", "--text", "The second one."], "underReview"),
            (["escalate", "--reference", "MS-1", "--as", "lee"], "escalated"),
            (["answer", "--granted", "1250 USD", "--reference", "MS-1", "--as", "lee"], "underReview"),
            (["approve", "--amount", "1250.00 USD", "--attested", "1250.00 USD", "--as", "han"], "approved"),
            (["credit", "--reference", "PC-77", "--as", "bill"], "creditPending"),
            (["dispute", "--text", "Not on the invoice.", "--as", "bill"], "disputed"),
            (["correct", "--text", "Asked again.", "--as", "bill"], "creditPending"),
            (["settle", "--invoice", "G000024135", "--line", "3", "--as", "bill"], "settled"),
            (["close", "--as", "lee"], "closed"),
        ]
        for (words, expected) in steps {
            let result = try await recoup.run(["tickets", words[0], "R-10001"] + words.dropFirst())
            #expect(result.status == .done, "\(words): \(result.messages)")
            #expect(try await status(recoup) == expected)
        }
        let audit = try await recoup.done("audit", "verify")
        #expect(audit.hasPrefix("as written: 1 tickets, 12 events, 0 files\n1 orders, 4 movements, "))
    }

    @Test func `drafts are edited, submitted or thrown away`() async throws {
        let recoup = try await desk()
        let id = try await recoup.done("tickets", "new", "--draft", "--title", "Not yet", "-q").trimmed
        #expect(id.count == 36)
        let early = try await recoup("tickets", "submit", id)
        #expect(early.status == .refused)
        #expect(
            early.messages.hasSuffix(
                "give --impact, --tenant, --order or --subscription, --reason, --amount, --contact-name, --contact-email\n"
            )
        )
        let facts = CommandRun.facts("Now")
        #expect(try await recoup.run(["tickets", "edit", id] + facts).status == .done)
        #expect(try await recoup.done("tickets", "submit", id, "-q") == "R-10002\n")
        let other = try await recoup.done("tickets", "new", "--draft", "--title", "Never", "-q").trimmed
        try await recoup.done("tickets", "discard", other)
        #expect(try await recoup.done("tickets", "list", "--count") == "3\n")
    }

    @Test func `exit codes say what kind of no it was`() async throws {
        let recoup = try await desk()
        let expectations: [([String], CommandOutcome)] = [
            (["tickets", "show", "R-99999"], .notFound),
            (["tickets", "show", "nonsense"], .usage),
            (["tickets", "list", "status:nope"], .usage),
            (["tickets", "list", "--limit", "0"], .usage),
            (["tickets", "frobnicate"], .usage),
            (["tickets"], .usage),
            ([], .usage),
            (["tickets", "take", "R-10001", "--as", "nobody"], .notAllowed),
            (["tickets", "take", "R-10001", "--as", "bill"], .notAllowed),
            (["tickets", "credit", "R-10001", "--reference", "x", "--as", "bill"], .refused),
            (["tickets", "note", "R-10001"], .usage),
            (["tickets", "approve", "R-10001", "--amount", "12.345 USD"], .usage),
            (["tickets", "give", "R-10001", "--to", "nobody"], .notFound),
            (["tickets", "file", "R-10001", "nothing.pdf"], .notFound),
            (["tickets", "attach", "R-10001", "/nonexistent/file"], .refused),
            (["imports", "show", "0198c7a0-0000-7000-8000-000000000001"], .notFound),
            (["imports", "show", "x"], .usage),
            (["users", "add", "x", "--as", "lee"], .notAllowed),
            (["users", "add", "lee"], .refused),
            (["users", "role", "lee"], .usage),
            (["audit", "verify", "--as", "lee"], .notAllowed),
            (["audit", "verify", "--expect", "12"], .usage),
            (["import", "/nonexistent.xml"], .refused),
            (["import", "/nonexistent.xml", "--templates", "/nonexistent"], .refused),
            (["--version"], .done),
            (["--help"], .done),
            (["help", "tickets", "approve"], .done),
            (["tickets", "take", "--help"], .done),
        ]
        let before = try await recoup.done("audit", "verify", "-q")
        for (words, expected) in expectations {
            let result = try await recoup.run(words)
            #expect(result.status == expected, "\(words): \(result.messages)")
            if expected == .done {
                #expect(result.messages == "")
            } else {
                #expect(result.output == "", "\(words)")
                #expect(result.messages.hasPrefix("recoup: ") || result.messages.hasPrefix("OVERVIEW: "), "\(words)")
            }
        }
        #expect(try await recoup.done("audit", "verify", "-q") == before)
    }

    @Test func `a rehearsal of an absence shows what it would note, and one of a sweep tells of no mails`() async throws
    {
        let recoup = try await desk()
        let words = ["users", "away", "lee", "--deputy", "han", "--through", "2026-11-30", "--dry-run"]
        let away = try await recoup.run(words)
        #expect(away.status == .done && away.output == "lee\than\t2026-12-01T00:00:00.000Z\n", "\(away)")
        #expect(try await recoup.done("users", "away") == "")
        let sweep = try await recoup.done("sweep", "--dry-run")
        #expect(sweep.contains("lapsed\t0") && !sweep.contains("mails"))
    }

    @Test func `the same guard answers at every door of the command line`() async throws {
        let recoup = try await desk()
        try await recoup.withTicket("Second")
        try await recoup.done("tickets", "take", "R-10001..R-10002", "--as", "lee")
        let before = try await recoup.done("audit", "verify", "-q")
        let approve = ["--kind", "cancellation", "--amount", "1250.00 USD", "--as", "lee"]
        let sentence = "1250.00 USD is above an agent's limit of 500.00 USD"
        let answers = try recoup.folder.write("a\nc\n1250.00\n1250.00\n\nq\n", to: "answers.txt")
        let doors = [
            ["tickets", "approve", "R-10001"] + approve, ["tickets", "approve", "R-10001..R-10002", "--yes"] + approve,
            ["tickets", "approve", "R-10001", "--dry-run"] + approve,
            ["triage", "--answers", answers, "--as", "lee"],
        ]
        for words in doors {
            let result = try await recoup.run(words)
            #expect(result.status != .done, "\(words)")
            let said = (result.output + result.messages).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(said.contains(sentence), "\(words): \(said)")
        }
        #expect(try await recoup.done("audit", "verify", "-q") == before)
    }

    @Test func `what somebody saw is held against what is there`() async throws {
        let recoup = try await desk()
        try await recoup.done("tickets", "edit", "R-10001", "--title", "Other")
        let stale = try await recoup("tickets", "take", "R-10001", "--if-version", "1", "--as", "lee")
        #expect(stale.status == .conflict)
        #expect(stale.messages.contains("tester did 'edit' on R-10001"))
        #expect(try await status(recoup) == "submitted")
        try await recoup.done("tickets", "take", "R-10001", "--if-version", "2", "--as", "lee")
        let again = try await recoup("tickets", "take", "R-10001", "--as", "han")
        #expect(again.status != .done)
        let several = try await recoup("tickets", "note", "R-1..R-2", "--text", "x", "--if-version", "1")
        #expect(several.status == .usage)
    }

    @Test func `several tickets are changed one by one, from ranges and from standard input`() async throws {
        let recoup = try await desk()
        try await recoup.withTicket("Second").withTicket("Third")
        let some = try await recoup("tickets", "take", "R-10001..R-10004", "-q", "--as", "lee")
        #expect(some.status == .partly)
        #expect(some.output == "R-10001\nR-10002\nR-10003\n")
        #expect(some.messages == "recoup: there is no ticket R-10004 that you may see\n")
        let none = try await recoup("tickets", "take", "R-10005", "R-10006", "--as", "lee")
        #expect(none.status == .notFound)
        let names = try await recoup.done("tickets", "list", "-q", "title", "sort:number")
        #expect(names == "")
        let open = try await recoup.done("tickets", "list", "-q", "is:open", "sort:number")
        #expect(open == "R-10001\nR-10002\nR-10003\n")
        let piped = try await recoup("tickets", "release", "-", "-q", "--as", "lee", input: open + "\n R-10001 ")
        #expect(piped.status == .done)
        #expect(piped.output == open)
    }

    @Test func `a rehearsal says what would happen and changes nothing`() async throws {
        let recoup = try await desk()
        let document = try recoup.folder.write(IntakeDocument.requests(3), to: "in.xml")
        let file = try recoup.folder.write("evidence", to: "evidence.txt")
        let head = try await recoup.done("audit", "verify", "-q")
        let people = try await recoup.done("users", "list")
        let runs = try await recoup.done("imports", "list")
        let rehearsals: [[String]] = [
            ["tickets", "new"] + CommandRun.facts(), ["tickets", "take", "R-10001", "--as", "lee"],
            ["tickets", "note", "R-10001", "--text", "x"], ["tickets", "attach", "R-10001", file],
            ["users", "add", "new"], ["users", "role", "lee", "--add", "billing"], ["import", document],
        ]
        for words in rehearsals {
            let result = try await recoup.run(words + ["--dry-run"])
            #expect(result.status == .done, "\(words): \(result.messages)")
            #expect(result.output != "")
        }
        #expect(try await recoup.done("tickets", "take", "R-10001", "--dry-run").hasPrefix("R-10001\tunderReview\t"))
        #expect(try await recoup("tickets", "credit", "R-10001", "--reference", "x", "--dry-run").status == .refused)
        #expect(try await recoup.done("audit", "verify", "-q") == head)
        #expect(try await recoup.done("users", "list") == people)
        #expect(try await recoup.done("imports", "list") == runs)
        #expect(try await recoup.run(["tickets", "new", "-q"] + CommandRun.facts()).output == "R-10002\n")
    }

    @Test func `files come back byte for byte and are never written over`() async throws {
        let recoup = try await desk()
        let path = try recoup.folder.write("évidence\n환불\n", to: "proof.txt")
        try await recoup.done("tickets", "attach", "R-10001", path)
        #expect(try await recoup.done("tickets", "file", "R-10001", "proof.txt") == "évidence\n환불\n")
        let there = try await recoup("tickets", "file", "R-10001", "proof.txt", "-o", path)
        #expect(there.status == .refused)
        try await recoup.done("tickets", "file", "R-10001", "proof.txt", "-o", recoup.folder.file("copy.txt"))
        #expect(try recoup.folder.text("copy.txt") == "évidence\n환불\n")
        let again = try await recoup("tickets", "attach", "R-10001", path)
        #expect(again.status == .refused)
        #expect(again.messages.contains("'proof.txt' is given twice"))
    }

    @Test func `why names the reason, the roles and those who could`() async throws {
        let recoup = try await desk()
        let no = try await recoup("tickets", "why", "R-10001", "approve", "--as", "lee")
        #expect(no.status == .refused)
        #expect(
            no.output == """
                no: lee cannot approve R-10001 now
                  because: 'approve' does not apply to a ticket that is submitted; take, withdraw, edit, note, attach, merge, unmerge, link would
                  status: submitted
                  applies in: underReview
                  others who could: nobody else

                """
        )
        let yes = try await recoup("tickets", "why", "R-10001", "take", "--as", "lee")
        #expect(yes.status == .done)
        #expect(
            yes.output == """
                yes: lee can take R-10001 now
                  status: submitted
                  takes: agent
                  others who could: tester

                """
        )
        try await recoup.done("tickets", "take", "R-10001", "--as", "lee")
        let approve = try await recoup.done("tickets", "why", "R-10001", "approve", "--as", "han")
        #expect(approve.hasPrefix("yes: han can approve R-10001 now\n  at most 1250.00 USD can be granted\n"))
    }

    @Test func `a requester sees neither other people's tickets nor internal notes`() async throws {
        let recoup = try await desk()
        try await recoup.done("users", "add", "req")
        try await recoup.done("tickets", "note", "R-10001", "--internal", "--text", "secretword", "--as", "lee")
        #expect(try await recoup("tickets", "show", "R-10001", "--as", "req").status == .notFound)
        #expect(try await recoup.done("tickets", "list", "--as", "req") == "")
        #expect(try await recoup.done("tickets", "list", "--count", "--as", "req") == "0\n")
        #expect(try await recoup("export", "--as", "req").status == .notAllowed)
        #expect(try await recoup.done("tickets", "show", "R-10001", "--as", "lee").contains("secretword"))
    }
}
