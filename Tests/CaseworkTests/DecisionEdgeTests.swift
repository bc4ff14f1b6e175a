import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// Ways around a decision that are none: deputies, what was vouched for, merged requests, rows that came too early.
struct DecisionEdgeTests {
    private let root = Actor.sample(SamplePeople.administrator)
    private let billing = Actor.sample(SamplePeople.billing)

    @Test func `whoever a deputy stood in for at the first approval does not give the other one`() async throws {
        let fixture = try await Fixture()
        let amount = try Money("5000.00 USD")
        let ticket = try await fixture.sample.ticket(in: .underReview, form: .sample([.amount: "5000.00"]))
        let day = SampleClock.start.day.adding(days: 3)
        _ = try await fixture.desk.setAway("olga", deputy: SamplePeople.otherAgent.systemName, through: day, by: root)
        let approve = TicketCommand.approve(Grant(.goodwill, amount, attested: amount))
        let first = try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.otherAgent)
        #expect(first.status == .underReview)
        try await fixture.desk.setBack("olga", by: root)
        await fixture.expectRefusal(.refused(.sameApprover)) {
            try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.approver)
        }
        let done = try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.otherApprover)
        #expect(done.status == .approved)
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `an order that holds a subscription which somebody vouched for is not taken in beside it`() async throws
    {
        let fixture = try await Fixture(book: .external)
        let subscription = try GUID("3f2504e0-4f89-11d3-9a0c-0305e82c3301")
        let form = FactsForm.sample([.purchase: "subscription:\(subscription)", .amount: "100.00"])
        let ticket = try await fixture.sample.file(form)
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let amount = try Money("100.00 USD")
        let grant = Grant(.goodwill, amount, attested: amount)
        try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)
        try await fixture.sample.perform(.credit(reference: "PC"), on: ticket, by: SamplePeople.billing)

        var terms = try SampleOrders.requested(paid: amount, by: SampleOrders.contoso()).lines[0].terms
        terms.subscription = subscription
        let facts = OrderFacts(
            id: try Order.ID("f0f0f0f0f0f0"),
            alternateID: nil,
            customer: try SampleOrders.contoso(),
            placedAt: SampleClock.start,
            currency: amount.currency,
            lines: [LineFacts(key: "x", place: 2, addsSeats: false, terms, invoice: nil, row: nil)],
            credits: []
        )
        let report = try await fixture.desk.importOrders([facts], origin: .reconciliation, by: billing)
        #expect(report.newOrders == 0)
        #expect(
            report.unused.map(\.reason) == [
                "what was paid for order \(subscription) stands on the word of Olga Approver"
            ]
        )
        let again = try await fixture.sample.file(form)
        try await fixture.sample.perform(.take, on: again, by: SamplePeople.agent)
        let nothing = try Money("0.00 USD")
        await fixture.expectRefusal(.refused(.aboveRefundable(asked: amount, maximum: nothing))) {
            let grant = Grant(.goodwill, amount, override: "they ask again")
            try await fixture.sample.perform(.approve(grant), on: again, by: SamplePeople.approver)
        }
    }

    @Test func `what was vouched for is on no invoice of Microsoft's, and none is missed there`() async throws {
        let fixture = try await Fixture(book: .external)
        let ticket = try await fixture.sample.ticket(in: .creditPending)
        let november = Month(of: SampleClock.start.day)
        let report = try await fixture.desk.reconcile([], completeFor: november, by: billing)
        #expect(report.missing == [])
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .creditPending)
        let run = try await fixture.desk.runInvoices(november, isPreview: true, withLines: true, by: billing)
        #expect(run.statements.flatMap(\.lines).filter { $0.credit == nil } == [])
    }

    @Test func `a row that was read before its credit was recorded settles it when it is read again`() async throws {
        let fixture = try await Fixture(book: .external)
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: Money("1250.00 USD"), by: customer)
        try await fixture.desk.store.write { records in
            try records.save(customer)
            try records.insert([order])
        }
        let item = try SampleOrders.offer(.perpetualSoftware, term: "").item
        let row = CreditRow(
            identity: RowIdentity(invoice: "G000024135", hash: Digest.of("row"), occurrence: 1),
            line: 7,
            order: "a1b2c3d4e5f6",
            product: item.product,
            sku: item.sku,
            currency: try Currency("USD"),
            reference: nil,
            gross: 400_00
        )
        let ticket = try await fixture.sample.file()
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let grant = Grant(.goodwill, try Money("400.00 USD"))
        try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)

        let early = try await fixture.desk.reconcile([row], completeFor: nil, by: billing)
        #expect(early.unknown == [row] && early.known == 0 && early.isConserved)
        let still = try await fixture.desk.reconcile([row], completeFor: nil, by: billing)
        #expect(still.unknown == [] && still.known == 1 && still.isConserved)
        try await fixture.sample.perform(.credit(reference: "PC-1"), on: ticket, by: SamplePeople.billing)
        let found = try await fixture.desk.reconcile([row], completeFor: nil, by: billing)
        #expect(found.settled.map(\.row) == [row] && found.known == 0 && found.isConserved)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.status == .settled)
        let after = try await fixture.desk.reconcile([row], completeFor: nil, by: billing)
        #expect(after.known == 1 && after.settled.isEmpty && after.isConserved)
    }

    @Test
    func `of a subscription that was charged in two currencies only what was charged in the one asked for counts`()
        async throws
    {
        let fixture = try await Fixture(book: .external)
        let customer = try SampleOrders.contoso()
        let subscription = try GUID("3f2504e0-4f89-11d3-9a0c-0305e82c3301")
        var orders: [Order] = []
        for (id, paid) in [("aaaaaaaaaaaa", "70.00 EUR"), ("bbbbbbbbbbbb", "100.00 USD")] {
            let plain = try SampleOrders.requested(paid: Money(paid), by: customer, id: id)
            var terms = plain.lines[0].terms
            terms.subscription = subscription
            let by = SamplePeople.adminAgent.id
            let line = try OrderLine(number: 0, addsTo: nil, terms, purchaseKey: id, by: by, at: SampleClock.start)
            orders.append(Order(plain.terms, lines: [line]))
        }
        let (first, second) = (orders[0], orders[1])
        try await fixture.desk.store.write { records in
            try records.save(customer)
            try records.insert([first, second])
        }
        let form = FactsForm.sample([.purchase: "subscription:\(subscription)", .amount: "170.00"])
        let ticket = try await fixture.sample.file(form)
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let (asked, maximum) = (try Money("170.00 USD"), try Money("100.00 USD"))
        await fixture.expectRefusal(.refused(.aboveRefundable(asked: asked, maximum: maximum))) {
            let grant = Grant(.goodwill, asked, override: "all of it")
            try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)
        }
        let grant = Grant(.goodwill, maximum, override: "what was charged in dollars")
        let approved = try await fixture.sample.perform(.approve(grant), on: ticket, by: SamplePeople.approver)
        #expect(approved.approval?.shares.map(\.order.text) == ["bbbbbbbbbbbb"])
    }

    @Test func `the desk acts in its own name also where somebody is called as it is`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.desk.addPerson(
            named: Person.clockName,
            displayName: nil,
            email: nil,
            language: .english,
            roles: [.agent],
            by: root
        )
        let ticket = try await fixture.sample.ticket(in: .awaitingInformation)
        fixture.sample.clock.advance(days: 60)
        let report = try await fixture.desk.sweep(account: "svc")
        #expect(report.lapsed == [TicketName(of: ticket)])
        let events = try #require(try await fixture.sample.stored(ticket.id)?.events)
        #expect(events.last?.action == .lapse && events.last?.byName == "recoup.clock")
        #expect(try await fixture.desk.store.read { try $0.person(named: "recoup") }?.roles == [.agent])
    }
}
