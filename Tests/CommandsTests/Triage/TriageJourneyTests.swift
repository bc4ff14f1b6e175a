import Basics
import Testing

@testable import Commands

/// Passes that are answered from a list.
struct TriageJourneyTests {
    /// A desk with people of every part and two requests of tester's, the second in Korean.
    private func desk() async throws -> CommandRun {
        let recoup = try await CommandRun().withTicket().withTicket("두 번 구매한 라이선스")
        try await recoup.done("users", "add", "lee", "--role", "agent", "--display-name", "이지우")
        try await recoup.done("users", "add", "han", "--role", "approver", "--role", "agent")
        try await recoup.done("users", "add", "omni", "--role", "approver", "--role", "agent", "--role", "adminAgent")
        #expect(try await recoup.run(["customers", "add"] + CommandRun.customer).status == .done)
        return recoup
    }

    private func triage(_ recoup: CommandRun, _ answers: String..., words: String...) async throws -> CommandRun.Result
    {
        let file = try recoup.folder.write(answers.joined(separator: "\n") + "\n", to: "answers.txt")
        return try await recoup.run(["triage", "--answers", file] + words)
    }

    private func statuses(_ recoup: CommandRun) async throws -> [String] {
        try await recoup.done("tickets", "list", "sort:number").split(separator: "\n").map {
            String($0.split(separator: "\t")[1])
        }
    }

    /// The lines that answers and their results left, without the cards.
    private func steps(_ result: CommandRun.Result) -> [String] {
        result.output.split(separator: "\n").map(String.init).filter {
            $0.contains("> ") || $0.hasPrefix("R-1000") && $0.contains(" is ") || $0.contains("]: ")
                || $0.contains("? ")
        }.filter { !$0.hasPrefix("  ?") && !$0.hasPrefix("1-9") }
    }

    @Test func `a request is taken, approved and credited by one person, key by key`() async throws {
        let recoup = try await desk()
        let result = try await triage(
            recoup,
            "# take it, grant what was asked, on omni's word",
            "t",
            "a",
            "",
            "",
            "1250",
            "Sorry for the trouble",
            "c",
            "PC-77",
            "# the second one stays",
            "s",
            words: "--as",
            "omni"
        )
        #expect(result.status == .done, "\(result.messages)")
        #expect(
            steps(result) == [
                "R-10001> t", "R-10001 is underReview (take); u takes it back", "R-10001> a",
                "Kind: c cancellation, g goodwill [goodwill]: ", "Amount [1250.00 USD]: ",
                "Words for the requester [none]: Sorry for the trouble",
                "R-10001 is approved (approve); u takes it back", "R-10001> c", "R-10001 is creditPending (credit)",
                "R-10002> s",
            ]
        )
        #expect(
            result.output.hasSuffix(
                """
                No more tickets.
                b goes back, u takes back, / searches, q or Enter ends.

                2 tickets in 0s, 0s each
                  take         1  R-10001
                  approve      1  R-10001
                  credit       1  R-10001
                  skipped      1  R-10002

                """
            )
        )
        #expect(try await statuses(recoup) == ["creditPending", "submitted"])
    }

    @Test func `an amount above the tier says that it takes a second person`() async throws {
        let recoup = try CommandRun()
        #expect(try await recoup.run(["tickets", "new"] + CommandRun.facts(amount: "5120.00 USD")).status == .done)
        for name in ["han", "choi"] {
            try await recoup.done("users", "add", name, "--role", "approver", "--role", "agent")
        }
        #expect(try await recoup.run(["customers", "add"] + CommandRun.customer).status == .done)
        let first = try await triage(recoup, "t", "a", "", "", "5120.00 USD", "", words: "--as", "han")
        #expect(first.status == .done, "\(first.messages)")
        #expect(first.output.contains("  above 2000.00 USD a second person has to approve the same amount\n"))
        #expect(
            first.output.contains(
                "R-10001: the first of two approvals; a second person has to approve the same\namount\n"
            )
        )
        #expect(try await statuses(recoup) == ["underReview"])
        let second = try await triage(recoup, "a", "", "", "", words: "is:open", "--as", "choi")
        #expect(second.status == .done, "\(second.messages)")
        #expect(second.output.contains("  the first approval was for 5120.00 USD; yours has to be for the same\n"))
        #expect(try await statuses(recoup) == ["approved"])
    }

    @Test func `an eligible request is proposed as the cancellation that the rules owe`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, "DG7GMGF0FKZW:0001=2")
        let paid =
            try await recoup.done("orders", "show", order, "--json").matches(
                of: /"gross": "([0-9.]+)"/
            ).first.map { String($0.1) } ?? "1"
        var facts = CommandRun.facts("환불 요청", amount: "\(paid) KRW")
        if let index = facts.firstIndex(of: "--order") { facts[index + 1] = order }
        #expect(try await recoup.run(["tickets", "new"] + facts).status == .done)
        try await recoup.done("users", "add", "han", "--role", "approver", "--role", "agent")
        let result = try await triage(recoup, "t", "a", "", "", "", words: "--as", "han")
        #expect(result.status == .done, "\(result.messages)\n\(result.output)")
        #expect(result.output.contains("Kind: c cancellation, g goodwill [cancellation]: \n"))
        #expect(result.output.contains("Amount [\(paid) KRW]: \n"))
        #expect(try await statuses(recoup) == ["approved"])
    }

    @Test func `what was done is taken back in its order, and the record shows both`() async throws {
        let recoup = try await desk()
        let result = try await triage(
            recoup,
            "t",
            "d",
            "outside",
            "너무 늦었습니다",
            "u",
            "u",
            "u",
            "q",
            words: "--as",
            "lee"
        )
        #expect(result.status == .done, "\(result.messages)")
        #expect(result.output.contains("R-10001 is declined (decline); u takes it back\n"))
        #expect(result.output.contains("R-10001 is underReview again; decline was taken back\n"))
        #expect(result.output.contains("R-10001 is submitted again; take was taken back\n"))
        #expect(result.output.contains("nothing was done yet that could be taken back\n"))
        #expect(result.output.hasSuffix("  undone       2  R-10001 (decline), R-10001 (take)\n"))
        #expect(try await statuses(recoup) == ["submitted", "submitted"])
        let shown = try await recoup.done("tickets", "show", "R-10001")
        for word in ["take → underReview", "decline → declined", "reopen → underReview", "release → submitted"] {
            #expect(shown.contains(word))
        }
    }

    @Test func `what the workflow refuses is explained, counted, and changes nothing`() async throws {
        let recoup = try await desk()
        let before = try await recoup.done("audit", "verify", "-q")
        let result = try await triage(recoup, "a", "w", "c", "q", words: "--as", "lee")
        #expect(result.status == .partly)
        #expect(
            result.output.contains(
                "approve: 'approve' does not apply to a ticket that is submitted; take, withdraw,\n"
            )
        )
        #expect(result.output.hasSuffix("\n1 ticket in 0s\n  refused      3\n"))
        #expect(try await recoup.done("audit", "verify", "-q") == before)
    }

    @Test func `what the desk refuses keeps what was typed`() async throws {
        let recoup = try await desk()
        let result = try await triage(recoup, "t", "g", "nobody", "g", "lee", "q", words: "--as", "omni")
        #expect(result.status == .partly, "\(result.messages)")
        #expect(result.output.contains("there is nobody called 'nobody'; see 'recoup users list'\n"))
        #expect(result.output.contains("The agent who gets it, by system name [nobody]: lee\n"))
        #expect(result.output.hasSuffix("  give         1  R-10001\n  refused      1\n"))
        #expect(try await statuses(recoup) == ["underReview", "submitted"])
    }

    @Test func `a search goes to a number, to words and to another query`() async throws {
        let recoup = try await desk()
        let result = try await triage(
            recoup,
            "/",
            "두 번",
            "/",
            "10001",
            "/",
            "R-10099",
            "/",
            "보라",
            "/",
            "is:open sort:-number",
            "q",
            words: "--as",
            "lee"
        )
        #expect(result.status == .done, "\(result.messages)")
        let prompts = result.output.split(separator: "\n").filter { $0.hasPrefix("R-1000") && $0.contains("> ") }
        #expect(
            prompts == [
                "R-10001> /", "R-10002> /", "R-10001> /", "R-10001> /", "R-10001> /", "R-10002> q",
            ]
        )
        #expect(result.output.contains("there is no ticket R-10099 that you may see\n"))
        #expect(result.output.contains("no ticket of the queue has these words\n"))
    }

    @Test func `canned replies go out in the requester's language`() async throws {
        let recoup = try await desk()
        let result = try await triage(
            recoup,
            "t",
            "2",
            "x",
            "2",
            "y",
            "9",
            "3",
            "e",
            "Sorry, too late.",
            "n",
            "q",
            words: "--as",
            "lee"
        )
        #expect(result.status == .done, "\(result.messages)")
        #expect(result.output.contains("To Kim Minji\n\nDear Kim Minji,\n"))
        #expect(result.output.contains("\nKind regards,\n이지우\n"))
        #expect(result.output.contains("there is no canned reply 9; ? lists them\n"))
        #expect(result.output.contains("R-10001 is awaitingInformation (ask)\n"))
        #expect(result.output.contains("R-10002 is submitted (note)\n"))
        let shown = try await recoup.done("tickets", "show", "R-10002")
        #expect(shown.contains("comment\n    Sorry, too late.\n"))
    }

    @Test func `answers that end early or mean nothing end the pass with the place, and keep what was done`()
        async throws
    {
        let recoup = try await desk()
        let ended = try await triage(recoup, "# first", "t", words: "--as", "lee")
        #expect(ended.status == .refused)
        let file = recoup.folder.file("answers.txt")
        #expect(
            ended.messages
                == "recoup: \(file), line 2, at R-10001: the answers ended; what was done before is kept\n"
        )
        #expect(ended.output.hasSuffix("\n1 ticket in 0s\n  take         1  R-10001\n"))
        let unknown = try await triage(recoup, "n", "x", words: "--as", "lee")
        #expect(unknown.status == .refused)
        #expect(unknown.messages == "recoup: \(file), line 2, at R-10001: write i or p\n")
        let word = try await triage(recoup, "take", words: "--as", "lee")
        #expect(word.messages.hasPrefix("recoup: \(file), line 1, at R-10001: that key means nothing here"))
        let cut = try await triage(recoup, "k", words: "--as", "lee")
        #expect(cut.status == .refused)
        #expect(cut.messages.contains("line 1, at R-10001: the answers ended before 'What do you want to know"))
        #expect(try await statuses(recoup) == ["underReview", "submitted"])
    }

    @Test func `a rehearsal does everything and changes nothing`() async throws {
        let recoup = try await desk()
        let before = try await recoup.done("audit", "verify", "-q")
        let result = try await triage(recoup, "t", "u", "n", "p", "안녕하세요", "q", words: "--as", "lee", "--dry-run")
        #expect(result.status == .done, "\(result.messages)")
        #expect(result.output.contains("R-10001 would be underReview (take); nothing was changed\n"))
        #expect(result.output.hasSuffix("  note         1  R-10001\na rehearsal: nothing was changed\n"))
        #expect(try await recoup.done("audit", "verify", "-q") == before)
    }

    @Test func `answers come from a pipe as well, and nothing in them moves the cursor`() async throws {
        let recoup = try await desk()
        let result = try await recoup("triage", "--as", "lee", input: "v\n?\nq\n")
        #expect(result.status == .done, "\(result.messages)")
        #expect(!result.output.contains("\u{1b}"))
        #expect(result.output.contains("\nYou cannot\n"))
        #expect(result.output.contains("\n  Ctrl-E   go on in the editor\n"))
        let none = try await recoup("triage", "status:settled", "--as", "lee", input: "")
        #expect(none.status == .done)
        #expect(
            none.output == """
                No more tickets.
                b goes back, u takes back, / searches, q or Enter ends.

                0 tickets in 0s

                """
        )
        #expect(try await recoup("triage", "status:nope", input: "").status == .usage)
        #expect(try await recoup("triage", "--answers", "/nonexistent", input: "").status == .refused)
    }

    @Test func `the next ticket is shown and taken`() async throws {
        let recoup = try await desk()
        let shown = try await recoup("next", "--as", "lee")
        #expect(shown.status == .done, "\(shown.messages)")
        #expect(shown.output.hasPrefix("R-10001  submitted  moderate\nLicences bought twice\n"))
        #expect(shown.output.hasSuffix("\nYou can: take, edit, note, attach, merge, link\n"))
        #expect(try await recoup.done("next", "--take", "-q", "--as", "lee") == "R-10001\n")
        #expect(try await statuses(recoup) == ["underReview", "submitted"])
        #expect(try await recoup.done("next", "--json", "--as", "lee").hasPrefix("{\n  \"number\": \"R-10001\",\n"))
        let rest = try await triage(recoup, "d", "other", "", "t", "l", "", "q", words: "--as", "lee")
        #expect(rest.status == .done, "\(rest.messages)")
        try await recoup.done("tickets", "withdraw", "R-10002")
        let none = try await recoup("next", "--as", "lee")
        #expect(none.status == .notFound)
        #expect(none.messages == "recoup: no ticket is waiting\n")
    }
}
