import Foundation
import Testing
import Tickets
import Workflows

@testable import Commands

struct TriageKeyTests {
    @Test func `every action has a key, and no key stands for two things`() {
        let keys = TicketAction.allCases.compactMap(\.key)
        #expect(TicketAction.allCases.filter { $0.key == nil } == [.draft, .file])
        #expect(Set(keys).count == keys.count)
        for key in keys { #expect(TriageKey(.character(key)) == nil, "\(key)") }
        for action in TicketAction.allCases { #expect(action.key.flatMap(TicketAction.init(key:)) ?? action == action) }
        #expect(TicketAction(key: "?") == nil)
    }

    @Test(arguments: TicketStatus.allCases)
    func `the menu of a status has each key once`(status: TicketStatus) {
        let keys = status.exits.compactMap(\.action.key)
        #expect(keys.count == status.exits.count)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `docs/triage.md says which key does what`() throws {
        let text = try String(contentsOfFile: Repository.path + "/docs/triage.md", encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 110)
        let rows =
            TriageKey.allCases.map { "| `\($0.label)` | \($0.summary) |" }
            + TicketAction.allCases.compactMap { action in
                action.key.map { "| `\($0)` | \(action.rawValue) | \(action.summary) |" }
            } + TriageHelp.lineKeys.map { "| `\($0.0)` | \($0.1) |" }
        for row in rows { #expect(text.contains(row), "\(row)") }
        #expect(text.matches(of: /\| `[^`]+` \|/).count == rows.count)
    }
}
