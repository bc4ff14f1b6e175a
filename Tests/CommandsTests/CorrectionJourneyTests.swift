import Casework
import Foundation
import Testing

@testable import Commands

/// Quarantined records at the command line: listed, shown with marks, corrected, given up.
struct CorrectionJourneyTests {
    /// A desk that took two records in and quarantined the third, and the id of that import.
    private func desk(
        _ recoup: CommandRun,
        bad: String = IntakeDocument.request(3, impact: "severe")
    ) async throws -> String {
        let text = IntakeDocument.requests(2).replacingOccurrences(of: "</recoup>", with: bad + "</recoup>")
        let file = try recoup.folder.write(text, to: "in.xml")
        let result = try await recoup("import", file, "-q")
        #expect(result.status == .partly)
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// An editor that replaces one word in the file.
    private func environment(_ old: String, _ new: String) -> [String: String] {
        ["EDITOR": "sed -i s/\(old)/\(new)/", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
    }

    private func state(_ recoup: CommandRun) async throws -> String {
        let list = try await recoup.done("imports", "list", "--json")
        return try await list + recoup.done("imports", "quarantined") + recoup.done("tickets", "list", "--count")
    }

    @Test func `a record is listed with its source and id and shown with its problem marked`() async throws {
        let recoup = try CommandRun()
        let run = try await desk(recoup)
        #expect(
            try await recoup.done("imports", "quarantined").hasPrefix(
                "\(run)\t3\t25\tcrm\tC-3\t27:5: element 'impact': the value 'severe'"
            )
        )
        #expect(try await recoup.done("imports", "quarantined", run, "-q") == "\(run) 3\n")
        let terminal = try recoup.again(["NO_COLOR": "1"], isTerminal: true)
        let shown = try await terminal.done("imports", "show", run, "--record", "3")
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasPrefix("Record 3, line 25, byte "))
        #expect(lines[1] == "  open")
        #expect(lines[3] == "25 │ <request id=\"C-3\">")
        let mark = try #require(lines.firstIndex(of: "27 │     <impact>severe</impact>"))
        #expect(lines[mark + 1] == "   │     ^")
        #expect(lines[mark + 2].hasPrefix("   │ element 'impact': the value 'severe'"))
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    }

    @Test func `a mark stands under its place in wide characters, on a long line and on the record's first`()
        async throws
    {
        let recoup = try CommandRun(isTerminal: true, environment: ["NO_COLOR": "1"])
        let wide = String(repeating: "환불\u{202e}", count: 40)
        let bad =
            "<!-- \(wide) --><request id=\"C-3\"><problem>refund</problem><!-- \(wide) --><impact>severe</impact></request>\n"
        let run = try await desk(recoup.again(), bad: bad)
        let shown = try await recoup.done("imports", "show", run, "--record", "3")
        let lines = shown.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(shown)")
        #expect(!shown.unicodeScalars.contains("\u{202e}"))
        let marks = lines.indices.filter { lines[$0].hasSuffix("^") }
        var under: [Substring] = []
        for mark in marks {
            let before = DisplayWidth.of(String(lines[mark].dropLast()))
            let line = try #require(lines[..<mark].last { !$0.hasPrefix("   │") })
            var used = 0
            let start = line.firstIndex { character in
                defer { used += DisplayWidth.of(character) }
                return used >= before
            }
            under.append(line[(start ?? line.endIndex)...].prefix(8))
        }
        #expect(Set(under).isSubset(of: ["<impact>", "<request"]) && under.contains("<impact>"), "\(shown)")
    }

    @Test func `a record is corrected in the editor, and the ledger says so`() async throws {
        let recoup = try CommandRun(isTerminal: true, asks: true, environment: environment("severe", "critical"))
        let run = try await desk(recoup.again())
        let result = try await recoup("imports", "correct", run, "3")
        #expect(result.status == .done, "\(result.messages)")
        #expect(result.messages.contains("record 3 is corrected by import "))
        let pipe = try recoup.again()
        #expect(try await pipe.done("tickets", "list", "external:C-3 impact:critical", "--count") == "1\n")
        #expect(try await pipe.done("imports", "quarantined") == "")
        let list = try await pipe.done("imports", "list")
        #expect(list.contains("\t3\t2\t0\t1\t0\t"))
        #expect(
            list.contains(
                "\tcorrection of record 3 of import \(run) (\(recoup.folder.file("in.xml")))\t1\t1\t0\t0\t0\t"
            )
        )
        let shown = try await pipe.done("imports", "show", run)
        #expect(shown.hasPrefix("3\t25\tcorrected\t"))
        #expect(try recoup.folder.names.filter { $0.hasPrefix("recoup-") } == [])

        let second = try await pipe("imports", "correct", run, "3", "--as-is")
        #expect(second.status == .conflict)
        #expect(second.messages.contains("somebody was faster: tester corrected record 3 of import \(run) by import "))
        #expect(second.messages.contains(" at 2026-11-23 08:15 UTC"))
        try await pipe.done("audit", "verify")
    }

    @Test func `a text that is still wrong is said with its lines, edited again, and kept when the person stops`()
        async throws
    {
        let recoup = try CommandRun(
            isTerminal: true,
            asks: true,
            width: 300,
            environment: environment("severe", "dreadful")
        )
        let run = try await desk(recoup.again())
        let before = try await state(recoup.again())
        let stopped = try await recoup.run(["imports", "correct", run, "3"], input: "y\nn\n")
        #expect(stopped.status == .refused)
        #expect(stopped.messages.contains(".xml:8:5: element 'impact': the value 'dreadful'"), "\(stopped.messages)")
        #expect(stopped.messages.components(separatedBy: "Edit again?").count == 3)
        let kept = try #require(try recoup.folder.names.first { $0.hasPrefix("recoup-") })
        #expect(try recoup.folder.text(kept).contains("<impact>dreadful</impact>"))
        #expect(stopped.messages.contains("your text is kept in "))
        #expect(try await state(recoup.again()) == before)

        let pipe = try recoup.again()
        let path = recoup.folder.file(kept)
        let refused = try await pipe("imports", "correct", run, "3", "--file", path)
        #expect(refused.status == .refused && refused.output == "")
        #expect(try await state(pipe) == before)
        let fixed = try recoup.folder.text(kept).replacingOccurrences(of: "dreadful", with: "minimal")
        let rehearsed = try await pipe.run(["imports", "correct", run, "3", "--file", "-", "--dry-run"], input: fixed)
        #expect(rehearsed.status == .done && rehearsed.messages.contains("this was a rehearsal; nothing was kept"))
        #expect(try await state(pipe) == before)
        #expect(try await pipe.run(["imports", "correct", run, "3", "--file", "-"], input: fixed).status == .done)
    }

    @Test func `an editor that changes nothing or fails does nothing and leaves nothing`() async throws {
        for editor in ["true", "false"] {
            let recoup = try CommandRun(
                isTerminal: true,
                asks: true,
                environment: ["VISUAL": editor, "EDITOR": "never", "PATH": "/usr/bin:/bin"]
            )
            let run = try await desk(recoup.again())
            let before = try await state(recoup.again())
            #expect(try await recoup("imports", "correct", run, "3").status == .refused)
            #expect(try await state(recoup.again()) == before)
            #expect(try recoup.folder.names.filter { $0.hasPrefix("recoup-") } == [])
        }
    }

    @Test func `a record is given up with a reason`() async throws {
        let recoup = try CommandRun()
        let run = try await desk(recoup)
        let before = try await state(recoup)
        let rehearsed = try await recoup("imports", "correct", run, "3", "--discard", "Not ours", "--dry-run")
        #expect(rehearsed.status == .done && rehearsed.messages.contains("nothing was kept"))
        #expect(try await state(recoup) == before)
        try await recoup.done("imports", "correct", run, "3", "--discard", "Not ours 환불")
        #expect(try await recoup.done("imports", "quarantined") == "")
        let json = try await recoup.done("imports", "list", "--json")
        for count in ["\"quarantined\": 1", "\"open\": 0", "\"corrected\": 0", "\"discarded\": 1"] {
            #expect(json.contains(count + ",") || json.contains(count + "}"), "\(count) in \(json)")
        }
        let terminal = try recoup.again(["NO_COLOR": "1"], isTerminal: true)
        let shown = try await terminal.done("imports", "show", run, "--record", "3")
        #expect(shown.contains("tester discarded record 3"))
        let again = try await recoup("imports", "correct", run, "3", "--discard", "Again")
        #expect(again.status == .conflict)
    }

    @Test func `what cannot be corrected is refused with the right number`() async throws {
        let recoup = try CommandRun()
        let run = try await desk(recoup)
        try await recoup.done("users", "add", "han", "--role", "approver")
        let expectations: [([String], CommandOutcome)] = [
            ([run, "1", "--as-is"], .notFound), ([run, "9", "--discard", "x"], .notFound),
            (["0198c7a0-0000-7000-8000-000000000001", "1", "--as-is"], .notFound), (["x", "1", "--as-is"], .usage),
            ([run, "3", "--as-is", "--discard", "x"], .usage), ([run, "3", "--file", "/nonexistent"], .refused),
            ([run, "3", "--discard", ""], .refused), ([run, "3", "--as-is", "--as", "han"], .notAllowed),
            ([run, "3", "--discard", "x", "--as", "han"], .notAllowed), ([run, "3", "--as-is"], .refused),
        ]
        let before = try await state(recoup)
        for (words, expected) in expectations {
            let result = try await recoup.run(["imports", "correct"] + words)
            #expect(result.status == expected, "\(words): \(result.messages)")
            #expect(result.output == "", "\(words)")
        }
        #expect(try await state(recoup) == before)
    }
}
