import Foundation
import Testing

@testable import Commands

struct ReadmeTests {
    /// The session that the README shows, on a desk of kim with an agent and two approvers.
    @Test func `the session in the README happens as it is written`() async throws {
        let path = Repository.path + "/README.md"
        let readme = try String(contentsOfFile: path, encoding: .utf8)
        let parts = readme.components(separatedBy: "```console\n")
        try #require(parts.count == 2)
        let shown = try #require(parts[1].components(separatedBy: "```\n").first)

        let recoup = try CommandRun(isTerminal: true, environment: ["RECOUP_USER": "kim", "NO_COLOR": "1"])
        for (name, role) in [("mina", "agent"), ("oda", "approver"), ("omar", "approver")] {
            try await recoup.done("users", "add", name, "--role", role)
        }
        var session = ""
        for line in shown.split(separator: "\n") where line.hasPrefix("$ recoup ") {
            session += line + "\n"
            let result = try await recoup.run(words(line.dropFirst("$ recoup ".count)))
            session += result.output + result.messages
        }
        #expect(session.contains("R-10001 is approved (approve)") && session.contains("as written: 1 tickets"))
        if ProcessInfo.processInfo.environment["RECOUP_RECORD"] == "1", session != shown {
            try readme.replacing(shown, with: session).write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("README.md was written anew; look at it and run the tests again without RECOUP_RECORD")
        } else {
            #expect(session == shown, "run the tests once with RECOUP_RECORD=1")
        }
    }

    /// Blanks part words; a quoted piece is one word.
    private func words(_ line: Substring) -> [String] {
        line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, piece in
            index.isMultiple(of: 2) ? piece.split(separator: " ").map(String.init) : [String(piece)]
        }
    }
}
