import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// Reports of a world that a seed makes: every store says what the memory store says.
struct ContractReportTests {
    private static let auditor = Actor.sample(SamplePeople.auditor)
    private static let engines: [ContractBackend] = [.sqlite, .postgres]

    /// Tickets in every status, orders and credits of several currencies and years, and what the tickets name.
    private func desk(on store: any DeskStore, seed: UInt64) async throws -> Desk {
        let sample = try await SampleDesk(on: store)
        try await OrderStories(seed: seed, count: 40).write(to: store)
        try await ContractData(seed: seed, count: 120).write(to: store)
        let orders = try Self.namedOrders()
        try await store.write { records in
            try records.save(SampleOrders.contoso())
            try records.insert(orders)
        }
        try await decide(sample, seed: seed)
        return sample.desk
    }

    /// Requests that come through the front door to every end, with some time between the steps.
    private func decide(_ sample: SampleDesk, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let ends: [TicketStatus] = [.approved, .creditPending, .disputed, .settled, .declined, .closed]
        for (index, end) in (ends + ends).enumerated() {
            let form = FactsForm.sample([
                .purchase: "order:d1b2c3d4e5\(String(16 + index, radix: 16))",
                .impact: Impact.allCases[index % 3].rawValue,
                .reason: RefundReason.allCases[index % 4].rawValue,
            ])
            let ticket = try await sample.file(form)
            for step in SampleStory(to: end).steps {
                sample.clock.advance(milliseconds: Int64(random.below(200_000_000)))
                try await sample.perform(step.command, on: ticket, by: step.person)
            }
        }
    }

    /// One order by its own id, one by its alternate id, one by a subscription; the last has credits of every kind and age.
    private static func namedOrders() throws -> [Order] {
        func order(
            _ id: String,
            alternate: String? = nil,
            _ lines: [(title: String, subscription: String?)]
        ) throws -> Order {
            let customer = try SampleOrders.contoso()
            let template = try SampleOrders.requested(paid: Money("90000.00 USD"), by: customer, id: id)
            let terms = OrderTerms(
                id: template.id,
                alternateID: alternate,
                customer: customer.id,
                market: customer.market,
                currency: template.terms.currency,
                placedAt: template.terms.placedAt,
                placedBy: template.terms.placedBy,
                placedByName: template.terms.placedByName,
                origin: .reconciliation,
                requestID: nil
            )
            var made = Order(terms, lines: [])
            for (number, line) in lines.enumerated() {
                let lineTerms = LineTerms(
                    item: try SampleOrders.offer(title: line.title).item,
                    subscription: try line.subscription.map { text throws(Fault) in try GUID(text) },
                    orderedAt: SampleClock.start,
                    quantity: 1,
                    unitPrice: UnitPrice(try Money("90000.00 USD")),
                    charge: LineAmounts(net: 9_000_000, tax: 0, template.terms.currency),
                    treatment: .apart,
                    period: nil,
                    reference: nil
                )
                made.add(
                    try OrderLine(
                        number: number,
                        addsTo: nil,
                        lineTerms,
                        purchaseKey: "purchase:\(id):\(number)",
                        by: SamplePeople.agent.id,
                        at: SampleClock.start
                    )
                )
            }
            return made
        }
        let subscription = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
        var credited = try order(
            "b1b2c3d4e5f6",
            [("환불 서버", nil), ("e\u{301}t\u{e9}", subscription), ("환불 서버", subscription)]
        )
        for (index, days) in [-20_800, -400, -40, -23, -22, -1, 0, 8].enumerated() {
            let at = SampleClock.start.adding(days: Int64(days))
            try credited.give(Int64(100 + index), on: index % 3, key: "given \(index)", at: at)
        }
        try credited.give(7, on: 0, key: "found", kind: .found)
        for (key, line, gross) in [("given 1", 1, Int64(101)), ("given 2", 2, 50), ("given 5", 2, 105)] {
            try credited.change(line) { line throws(LineLedger.Refusal) in
                let settlement = LineCredit.Settlement(invoice: "G1", line: 1, at: SampleClock.start)
                try line.show(gross, ofCredit: key, on: settlement, by: SamplePeople.billing.id)
            }
        }
        return [
            try order("a1b2c3d4e5f6", [("Windows Server", nil), ("Windows Server", nil), ("SQL Server", nil)]),
            try order("c1b2c3d4e5f6", alternate: "ffffffffffff", [("CAL", nil)]), credited,
        ]
    }

    private static let periods = [
        Period(), Period(from: SampleClock.start), Period(before: SampleClock.start),
        Period(from: SampleClock.start.adding(days: -3), before: SampleClock.start.adding(days: 4)),
    ]

    private func compare(
        _ backend: ContractBackend,
        seed: UInt64,
        _ body: (_ memory: Desk, _ other: Desk) async throws -> Void
    ) async throws {
        let memory = try await desk(on: MemoryStore(), seed: seed)
        try await backend.withStore { try await body(memory, desk(on: $0, seed: seed)) }
    }

    @Test(arguments: engines)
    func `volumes are those of the memory store, and add up`(backend: ContractBackend) async throws {
        try await compare(backend, seed: 41) { memory, other in
            for grouping in VolumeGrouping.allCases {
                for text in [
                    "", "status:submitted,underReview", "-reason:duplicate amount>10", "환불", "age>1d", "is:done",
                ] {
                    let query = try TicketQuery(text)
                    let expected = try await memory.volumes(by: grouping, query, for: Self.auditor)
                    let found = try await other.volumes(by: grouping, query, for: Self.auditor)
                    #expect(found == expected, "\(grouping) \(text)")
                    let sum = found.rows.reduce((tickets: 0, open: 0)) {
                        ($0.tickets + $1.volume.tickets, $0.open + $1.volume.open)
                    }
                    switch grouping {
                    case .product: #expect(sum.tickets >= found.total.tickets)
                    case .age: #expect(sum == (found.total.open, found.total.open))
                    case .status, .reason, .impact, .tenant:
                        #expect(sum == (found.total.tickets, found.total.open))
                        let count = try await other.count(query, for: Self.auditor, exactly: true)
                        #expect(found.total.tickets == count)
                    }
                }
            }
            let products = try await other.volumes(by: .product, for: Self.auditor).rows.map(\.key.text)
            #expect(
                Set(products) == [
                    "Windows Server", "SQL Server", "CAL", "환불 서버", "e\u{301}t\u{e9}", "Attested purchase",
                    "(not in the books)", "(not said)",
                ]
            )
        }
    }

    @Test(arguments: engines)
    func `titles are answered under the id that was asked for, in whatever case`(backend: ContractBackend) async throws
    {
        try await compare(backend, seed: 42) { memory, other in
            let orders = try await memory.store.read { try $0.allOrders() }
            let names = orders.flatMap { order in
                [order.id.text, order.alternateID].compactMap(\.self)
                    + order.lines.compactMap(\.subscription?.description)
            }
            let asked = Set(names.flatMap { [$0, $0.uppercased(), $0.lowercased()] }).sorted() + ["nothing"]
            let expected = try await memory.store.read { try $0.titles(ofPurchases: asked) }
            let found = try await other.store.read { try $0.titles(ofPurchases: asked) }
            #expect(found == expected)
            #expect(asked.contains { $0 != $0.lowercased() && expected[$0] != nil && expected[$0.lowercased()] != nil })
        }
    }

    @Test(arguments: engines)
    func `credits are those of the memory store, and balance`(backend: ContractBackend) async throws {
        try await compare(backend, seed: 42) { memory, other in
            let months = try [nil, Month("2026-10"), Month("2026-11")]
            for from in months {
                for through in months {
                    let span = MonthSpan(from: from, through: through)
                    let expected = try await memory.creditReport(span, for: Self.auditor)
                    #expect(try await other.creditReport(span, for: Self.auditor) == expected)
                }
            }
            let report = try await other.creditReport(for: Self.auditor)
            #expect(report.parts.count >= 3)
            let credits = try await other.credits(CreditFilter(), for: Self.auditor, limit: 100_000)
                .map(\.posted.credit).filter { $0.kind != .found }
            for part in report.parts {
                for figures in part.rows.map(\.figures) + [part.total] {
                    let (promised, open) = (figures.promised.minorUnits, figures.open.minorUnits)
                    #expect(promised == figures.settled.minorUnits + open)
                    #expect(figures.overdue.minorUnits <= open)
                }
                let own = credits.filter { $0.amounts.currency == part.total.currency }
                #expect(part.total.count == own.count)
                #expect(part.total.promised.minorUnits == own.reduce(0) { $0 + $1.amounts.gross.minorUnits })
                #expect(
                    part.rows.reduce(0) { $0 + $1.figures.promised.minorUnits } == part.total.promised.minorUnits
                )
                for row in part.rows { #expect(own.contains { $0.due == row.month } || row.figures.count == 0) }
            }
            #expect(report.parts.flatMap(\.rows).contains { ($0.figures.disputed?.minorUnits ?? 0) > 0 })
        }
    }

    @Test(arguments: engines)
    func `times and exceptions are those of the memory store`(backend: ContractBackend) async throws {
        let calendar = try BusinessCalendar("zone Asia/Seoul\nmon-fri 09:00-12:00 13:00-18:00\n")
        try await compare(backend, seed: 43) { memory, other in
            for period in Self.periods {
                for grouping in [nil] + TimeGrouping.allCases.map(Optional.some) {
                    let expected = try await memory.times(period, by: grouping, in: calendar, for: Self.auditor)
                    #expect(try await other.times(period, by: grouping, in: calendar, for: Self.auditor) == expected)
                    let tickets = expected.groups.reduce(0) { $0 + $1.tickets }
                    #expect(grouping == nil || tickets == expected.all.tickets)
                }
                let expected = try await memory.exceptions(period, for: Self.auditor)
                #expect(try await other.exceptions(period, for: Self.auditor) == expected)
            }
            #expect(try await other.times(for: Self.auditor).all.settlement.elapsed != nil)
            #expect(try await other.exceptions(for: Self.auditor).exceptions.count > 3)
        }
    }
}
