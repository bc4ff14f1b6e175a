import Casework
import Exchange
import Foundation
import Testing
import Tickets
import XML

@Suite struct RedmineSampleTests {
    private func take(_ file: String, into desk: ExchangeDesk) async throws -> ImportReport {
        let bytes = Array(try Data(contentsOf: URL(filePath: Project.path("Samples/exchange/\(file)"))))
        return try await desk.take(bytes, as: ExchangeDesk.mapping(.redmine))
    }

    @Test func `the sample list comes in, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let report = try await take("redmine-issues.xml", into: desk)
        #expect(report.isClean, "\(report.quarantined)")
        #expect(report.counts == IntakeCounts(applied: 3))
        #expect(try await take("redmine-issues.xml", into: desk).counts == IntakeCounts(unchanged: 3))
        let second = try #require(try await desk.ticket("2042", of: "redmine"))
        #expect(second.ticket.content.form[.title] == "Seats bought twice ]]> <see note>")
        #expect(second.ticket.content.form[.purchase] == "subscription:9d7f0c1e-52aa-4a1b-8b5e-0a7c2f3d4e5f")
        #expect(second.correspondence(naming: [:]).contains { $0.text.contains("cf:Products: Office, Visio") })
    }

    @Test func `the sample issue comes in with its notes, and its file is said to be elsewhere`() async throws {
        let desk = try ExchangeDesk()
        let report = try await take("redmine-issue.xml", into: desk)
        #expect(report.isClean, "\(report.quarantined)")
        let stored = try #require(try await desk.ticket("2044", of: "redmine"))
        let messages = stored.correspondence(naming: [:])
        #expect(messages.count { $0.visibility == .public } == 1)
        #expect(messages.contains { $0.visibility == .internal && $0.text.hasPrefix("Internal: margin is < 3 %") })
        #expect(report.losses == 1)
    }

    @Test func `an invalid sample brings in its good issue only`() async throws {
        let desk = try ExchangeDesk()
        let report = try await take("invalid/redmine-values.xml", into: desk)
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        let reasons = report.quarantined.first?.reasons ?? []
        #expect(reasons.count == 3)
        #expect(reasons.contains { $0.contains("created_on: '20.11.2026 08:15' is no time") })
        #expect(reasons.contains { $0.contains("priority") } && reasons.contains { $0.contains("cf:Refund reason") })
    }

    @Test(arguments: ["redmine-doctype.xml", "redmine-projects.xml"])
    func `a document that is none is refused whole`(_ file: String) async throws {
        let desk = try ExchangeDesk()
        await #expect(throws: DocumentFault.self) { _ = try await take("invalid/\(file)", into: desk) }
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
    }
}
