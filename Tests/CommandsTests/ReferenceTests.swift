import Foundation
import Testing

@testable import Commands

struct ReferenceTests {
    /// What `docs/cli.md` holds below this line is written by the program.
    private static let mark = "<!-- From here on: recoup manual --format markdown -->\n"

    @Test func `docs/cli.md says what the program says`() throws {
        let path = Repository.path + "/docs/cli.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let parts = text.components(separatedBy: Self.mark)
        try #require(parts.count == 2)
        let expected = "\n" + CommandReference.text
        if ProcessInfo.processInfo.environment["RECOUP_RECORD"] == "1", parts[1] != expected {
            try (parts[0] + Self.mark + expected).write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("docs/cli.md was written anew; look at it and run the tests again without RECOUP_RECORD")
        } else {
            #expect(parts[1] == expected, "run the tests once with RECOUP_RECORD=1")
        }
    }

    @Test func `the examples at the start of docs/cli.md can be run`() async throws {
        let text = try String(contentsOfFile: Repository.path + "/docs/cli.md", encoding: .utf8)
        let recoup = try CommandRun()
        try await recoup.done("import", Repository.path + "/Samples/tickets.xml")
        try await recoup.done("users", "add", "lee", "--role", "agent")
        let block = try #require(
            text.components(separatedBy: "```sh\n").dropFirst().first?.components(separatedBy: "```").first
        )
        let lines = block.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count >= 5)
        for line in lines {
            var input = ""
            for part in line.components(separatedBy: " | ") {
                let words = Self.words(part)
                try #require(words.first == "recoup")
                let result = try await recoup.run(Array(words.dropFirst()), input: input)
                #expect(result.status == .done, "\(part): \(result.messages)")
                input = result.output
            }
        }
    }

    @Test func `the man page and the completions name every command`() async throws {
        let recoup = try CommandRun()
        let manual = try await recoup.done("manual")
        #expect(manual.hasPrefix(".TH RECOUP 1 "))
        for entry in CommandReference.entries.dropFirst() {
            #expect(manual.contains("\n.SS \(ManPage.roff(entry.name))\n"))
        }
        for outcome in CommandOutcome.allCases { #expect(manual.contains("\n.B \(outcome.rawValue)\n")) }
        for shell in ["bash", "zsh", "fish"] {
            let script = try await recoup.done("completions", shell)
            for word in ["approve", "validate", "audit"] { #expect(script.contains(word), "\(shell)") }
        }
    }

    @Test func `a line of the man page begins no request by accident`() {
        #expect(ManPage.roff(".a\\b-c") == "\\&.a\\eb\\-c")
        #expect(ManPage.roff("'x'") == "\\&'x'")
        #expect(ManPage.roff("plain") == "plain")
    }

    /// The words of a line of shell without variables.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let finished = word { words.append(finished) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
