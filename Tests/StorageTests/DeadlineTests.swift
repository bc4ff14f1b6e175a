import Basics
import Casework
import Orders
import SQL
import SampleDesk
import Storage
import Testing
import Tickets

/// When the window of a purchase closes is noted beside its requests, whichever door the purchase comes by.
@Suite struct DeadlineTests {
    private static let billing = Actor.sample(SamplePeople.billing)
    /// Perpetual software of 23 November: 30 days, the last one whole.
    private static let windowEnd = Instant(milliseconds: 1_798_070_400_000)

    @Test(arguments: Backing.allCases)
    func `a file of orders notes the window of every request that was there before, however many`(
        backing: Backing
    ) async throws {
        try await backing.withDesk { sample, database in
            var last = try await sample.file()
            for _ in 1..<120 { last = try await sample.file() }
            #expect(try await database.deadlines == Array(repeating: nil, count: 120))
            let report = try await sample.desk.importOrders([.sample()], origin: .reconciliation, by: Self.billing)
            #expect(report.newOrders == 1)
            #expect(try await database.deadlines == Array(repeating: Self.windowEnd, count: 120))
            let (ticket, facts) = (last.id, try #require(last.facts))
            let others = try await sample.desk.store.read {
                try $0.caseFile(on: facts, of: ticket, in: .external).others.count
            }
            #expect(others == 119)
        }
    }

    @Test(arguments: Backing.allCases)
    func `a document with purchases notes the window too`(backing: Backing) async throws {
        try await backing.withDesk { sample, database in
            _ = try await sample.file()
            let desk = sample.desk
            let (run, context) = try await desk.beginIntake(
                named: "orders.xml",
                format: "recoup-intake",
                restoring: false,
                by: .sample(SamplePeople.agent)
            )
            let item = IntakeItem(
                ordinal: 1,
                offset: 0,
                length: 100,
                line: 2,
                content: Result<OrderFacts, Problems>.success(try .sample()),
                original: []
            )
            let done = try await desk.apply([desk.prepare(item)], to: run, context)
            #expect(done.counts == IntakeCounts(applied: 1, unchanged: 0, quarantined: 0))
            #expect(try await database.deadlines == [Self.windowEnd])
        }
    }

    @Test func `another policy moves the windows that were noted`() async throws {
        try await Backing.sqlite.withDesk { sample, database in
            _ = try await sample.desk.importOrders([.sample()], origin: .reconciliation, by: Self.billing)
            _ = try await sample.file()
            #expect(try await database.deadlines == [Self.windowEnd])
            try await sample.desk.set(
                .orders(.policy),
                to: PolicyTable.seed.csv.replacing("30 days", with: "10 days"),
                by: .sample(SamplePeople.administrator)
            )
            #expect(try await database.deadlines == [Self.windowEnd.adding(days: -20)])
        }
    }

    @Test func `deciding one request takes the window from the others, revoking gives it back`() async throws {
        try await Backing.sqlite.withDesk { sample, database in
            _ = try await sample.desk.importOrders([.sample()], origin: .reconciliation, by: Self.billing)
            let first = try await sample.file()
            _ = try await sample.file()
            try await sample.perform(.take, on: first, by: SamplePeople.agent)
            #expect(try await database.deadlines == [Self.windowEnd, Self.windowEnd])
            let grant = Grant(.cancellation, try Money("1250.00 USD"), override: "it was bought twice")
            try await sample.perform(.approve(grant), on: first, by: SamplePeople.approver)
            #expect(try await database.deadlines == [Self.windowEnd, nil])
            try await sample.perform(.revoke("another line"), on: first, by: SamplePeople.approver)
            #expect(try await database.deadlines == [Self.windowEnd, Self.windowEnd])
        }
    }
}

extension OrderFacts {
    /// The order of the sample request, as a file tells of it.
    fileprivate static func sample() throws -> OrderFacts {
        let customer = try SampleOrders.contoso()
        let line = try SampleOrders.requested(paid: Money("1250.00 USD"), by: customer).lines[0]
        return OrderFacts(
            id: try Order.ID("a1b2c3d4e5f6"),
            alternateID: nil,
            customer: customer,
            placedAt: SampleClock.start,
            currency: line.terms.charge.currency,
            lines: [LineFacts(key: "x", place: 2, addsSeats: false, line.terms, invoice: nil, row: nil)],
            credits: []
        )
    }
}

extension Database {
    /// What is noted beside each ticket, in the order of their creation.
    fileprivate var deadlines: [Instant?] {
        get async throws {
            try await read { connection in
                try connection.rows(Statement("select deadline_ms from ticket order by seq")).map { row in
                    try row.integerOrNull(0).map(Instant.init(milliseconds:))
                }
            }
        }
    }
}
