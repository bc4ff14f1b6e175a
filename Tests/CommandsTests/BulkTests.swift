import Basics
import Casework
import Foundation
import Testing
import Tickets

@testable import Commands

struct BulkTests {
    /// A desk with `count` filed requests and the agent lee.
    private func desk(_ count: Int, isTerminal: Bool = false) async throws -> CommandRun {
        let recoup = try CommandRun(environment: ["NO_COLOR": "1"])
        try await recoup.done("users", "add", "lee", "--role", "agent")
        let document = try recoup.folder.write(IntakeDocument.requests(count), to: "in.xml")
        try await recoup.done("import", document)
        guard isTerminal else { return recoup }
        return try recoup.again(["NO_COLOR": "1"], isTerminal: true, asks: true, width: 100)
    }

    private func count(_ query: String, _ recoup: CommandRun) async throws -> String {
        try await recoup.done("tickets", "list", query, "--count")
    }

    @Test func `5,132 tickets are changed by one command, and taken back by another`() async throws {
        let recoup = try await desk(5_132)
        let taken = try await recoup(
            "tickets",
            "take",
            "--query",
            "status:submitted sort:number",
            "--yes",
            "-q",
            "--as",
            "lee"
        )
        #expect(taken.status == .done && taken.messages == "")
        #expect(taken.output.split(separator: "\n").count == 5_132)
        #expect(try await count("status:submitted", recoup) == "0\n")
        #expect(try await count("assignee:lee", recoup) == "5132\n")
        let back = try await recoup("undo", "--yes", "-q", "--as", "lee")
        #expect(back.status == .done)
        #expect(back.output.hasPrefix("R-15132\n") && back.output.hasSuffix("R-10001\n"))
        #expect(try await count("status:submitted assignee:none", recoup) == "5132\n")
        #expect(try await recoup("audit", "verify").status == .done)
    }

    @Test func `where nobody can be asked, what a query finds takes --yes`() async throws {
        let recoup = try await desk(3)
        let unsure = try await recoup("tickets", "take", "--query", "status:submitted", "--as", "lee")
        #expect(unsure.status == .usage && unsure.output == "")
        #expect(
            unsure.messages == "recoup: 3 tickets are meant, and there is nobody to ask; look at them with --dry-run, "
                + "and give --yes to do it\n"
        )
        #expect(try await count("status:submitted", recoup) == "3\n")
        try await recoup.done("tickets", "take", "--query", "number:10002", "--as", "lee")
        try await recoup.done("tickets", "take", "--query", "status:submitted", "--yes", "--as", "lee")
        #expect(try await count("assignee:lee", recoup) == "3\n")
        let none = try await recoup("tickets", "take", "--query", "status:submitted", "--as", "lee")
        #expect(none.status == .done && none.output == "")
        #expect(none.messages == "recoup: no tickets match; nothing was done\n")
    }

    @Test func `tickets are named or found, not both and not neither`() async throws {
        let recoup = try await desk(1)
        #expect(try await recoup("tickets", "take", "--as", "lee").status == .usage)
        #expect(try await recoup("tickets", "take", "R-10001", "--query", "is:open", "--as", "lee").status == .usage)
        let wrong = try await recoup("tickets", "take", "--query", "status:nope", "--as", "lee")
        #expect(wrong.status == .usage && wrong.messages.contains("\n  status:nope\n  "))
        #expect(try await count("status:submitted", recoup) == "1\n")
    }

    @Test func `a rehearsal says of every ticket whether it is allowed or why not, in every format`() async throws {
        let recoup = try await desk(2)
        try await recoup.done("tickets", "take", "R-10002", "--as", "lee")
        let words = ["tickets", "take", "R-10001..R-10003", "--as", "lee", "--dry-run"]
        let plain = try await recoup.run(words)
        #expect(plain.status == .partly && plain.messages == "")
        let lines = plain.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(lines.map { $0[0] } == ["R-10001", "R-10002", "R-10003"])
        #expect(lines.map { $0[1] } == ["allowed", "overtaken", "missing"])
        #expect(lines.map { $0[2] } == ["submitted", "underReview", ""])
        #expect(lines.map { $0[3] } == ["underReview", "", ""])
        #expect(lines[1][6].hasPrefix("somebody was faster: lee did 'take' on R-10002"))
        #expect(lines[2][6] == "there is no ticket R-10003 that you may see")
        let json = try await recoup.run(words + ["--json"])
        #expect(json.output.contains("\"ticket\": \"R-10001\"") && json.output.contains("\"allowed\": true"))
        #expect(try await recoup.run(words + ["--csv"]).output.hasPrefix("ticket,id,allowed,outcome,from,to,"))
        #expect(try await recoup.run(words + ["--xml"]).output.contains("<outcome>missing</outcome>"))
        #expect(try await recoup.run(words + ["-q"]).output == "R-10001\nR-10002\nR-10003\n")
        let table = try await recoup.again(["NO_COLOR": "1"], isTerminal: true, width: 200).run(words)
        #expect(table.output.hasPrefix("TICKET"))
        #expect(table.messages == "recoup: take: 1 of 3 tickets can be done; nothing was changed\n")
        #expect(try await count("status:submitted", recoup) == "1\n")
        #expect(try await recoup.done("bulks", "list", "--as", "lee") == "")
    }

    @Test func `a person at a terminal sees the plan and types yes, from three tickets on`() async throws {
        let recoup = try await desk(14, isTerminal: true)
        try await recoup.done("tickets", "take", "R-10014", "--as", "lee")
        let words = ["tickets", "take", "--query", "sort:number", "--as", "lee"]
        let no = try await recoup.run(words, input: "y\n")
        #expect(no.status == .refused && no.output == "")
        #expect(no.messages.hasPrefix("take: 13 of 14 tickets can be done\nTICKET"))
        #expect(no.messages.contains("\nR-10010 "))
        #expect(!no.messages.contains("R-10011"))
        #expect(no.messages.contains("\nand 3 more\n"))
        #expect(no.messages.contains("not 1 ticket: somebody was faster: lee did 'take' on it at 2026-11-23 08:15 UTC"))
        #expect(no.messages.contains("\n\nType 'yes' to take 13 tickets: recoup: it was not confirmed"))
        #expect(try await count("status:submitted", recoup) == "13\n")
        #expect(try await recoup.run(words, input: "").status == .interrupted)
        #expect(try await count("status:submitted", recoup) == "13\n")
        let yes = try await recoup.run(words, input: "yes\n")
        #expect(yes.status == .partly)
        #expect(yes.output.hasPrefix("R-10001 is underReview (take)\nR-10002 is"))
        #expect(yes.messages.contains("'recoup undo' takes it back"))
        #expect(try await count("status:submitted", recoup) == "0\n")
        let none = try await recoup.run(words, input: "")
        #expect(none.status == .conflict && !none.messages.contains("Type 'yes'"))
        #expect(try await recoup("tickets", "release", "R-10001", "R-10002", "--as", "lee").status == .done)
    }

    @Test func `many outcomes are counted for a person, and refusals told by reason`() async throws {
        let recoup = try await desk(60, isTerminal: true)
        try await recoup.done("tickets", "take", "R-10031..R-10060", "--yes", "--as", "lee")
        let result = try await recoup("tickets", "take", "R-10001..R-10060", "--yes", "--as", "lee")
        #expect(result.status == .partly)
        #expect(result.output == "30 tickets are underReview (take)\n")
        #expect(
            result.messages.contains("30 tickets: somebody was faster: lee did 'take' on it")
                && result.messages.replacing("\n", with: " ").contains("(R-10031, R-10032, R-10033 and 27 more)")
        )
    }

    @Test func `what was done in bulk is listed, shown and taken back once`() async throws {
        let recoup = try await desk(3)
        try await recoup.done("tickets", "take", "R-10002", "--as", "lee")
        try await recoup.done("tickets", "release", "R-10002", "--as", "lee")
        let some = try await recoup("tickets", "take", "R-10001..R-10004", "--as", "lee")
        #expect(some.status == .partly)
        let id = try await recoup.done("bulks", "list", "-q", "--as", "lee").trimmed
        #expect(
            try await recoup.done("bulks", "show", id, "--as", "lee") == """
                R-10001\tdone\t2 to 3\t
                R-10002\tdone\t4 to 5\t
                R-10003\tdone\t2 to 3\t
                R-10004\tmissing\t\tthere is no ticket R-10004 that you may see

                """
        )
        try await recoup.done("tickets", "edit", "R-10003", "--title", "Other", "--as", "lee")
        let planned = try await recoup("undo", "--dry-run", "--as", "lee")
        #expect(planned.status == .partly)
        #expect(planned.output.hasPrefix("R-10003\tovertaken\tunderReview\t\t"))
        #expect(planned.output.contains("\nR-10002\tallowed\tunderReview\tsubmitted\t"))
        #expect(try await recoup("undo", "--as", "lee").status == .usage)
        let undone = try await recoup("undo", "--yes", "-q", "--as", "lee")
        #expect(undone.status == .partly)
        #expect(undone.output == "R-10002\nR-10001\n")
        #expect(undone.messages.contains("lee did 'edit' on R-10003"))
        let twice = try await recoup("undo", "--yes", "--as", "lee")
        #expect(twice.status == .refused && twice.messages.hasPrefix("recoup: you have done nothing in bulk"))
        let list = try await recoup.done("bulks", "list", "--csv", "--as", "lee").split(whereSeparator: \.isNewline)
        try #require(list.count == 3)
        #expect(list[1].contains(",take,\(id),3,2,0,1,0"))
        #expect(try await recoup.done("bulks", "list").split(separator: "\n").count == 2)
        try await recoup.done("users", "add", "req")
        #expect(try await recoup.done("bulks", "list", "--as", "req") == "")
        #expect(try await recoup("bulks", "show", id, "--as", "req").status == .notFound)
        #expect(try await recoup("bulks", "show", "x").status == .usage)
    }

    @Test func `approving in full grants each request what it asks for`() async throws {
        let recoup = try await desk(3)
        _ = try await recoup.run(["customers", "add"] + CommandRun.customer)
        try await recoup.done("tickets", "take", "--query", "is:open", "--yes", "--as", "lee")
        try await recoup.done("users", "add", "han", "--role", "approver")
        #expect(try await recoup("tickets", "approve", "R-10001", "--as", "han").status == .usage)
        let words = ["tickets", "approve", "R-10001..R-10003", "--kind", "goodwill", "--as", "han"]
        #expect(try await recoup.run(words + ["--full", "--amount", "1.00 USD"]).status == .usage)
        // The first vouches for what was paid; the books know the order then.
        try await recoup.done(
            "tickets",
            "approve",
            "R-10001",
            "--kind",
            "goodwill",
            "--amount",
            "1.00 USD",
            "--attested",
            "9.00 USD",
            "--as",
            "han"
        )
        let result = try await recoup.run(words + ["--full", "--override", "The desk's fault", "--json"])
        #expect(result.status == .partly)
        #expect(result.messages.contains("R-10001"))
        #expect(try await count("status:approved", recoup) == "3\n")
        #expect(try await recoup.done("tickets", "show", "R-10003").contains("3.00 USD"))
        #expect(try await recoup("undo", "--yes", "--as", "han").status == .done)
        #expect(try await count("status:underReview", recoup) == "2\n")
    }

    @Test func `Ctrl-C before anything was done leaves every ticket as it was`() async throws {
        let recoup = try await desk(3)
        let surroundings = recoup.surroundings
        surroundings.interruption.set()
        let words = ["tickets", "take", "--query", "is:open", "--yes", "--as", "lee"]
        #expect(await RecoupCommand.perform(words, in: surroundings) == .interrupted)
        #expect(try await count("status:submitted", recoup) == "3\n")
    }

    @Test func `reasons are grouped without the tickets' own names, the most frequent first`() {
        let groups = ReasonGroup.groups(
            of: [
                ("R-1", "R-1 is gone"), ("R-2", "not now"), ("R-3", "not now"), ("R-4", "R-4 is gone"),
                ("R-5", "not now"),
            ]
        )
        #expect(groups.map(\.line) == ["3 tickets: not now (R-2, R-3, R-5)", "2 tickets: it is gone (R-1, R-4)"])
        let many = ReasonGroup(reason: "x", names: (1...1_234).map { "R-\($0)" })
        #expect(many.line == "1,234 tickets: x (R-1, R-2, R-3 and 1,231 more)")
    }

    @Test func `the line of progress says how far, how fast and how long`() {
        let progress = BulkProgress(counts: BulkCounts(done: 2_497, refused: 3), size: 5_132)
        #expect(
            ProgressLine.text(progress, elapsed: 2_000)
                == "2,500 of 5,132 tickets (3 not done)  1,250/s  3 s left"
        )
    }
}
