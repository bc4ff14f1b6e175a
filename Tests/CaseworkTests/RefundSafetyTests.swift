import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// Acceptance tests of refunds taken from other products' bugs: several requests about one line, partial credits, currencies.
struct RefundSafetyTests {
    /// A desk with the sample order, net and tax apart.
    private func desk(net: Int64, tax: Int64, _ code: String) async throws -> Fixture {
        let fixture = try await Fixture(book: .external)
        let customer = try SampleOrders.contoso()
        let currency = try Currency(code)
        let plain = try SampleOrders.requested(paid: Money(minorUnits: net, currency), by: customer)
        var terms = plain.lines[0].terms
        terms.charge = LineAmounts(net: net, tax: tax, currency)
        let by = SamplePeople.adminAgent.id
        let line = try OrderLine(number: 0, addsTo: nil, terms, purchaseKey: "purchase", by: by, at: SampleClock.start)
        let order = Order(plain.terms, lines: [line])
        try await fixture.desk.store.write { records in
            try records.save(customer)
            try records.insert([order])
        }
        return fixture
    }

    private func approve(_ fixture: Fixture, _ amount: Money) async throws -> Ticket {
        let form = FactsForm.sample([.amount: amount.number, .currency: amount.currency.code])
        let ticket = try await fixture.sample.file(form)
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let command = TicketCommand.approve(Grant(.goodwill, amount))
        let first = try await fixture.sample.perform(command, on: ticket, by: SamplePeople.approver)
        guard first.status != .approved else { return first }
        return try await fixture.sample.perform(command, on: ticket, by: SamplePeople.otherApprover)
    }

    @Test func `two requests of equal amount on one line both succeed while there is enough, a third is told the rest`()
        async throws
    {
        let fixture = try await desk(net: 1_000_00, tax: 0, "USD")
        let amount = try Money("400.00 USD")
        for _ in 0..<2 {
            let ticket = try await approve(fixture, amount)
            try await fixture.sample.perform(.credit(reference: "PC"), on: ticket, by: SamplePeople.billing)
        }
        let rest = try Money("200.00 USD")
        await #expect(throws: DeskError.refused(.aboveRefundable(asked: amount, maximum: rest))) {
            try await approve(fixture, amount)
        }
        #expect(try await approve(fixture, rest).status == .approved)
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test(arguments: ["JPY", "USD", "KWD"])
    func `partial credits in any order sum to net and tax of the line to the minor unit`(code: String) async throws {
        let fixture = try await desk(net: 33_333, tax: 7_667, code)
        let currency = try Currency(code)
        var random = SplitMix64(seed: 7)
        var left: Int64 = 41_000
        while left > 0 {
            let part = min(left, Int64(random.below(9_000) + 1))
            let ticket = try await approve(fixture, Money(minorUnits: part, currency))
            try await fixture.sample.perform(.credit(reference: "PC"), on: ticket, by: SamplePeople.billing)
            left -= part
        }
        let ledger = try await fixture.desk.store.read { records in
            try records.order(Order.ID("a1b2c3d4e5f6"))?.lines[0].ledger
        }
        #expect(ledger?.balance(.credited) == LineAmounts(net: 33_333, tax: 7_667, currency))
        #expect(ledger?.balance(.refundable) == LineAmounts.zero(currency))
    }

    @Test func `a request in another currency than the order's gives nothing, and says which it was`() async throws {
        let fixture = try await desk(net: 1_000_00, tax: 0, "USD")
        let (usd, eur) = (try Currency("USD"), try Currency("EUR"))
        await #expect(throws: DeskError.refused(.wrongCurrency(asked: eur, expected: usd))) {
            try await approve(fixture, Money(minorUnits: 100, eur))
        }
        let ledger = try await fixture.desk.store.read { records in
            try records.order(Order.ID("a1b2c3d4e5f6"))?.lines[0].ledger
        }
        #expect(ledger?.spent == LineAmounts.zero(usd))
    }

    @Test func `a credit that failed leaves the decision, and the next attempt uses the same key`() async throws {
        let fixture = try await desk(net: 1_000_00, tax: 0, "USD")
        let ticket = try await approve(fixture, Money("400.00 USD"))
        let approval = try #require(ticket.approval)
        let losing = Desk(
            store: LosingStore(base: fixture.store),
            book: fixture.desk.book,
            now: fixture.desk.now,
            makeID: fixture.desk.makeID,
            secrets: fixture.desk.secrets
        )
        let credit = TicketCommand.credit(reference: "PC-1")
        let before = await fixture.contents()
        let order = try await fixture.desk.store.read { try $0.order(Order.ID("a1b2c3d4e5f6")) }
        for _ in 0..<3 {
            await #expect(throws: StoreError.unavailable("the disk is gone")) {
                try await losing.perform(credit, on: .id(ticket.id), by: .sample(SamplePeople.billing))
            }
        }
        #expect(await fixture.contents() == before)
        #expect(try await fixture.desk.store.read { try $0.order(Order.ID("a1b2c3d4e5f6")) } == order)
        try await fixture.sample.perform(credit, on: ticket, by: SamplePeople.billing)
        let line = try await fixture.desk.store.read { try $0.order(Order.ID("a1b2c3d4e5f6"))?.lines[0] }
        #expect(line?.credits.map(\.key) == approval.shares.map { ticket.creditKey($0, approval) })
        #expect(line?.credits.map(\.amounts.gross) == [try Money("400.00 USD")])
    }

    @Test func `the same decision sent by twenty at once is credited once`() async throws {
        let fixture = try await desk(net: 1_000_00, tax: 0, "USD")
        let ticket = try await approve(fixture, Money("400.00 USD"))
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let credit = TicketCommand.credit(reference: "PC")
                    return (try? await fixture.sample.perform(credit, on: ticket, by: SamplePeople.billing)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        let line = try await fixture.desk.store.read { try $0.order(Order.ID("a1b2c3d4e5f6"))?.lines[0] }
        #expect(line?.credits.count == 1)
        #expect(line?.ledger.balance(.credited).gross.minorUnits == 400_00)
    }
}

/// A store whose disk goes away when everything was written and nothing is there to stay.
private struct LosingStore: DeskStore {
    let base: any DeskStore

    var place: String { base.place }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        _ = try await base.rehearse(body)
        throw StoreError.unavailable("the disk is gone")
    }
}
