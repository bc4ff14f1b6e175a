import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// Tickets follow what invoices show of their credits.
struct FollowTests {
    private let billing = Actor.sample(SamplePeople.billing)

    /// A desk with a request that was credited 400.00 USD in November.
    private func credited(_ book: Book = .external) async throws -> (Fixture, Ticket) {
        let fixture = try await Fixture(book: book)
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: Money("1250.00 USD"), by: customer)
        try await fixture.desk.store.write { records in
            try records.save(customer)
            try records.insert([order])
        }
        let ticket = try await fixture.sample.file()
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let grant = Grant(.goodwill, try Money("400.00 USD"))
        try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)
        return (
            fixture,
            try await fixture.sample.perform(.credit(reference: "PC-1"), on: ticket, by: SamplePeople.billing)
        )
    }

    private func row(_ gross: Int64, invoice: String = "G000024135", line: Int = 7) throws -> CreditRow {
        let item = try SampleOrders.offer().item
        return CreditRow(
            identity: RowIdentity(invoice: invoice, hash: Digest.of("\(gross) \(line)"), occurrence: 1),
            line: line,
            order: "a1b2c3d4e5f6",
            product: item.product,
            sku: item.sku,
            currency: try Currency("USD"),
            reference: "PC-1",
            gross: gross
        )
    }

    private var november: Month { Month(of: SampleClock.start.day) }

    @Test func `an invoice that shows the whole credit settles the ticket by itself, once`() async throws {
        let (fixture, ticket) = try await credited()
        let rows = [try row(400_00)]
        _ = try await fixture.desk.reconcile(rows, completeFor: november, by: billing)
        let settled = try #require(try await fixture.sample.stored(ticket.id))
        #expect(settled.ticket.status == .settled && settled.events.last?.origin == .system)
        guard case .settled(_, let settlement) = settled.ticket.phase else {
            Issue.record("it is \(settled.ticket.status)")
            return
        }
        #expect(settlement.invoice == "G000024135" && settlement.line == 7)
        _ = try await fixture.desk.reconcile(rows, completeFor: november, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.events.count == settled.events.count)
        #expect(
            await fixture.store.snapshot.outbox.values.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [
                .approved, .credited, .settled,
            ]
        )
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `a complete invoice without the credit disputes the ticket, a later one with it settles it`()
        async throws
    {
        let (fixture, ticket) = try await credited()
        // A file that is not said to be complete proves nothing.
        _ = try await fixture.desk.reconcile([], completeFor: nil, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .creditPending)
        _ = try await fixture.desk.reconcile([], completeFor: november, by: billing)
        let disputed = try #require(try await fixture.sample.stored(ticket.id)?.ticket)
        guard case .disputed(_, let why) = disputed.phase else {
            Issue.record("it is \(disputed.status)")
            return
        }
        #expect(why == "the invoice of 2026-11 is complete and does not show 400.00 USD")
        let found = try await fixture.desk.list(TicketQuery("status:disputed"), for: .sample(SamplePeople.agent))
        #expect(found.items.map(\.id) == [ticket.id])
        _ = try await fixture.desk.reconcile([row(400_00, invoice: "G000024200")], completeFor: nil, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .settled)
    }

    @Test func `a part of the credit settles nothing and cannot be taken back`() async throws {
        let (fixture, ticket) = try await credited()
        _ = try await fixture.desk.reconcile([row(100_00)], completeFor: november, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .creditPending)
        await fixture.expectRefusal(.refused(.alreadyShown(try Money("100.00 USD"), invoice: nil))) {
            try await fixture.sample.perform(.reverse("no"), on: ticket, by: SamplePeople.approver)
        }
        _ = try await fixture.desk.reconcile([row(300_00, line: 8)], completeFor: nil, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .settled)
    }

    @Test(arguments: [100_00, 500_00])
    func `less or more than was promised is settled by a person who says that nothing else will come`(
        gross: Int64
    ) async throws {
        let (fixture, ticket) = try await credited()
        let settle = TicketCommand.settle(invoice: "G000024135", line: 7)
        await fixture.expectRefusal(.refused(.settledByInvoices(.external))) {
            try await fixture.sample.perform(settle, on: ticket, by: SamplePeople.billing)
        }
        _ = try await fixture.desk.reconcile([row(gross)], completeFor: november, by: billing)
        let settled = try await fixture.sample.perform(settle, on: ticket, by: SamplePeople.billing)
        #expect(settled.status == .settled)
        let order = try #require(try await fixture.desk.store.read { try $0.order(Order.ID("a1b2c3d4e5f6")) })
        #expect(order.lines[0].credits.map(\.state) == [.settled])
        #expect(order.lines[0].ledger.balance(.invoiced).gross == (try Money("400.00 USD")))
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `in the simulated book the month's invoice settles`() async throws {
        let (fixture, ticket) = try await credited(.simulated)
        _ = try await fixture.desk.runInvoices(november, early: true, by: billing)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .settled)
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `a row that may show what is reserved is not booked as a credit that was found`() async throws {
        let (fixture, ticket) = try await credited()
        try await fixture.sample.perform(.reverse("again"), on: ticket, by: SamplePeople.approver)
        let grant = Grant(.goodwill, try Money("400.00 USD"), override: "it is the same again")
        try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)
        let order = try SampleOrders.requested(paid: Money("1250.00 USD"), by: SampleOrders.contoso())
        let shown = try row(400_00)
        let found = FoundCredit(
            place: 9,
            product: shown.product,
            sku: shown.sku,
            subscription: nil,
            amounts: LineAmounts(net: 400_00, tax: 0, shown.currency),
            endsLine: false,
            on: SampleClock.start.day,
            reference: nil,
            row: shown.identity
        )
        let facts = OrderFacts(
            id: order.id,
            alternateID: nil,
            customer: try SampleOrders.contoso(),
            placedAt: SampleClock.start,
            currency: shown.currency,
            lines: [],
            credits: [found]
        )
        let before = try await fixture.desk.store.read { try $0.order(order.id) }
        let early = try await fixture.desk.importOrders([facts], origin: .reconciliation, by: billing)
        let reason = "it may show what R-10001 is about to credit; credit or revoke that, then read the file again"
        #expect(early.foundCredits == 0 && early.unused == [UnusedRecord(place: 9, reason: reason)])
        #expect(try await fixture.desk.store.read { try $0.order(order.id) } == before)
        try await fixture.sample.perform(.revoke("somebody else did"), on: ticket, by: SamplePeople.approver)
        let late = try await fixture.desk.importOrders([facts], origin: .reconciliation, by: billing)
        #expect(late.foundCredits == 1 && late.unused == [])
    }

    @Test func `an approval that came without its books can be revoked`() async throws {
        let fixture = try await Fixture(book: .external)
        let sample = try SampleTicket(in: .approved)
        try await fixture.desk.store.write { records in
            try records.save(SampleOrders.contoso())
            try records.insert([NewRecord(ticket: sample.ticket, events: sample.events)])
        }
        let order = try #require(sample.ticket.approval?.shares.first?.order)
        await fixture.expectRefusal(.refused(.notInBooks(order.text))) {
            try await fixture.sample.perform(.credit(reference: "PC"), on: sample.ticket, by: SamplePeople.adminAgent)
        }
        // Nor is there anything to void where the order is known without its reservation.
        let known = try SampleOrders.requested(paid: Money("1250.00 USD"), by: SampleOrders.contoso())
        try await fixture.desk.store.write { try $0.insert([known]) }
        let back = try await fixture.sample.perform(.revoke("again"), on: sample.ticket, by: SamplePeople.approver)
        #expect(back.status == .underReview)
        #expect(try await fixture.desk.store.read { try $0.order(known.id) } == known)
    }

    @Test func `an order that somebody vouched for takes no rows of a file`() async throws {
        let fixture = try await Fixture(book: .external)
        let ticket = try await fixture.sample.ticket(in: .approved)
        let order = try #require(ticket.approval?.shares.first?.order)
        let terms = try SampleOrders.requested(paid: Money("1250.00 USD"), by: SampleOrders.contoso()).lines[0].terms
        let facts = OrderFacts(
            id: order,
            alternateID: nil,
            customer: try SampleOrders.contoso(),
            placedAt: SampleClock.start,
            currency: terms.charge.currency,
            lines: [LineFacts(key: "x", place: 2, addsSeats: false, terms, invoice: nil, row: nil)],
            credits: []
        )
        let report = try await fixture.desk.importOrders([facts], origin: .reconciliation, by: billing)
        #expect(report.newLines == 0)
        #expect(
            report.unused == [
                UnusedRecord(place: 2, reason: "what was paid for order \(order) stands on the word of Olga Approver")
            ]
        )
    }
}
