import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import Testing
import Tickets
import XML

@Suite struct SampleTests {
    static let invalid: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: Project.path("Samples/invalid"))
        return (files ?? []).filter { $0.hasSuffix(".xml") }.sorted()
    }()

    private func problems(of path: String) throws -> [String] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = ByteSource.file(path: Project.path(path))
        return DocumentValidation(of: file, named: name, schema: try Project.schema()).problems
    }

    @Test func `the sample tickets are valid and come in, and the second time nothing changes`() async throws {
        #expect(try problems(of: "Samples/tickets.xml") == [])
        let desk = try ExchangeDesk()
        let text = try Project.text("Samples/tickets.xml")
        let first = try await desk.take(text)
        #expect(first.isClean)
        #expect(first.counts == IntakeCounts(applied: 20))
        let second = try await desk.take(text)
        #expect(second.isClean)
        #expect(second.counts == IntakeCounts(unchanged: 20))
        let state = await desk.store.snapshot
        #expect(state.tickets.map(\.ticket.number) == (10_001...10_020).map { Int64($0) })
        #expect(state.tickets.allSatisfy { $0.ticket.status == .submitted })
        #expect(Set(state.tickets.compactMap { $0.ticket.facts?.amount.currency.code }).count == 8)
        #expect(state.files.count == 2)
    }

    @Test func `the sample orders are valid and come in, and the second time nothing changes`() async throws {
        #expect(try problems(of: "Samples/orders.xml") == [])
        let desk = try ExchangeDesk()
        let text = try Project.text("Samples/orders.xml")
        let first = try await desk.take(text)
        #expect(first.isClean, "\(first.quarantined)")
        #expect(first.counts == IntakeCounts(applied: 8))
        let kept = await desk.store.snapshot.orders
        let second = try await desk.take(text)
        #expect(second.isClean)
        #expect(second.counts == IntakeCounts(unchanged: 8))
        let after = await desk.store.snapshot.orders
        #expect(after.orders == kept.orders && after.customers == kept.customers && after.activity == kept.activity)
        #expect(kept.customers.count == 3 && kept.orders.count == 5)
        #expect(Set(kept.orders.values.map(\.currency.code)) == ["USD", "JPY", "KWD"])
        let seats = try #require(kept.orders[Order.ID("Zt7LwE2uVn9RkC5yHs4BqM1oXj8DfG3a1")])
        #expect(seats.lines.map(\.addsTo) == [nil, 0])
        #expect(seats.lines.map(\.invoice) == ["G000024135", nil])
        #expect(seats.charged == LineAmounts(net: 1_963_443, tax: 174_256, seats.currency))
        #expect(kept.orders.values.allSatisfy { $0.origin == .document })
    }

    @Test(arguments: ["Samples/tickets.xml", "Samples/orders.xml"])
    func `xmllint accepts the samples`(_ file: String) throws {
        let outcome = try Project.xmllint(Array(Project.text(file).utf8))
        #expect(outcome.status == 0, "\(outcome.words)")
    }

    @Test func `there are invalid samples of every kind`() {
        #expect(Self.invalid.count == 18)
    }

    @Test(arguments: invalid)
    func `an invalid sample has exactly the problems that stand beside it`(_ file: String) throws {
        let expected = try Project.text("Samples/invalid/\(file.dropLast(4)).problems")
        let found = try problems(of: "Samples/invalid/\(file)")
        #expect(!found.isEmpty)
        #expect(found.map { $0 + "\n" }.joined() == expected)
    }

    @Test(arguments: invalid)
    func `an invalid sample brings in its good records only`(_ file: String) async throws {
        let desk = try ExchangeDesk()
        let bytes = Array(try Data(contentsOf: URL(filePath: Project.path("Samples/invalid/\(file)"))))
        do {
            let report = try await desk.take(bytes)
            #expect(!report.isClean)
            #expect(report.counts.applied == 1)
            #expect(report.counts.quarantined == Int64(report.quarantined.count))
            #expect(await desk.store.snapshot.tickets.count == 1)
        } catch let fault as DocumentFault {
            #expect(!fault.sentence.isEmpty)
            #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
        }
    }
}
