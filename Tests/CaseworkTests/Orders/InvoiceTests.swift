import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct InvoiceTests {
    private let billing = Actor.sample(SamplePeople.billing)

    private func run(_ desk: OrderDesk, _ month: String, early: Bool = false) async throws -> InvoiceRun {
        try await desk.desk.runInvoices(Month(month), early: early, withLines: true, by: billing)
    }

    @Test func `charges and credits stand on the invoice of the month they arose in, once`() async throws {
        let desk = try await OrderDesk(taxRates: "KR=10")
        let order = try await desk.buy("0001")
        _ = try await desk.buy(for: desk.other)
        desk.clock.advance(days: 10)
        try await desk.cancel(order)
        desk.clock.advance(days: 10)
        let november = try await run(desk, "2026-11")
        #expect(november.preview == nil)
        #expect(november.statements.map(\.currency.code) == ["KRW", "USD"])
        #expect(november.statements.map(\.total.gross.description) == ["8250000 KRW", "5880.00 USD"])
        #expect(november.statements.compactMap(\.invoice?.number) == ["G000000001", "G000000002"])
        #expect(try await run(desk, "2026-11").statements.map(\.invoice) == november.statements.map(\.invoice))
        desk.clock.advance(days: 30)
        let december = try await run(desk, "2026-12")
        #expect(december.statements.map(\.total.gross.description) == ["-5880.00 USD"])
        let line = december.statements[0].lines[0]
        #expect(line.charge == .cancelImmediate)
        #expect(line.reference == "\(order.id):0")
        #expect(line.order == order.id && line.line == 0 && line.position == 1)
        let stored = try await desk.stored(order)
        #expect(stored.lines[0].invoice == "G000000002")
        #expect(stored.lines[0].ledger.balance(.invoiced).net == 588_000)
        #expect(stored.lines[0].credits[0].settlement?.invoice == "G000000003")
        #expect(try await run(desk, "2027-01", early: true).statements.isEmpty)
    }

    @Test func `a month that is not over is only shown`() async throws {
        let desk = try await OrderDesk()
        _ = try await desk.buy()
        let preview = try await run(desk, "2026-11")
        #expect(preview.preview == .notOver)
        #expect(preview.statements.map(\.invoice) == [nil])
        #expect(preview.statements[0].lines.map(\.position) == [0])
        #expect(try await desk.desk.invoices(for: billing) == [])
        let early = try await run(desk, "2026-11", early: true)
        #expect(early.statements.map(\.invoice?.number) == ["G000000001"])
        // What comes after it waits for the next month, even in the same month.
        _ = try await desk.buy("0001")
        #expect(try await run(desk, "2026-11", early: true).statements.map(\.lineCount) == [1])
        #expect(try await run(desk, "2026-12", early: true).statements.map(\.lineCount) == [1])
    }

    @Test func `the external book closes nothing`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try await externalOrder(desk)
        try await desk.cancel(order, reference: "REF-1")
        let preview = try await run(desk, "2026-11", early: true)
        #expect(preview.preview == .external)
        #expect(preview.statements.flatMap(\.lines).map(\.charge) == [.cancelImmediate])
        #expect(try await desk.desk.invoices(for: billing) == [])
        #expect(try await desk.stored(order).lines[0].credits[0].settlement == nil)
    }

    @Test func `credits are tracked until an invoice shows them, and are overdue after it`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        try await desk.cancel(order)
        func credits(_ overdue: Bool = false) async throws -> [TrackedCredit] {
            try await desk.desk.credits(CreditFilter(), overdue: overdue, for: billing)
        }
        #expect(try await credits().map(\.posted.credit.state) == [.pending])
        #expect(try await credits(true).isEmpty)
        desk.clock.advance(days: 15)
        #expect(try await credits(true).isEmpty)
        desk.clock.advance(days: 1)
        #expect(try await credits(true).map(\.isOverdue) == [true])
        _ = try await run(desk, "2026-11")
        #expect(try await credits().map(\.posted.credit.state) == [.settled])
        #expect(try await credits(true).isEmpty)
    }

    @Test func `a settled credit takes no place among the overdue ones`() async throws {
        let desk = try await OrderDesk()
        try await desk.cancel(try await desk.buy())
        _ = try await run(desk, "2026-11", early: true)
        try await desk.cancel(try await desk.buy("0001"))
        desk.clock.advance(days: 60)
        let overdue = try await desk.desk.credits(CreditFilter(), overdue: true, for: billing, limit: 1)
        #expect(overdue.map(\.posted.sku) == ["0001"])
    }

    /// An order as a file tells of it, already charged.
    private func externalOrder(_ desk: OrderDesk) async throws -> Order {
        let offer = try #require(
            try await desk.desk.offers(OfferFilter(), for: billing).first {
                $0.item.sku == "0001" && $0.market.code == "US"
            }
        )
        let charge = LineAmounts(net: 588_000, tax: 0, try Currency("USD"))
        let facts = OrderFacts(
            id: try Order.ID("0123456789ab"),
            alternateID: nil,
            customer: desk.customer,
            placedAt: SampleClock.start.day.start,
            currency: charge.currency,
            lines: [
                LineFacts(
                    key: "row:1",
                    place: 2,
                    addsSeats: false,
                    LineTerms(
                        item: offer.item,
                        subscription: nil,
                        orderedAt: SampleClock.start.day.start,
                        quantity: 5,
                        unitPrice: offer.price,
                        charge: charge,
                        treatment: .apart,
                        period: nil,
                        reference: "REF-0"
                    ),
                    invoice: "G000024135",
                    row: nil
                )
            ],
            credits: []
        )
        let report = try await desk.desk.importOrders([facts], origin: .reconciliation, by: billing)
        #expect(report.newLines == 1 && report.unused.isEmpty)
        let again = try await desk.desk.importOrders([facts], origin: .reconciliation, by: billing)
        #expect(again.unchanged == 1 && again.newLines == 0 && again.newOrders == 0)
        return try #require(try await desk.desk.store.read { try $0.order(facts.id) })
    }

    private func row(
        _ line: Int,
        _ gross: Int64,
        invoice: String = "G000024999",
        order: String = "0123456789ab",
        reference: String? = nil
    ) throws -> CreditRow {
        CreditRow(
            identity: RowIdentity(invoice: invoice, hash: Digest.of("\(line) \(gross)"), occurrence: 1),
            line: line,
            order: order,
            product: "DG7GMGF0FKZV",
            sku: "0001",
            currency: try Currency("USD"),
            reference: reference,
            gross: gross
        )
    }

    private func reconcile(_ desk: OrderDesk, _ rows: [CreditRow], month: String? = nil) async throws
        -> ReconciliationReport
    {
        try await desk.desk.reconcile(rows, completeFor: month.map { try Month($0) }, by: billing)
    }

    @Test func `a credit that is seen whole is settled, and the same file again changes nothing`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try await externalOrder(desk)
        try await desk.cancel(order, reference: "REF-1")
        let rows = [try row(9, 588_000, reference: "REF-1"), try row(12, 100, order: "ba9876543210")]
        let report = try await reconcile(desk, rows, month: "2026-11")
        #expect(report.settled.map(\.row.line) == [9])
        #expect(report.unknown.map(\.line) == [12])
        #expect(report.missing.isEmpty && report.isConserved)
        let stored = try await desk.stored(order)
        #expect(stored.lines[0].credits[0].settlement?.invoice == "G000024999")
        #expect(stored.lines[0].credits[0].settlement?.line == 9)
        #expect(stored.lines[0].ledger.balance(.invoiced).net == 588_000)
        let again = try await reconcile(desk, rows.reversed(), month: "2026-11")
        #expect(again.known == 2 && again.settled.isEmpty && again.unknown.isEmpty && again.isConserved)
        #expect(try await desk.stored(order) == stored)
        #expect(try await desk.activity([.creditSettled]).count == 1)
    }

    @Test func `a short credit settles when another invoice completes it, and an over one never`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try await externalOrder(desk)
        try await desk.cancel(order, reference: "REF-1")
        let short = try await reconcile(desk, [try row(9, 500_000)])
        #expect(short.short.map(\.shown) == [500_000])
        #expect(try await desk.stored(order).lines[0].credits[0].state == .short)
        let whole = try await reconcile(desk, [try row(3, 88_000, invoice: "G000025555")])
        #expect(whole.settled.map(\.shown) == [588_000])
        #expect(try await desk.stored(order).lines[0].credits[0].settlement?.invoice == "G000025555")
    }

    @Test func `more than was promised is over`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try await externalOrder(desk)
        try await desk.cancel(order, reference: "REF-1")
        let over = try await reconcile(desk, [try row(9, 600_000)])
        #expect(over.over.map(\.shown) == [600_000])
        let stored = try await desk.stored(order)
        #expect(stored.lines[0].credits[0].state == .over)
        #expect(stored.lines[0].ledger.balance(.credited).net == 588_000)
    }

    @Test func `missing is judged only for a complete file of a month in which the credit was due`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try await externalOrder(desk)
        try await desk.cancel(order, reference: "REF-1")
        #expect(try await reconcile(desk, []).missing.isEmpty)
        #expect(try await reconcile(desk, [], month: "2026-10").missing.isEmpty)
        #expect(try await reconcile(desk, [], month: "2026-11").missing.map(\.order) == [order.id])
    }

    @Test func `the simulated book is not reconciled`() async throws {
        let desk = try await OrderDesk()
        await #expect(throws: DeskError.orderRefused(.settledByRuns)) { try await reconcile(desk, []) }
    }
}
