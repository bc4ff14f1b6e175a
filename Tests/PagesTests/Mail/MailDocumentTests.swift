import Casework
import Foundation
import Testing

@testable import Pages

@Suite struct MailDocumentTests {
    /// The first column of every row of the page's tables.
    private func rows() throws -> [String] {
        let page = try String(contentsOfFile: projectPath("docs/mail.md"), encoding: .utf8)
        return page.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { String($0.dropFirst(2).prefix { $0 != "|" }) }
    }

    private func names(in text: String) -> [String] { text.matches(of: /`(\w+)`/).map { String($0.1) } }

    @Test func `the page about mail lists every kind, every state and every placeholder, and no others`() throws {
        let listed = try rows().flatMap(names)
        let kinds = Notice.Kind.allCases.map(\.rawValue)
        #expect(Array(listed.prefix(kinds.count)) == kinds)
        let states = ["waiting", "sending", "sent", "failed"]
        #expect(Array(listed.dropFirst(kinds.count).prefix(4)) == states)
        #expect(listed.dropFirst(kinds.count + 4).sorted() == Placeholder.allCases.map(\.rawValue).sorted())
    }

    @Test func `the page about mail says when a mail is tried again`() throws {
        let page = try String(contentsOfFile: projectPath("docs/mail.md"), encoding: .utf8)
        #expect(page.contains("after 1, 5, 30, 120 and 480 minutes"))
        #expect(OutboxEntry.attemptLimit == 6)
        #expect(page.contains("given up after six attempts"))
    }
}
