import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import SampleDesk
import Testing
import Tickets

@Suite struct UnloadSampleTests {
    static let invalid: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: Project.path("Samples/exchange/invalid"))
        return (files ?? []).filter { $0.hasPrefix("servicenow-") && $0.hasSuffix(".xml") }.sorted()
    }()

    @Test func `the sample comes in, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let bytes = Array(try Project.text("Samples/exchange/servicenow-incidents.xml").utf8)
        let report = try await desk.take(bytes, as: mapping)
        #expect(report.isClean, "\(report)")
        #expect(report.counts == IntakeCounts(applied: 4) && report.losses == 0)
        let tickets = try await desk.tickets()
        #expect(tickets.map { $0.ticket.facts?.impact } == [.critical, .moderate, .minimal, .moderate])
        #expect(tickets.map { $0.ticket.facts?.amount.currency.code } == ["USD", "KWD", "EUR", "USD"])
        #expect(
            tickets.map { $0.ticket.facts?.tenant.description } == [
                "contoso.onmicrosoft.com", "contoso.onmicrosoft.com", "fabrikam.com",
                "0a1b2c3d-0000-4000-8000-123456789abc",
            ]
        )
        #expect(tickets[0].ticket.attachments.map(\.name) == ["좌석 목록.txt"])
        #expect(tickets[1].ticket.attachments.map(\.digest) == [Digest.of("plain, not packed\r\n")])
        #expect(tickets[2].ticket.facts?.contact.name == "Jonas Weiß")
        #expect(tickets[2].ticket.facts?.explanation == "The service was down.")
        let words = tickets[0].correspondence(naming: [:])
        #expect(words.map(\.visibility) == [.internal, .public, .internal])
        #expect(
            words[1].text
                == "The customer needs an answer before the invoice\u{a0}of 1\u{a0}December.\n• 40 seats\n• one edition"
        )
        #expect(words[2].text.contains("caller_id: Mina Seo (5137153cc611227c000bbd1bd8cd2005)"))
        #expect(tickets[3].ticket.status == .submitted)
        #expect(try await desk.take(bytes, as: mapping).counts == IntakeCounts(unchanged: 4))
    }

    @Test func `a row out of an update set comes in`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(
            Array(try Project.text("Samples/exchange/servicenow-record-update.xml").utf8),
            as: ExchangeDesk.mapping(.servicenow)
        )
        #expect(report.isClean && report.counts == IntakeCounts(applied: 1))
    }

    @Test func `there are invalid samples of every kind`() {
        #expect(Self.invalid.count == 7)
    }

    @Test(arguments: invalid)
    func `an invalid sample has exactly the problems that stand beside it`(_ file: String) async throws {
        let desk = try ExchangeDesk()
        var found: [String] = []
        do {
            let report = try await desk.take(
                Array(try Project.text("Samples/exchange/invalid/\(file)").utf8),
                as: ExchangeDesk.mapping(.servicenow)
            )
            found = report.quarantined.flatMap(\.reasons) + report.problems + (report.fault.map { [$0] } ?? [])
            #expect(await desk.kept()[2] == Int(report.counts.applied))
        } catch let fault as DocumentFault {
            found = [fault.sentence]
            #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
        }
        let expected = try Project.text("Samples/exchange/invalid/\(file.dropLast(4)).problems")
        #expect(found.map { $0 + "\n" }.joined() == expected)
    }
}
