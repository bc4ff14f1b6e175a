import Basics
import Orders
import SampleDesk
import Testing
import Tickets

struct DecisionTests {
    private static let start = SampleClock.start

    private func balances(_ sample: SampleTicket) throws -> [Account: Int64] {
        let ledger = try #require(sample.file.orders.first?.lines.first?.ledger)
        return Dictionary(uniqueKeysWithValues: Account.allCases.map { ($0, ledger.balance($0).gross.minorUnits) })
            .filter { $0.value != 0 }
    }

    /// The number that people know it by.
    private func numbered(_ sample: SampleTicket) -> SampleTicket {
        var ticket = sample.ticket
        ticket.number = 10_001
        return SampleTicket(ticket: ticket, events: sample.events, file: sample.file)
    }

    @Test func `approving reserves, crediting credits, reversing gives back, and what was paid stays what was paid`()
        throws
    {
        var sample = numbered(try .underReview(cents: 1_000_00))
        try sample.perform(.approve(Grant(.goodwill, .usd(400_00))), by: SamplePeople.approver)
        #expect(try balances(sample) == [.paid: -1_000_00, .refundable: 600_00, .reserved: 400_00])
        #expect(sample.file.orders[0].lines[0].holder == "R-10001")
        try sample.perform(.revoke("Too much"), by: SamplePeople.approver)
        #expect(try balances(sample) == [.paid: -1_000_00, .refundable: 1_000_00])
        #expect(sample.file.orders[0].lines[0].holder == nil)

        try sample.perform(.approve(Grant(.goodwill, .usd(300_00))), by: SamplePeople.approver)
        try sample.perform(.credit(reference: "PC-1"), by: SamplePeople.adminAgent)
        #expect(try balances(sample) == [.paid: -1_000_00, .refundable: 700_00, .credited: 300_00])
        let credit = try #require(sample.file.orders[0].lines[0].credits.first)
        #expect(credit.key == "refund:\(sample.ticket.id):5:a1b2c3d4e5f6:0" && credit.reference == "PC-1")
        #expect(credit.kind == .goodwill && Ticket.ticket(ofCredit: credit.key) == sample.ticket.id)
        #expect(sample.file.orders[0].lines[0].cancellation == nil)

        try sample.perform(.reverse("Booked twice"), by: SamplePeople.approver)
        #expect(try balances(sample) == [.paid: -1_000_00, .refundable: 1_000_00])
        #expect(sample.file.orders[0].lines[0].credits == [])
        #expect(
            sample.file.orders[0].lines[0].ledger.movements.map(\.kind)
                == [.purchase, .reserve, .void, .reserve, .credit, .reverse]
        )
    }

    @Test func `crediting an approved cancellation ends the purchase`() throws {
        var sample = try SampleTicket.underReview(cents: 1_000_00)
        try sample.perform(.approve(Grant(.cancellation, .usd(1_000_00))), by: SamplePeople.approver)
        #expect(sample.file.orders[0].lines[0].cancellation == nil)
        try sample.perform(.credit(reference: "PC-1"), by: SamplePeople.adminAgent)
        let end = try #require(sample.file.orders[0].lines[0].cancellation)
        #expect(end.reference == "PC-1" && end.by == SamplePeople.adminAgent.id)
        #expect(sample.file.orders[0].status == .cancelled)
    }

    @Test func `an approved cancellation holds its amount for a day, then it has to be the same still`() throws {
        // A year of 365 days at a dollar a day.
        let paid = try Money.usd(365_00)
        let customer = try SampleOrders.contoso()
        var order = try SampleOrders.order(
            for: customer,
            [SampleOrders.offer(.softwareSubscription, price: "365.00 USD")],
            quantity: 1
        )
        order = try #require(order.lines.first.map { Order(order.terms, lines: [$0]) })
        let form = FactsForm.sample([.purchase: "order:\(order.id)", .amount: paid.number])
        func approved() throws -> SampleTicket {
            var sample = try SampleTicket(
                in: .underReview,
                form: form,
                on: CaseFile(customer: customer, orders: [order])
            )
            try sample.perform(.approve(Grant(.cancellation, paid)), by: SamplePeople.approver)
            return sample
        }
        var inTime = try approved()
        let almost = Self.start.adding(hours: 24).adding(milliseconds: -1)
        try inTime.perform(.credit(reference: "PC-1"), by: SamplePeople.adminAgent, at: almost)
        #expect(try balances(inTime) == [.paid: -365_00, .credited: 365_00])

        let late = try approved()
        expectRefusal(
            .quoteChanged(approved: paid, now: try .usd(364_00)),
            of: .credit(reference: "PC-1"),
            on: late,
            by: SamplePeople.adminAgent,
            at: Self.start.adding(hours: 24)
        )
        #expect(try balances(late) == [.paid: -365_00, .reserved: 365_00])
    }

    @Test func `what the rules do not give takes an approver's reason`() throws {
        let late = Self.start.adding(days: 40)
        let opening = TicketOpening.sample(.complete(try FactsForm.sample([.amount: "400.00"]).facts()))
        var sample = try SampleTicket(
            opening: opening,
            by: .sample(SamplePeople.requester),
            at: late,
            on: .known(paid: .usd(400_00))
        )
        try sample.perform(.take, by: SamplePeople.agent, at: late)
        let passed = Finding.windowPassed(at: Self.start.day.adding(days: 31).start, .days(30))
        let plain = TicketCommand.approve(Grant(.goodwill, try .usd(400_00)))
        let reasoned = Grant(.goodwill, try .usd(400_00), override: "Outage EX25194")
        expectRefusal(.overrideNeeded([passed]), of: plain, on: sample, by: SamplePeople.approver, at: late)
        expectRefusal(.overrideByApprover, of: .approve(reasoned), on: sample, by: SamplePeople.agent, at: late)
        expectRefusal(
            .notCancellable(.windowPassed(at: Self.start.day.adding(days: 31).start, .days(30))),
            of: .approve(Grant(.cancellation, try .usd(400_00), override: "Outage EX25194")),
            on: sample,
            by: SamplePeople.approver,
            at: late
        )
        try sample.perform(.approve(reasoned), by: SamplePeople.approver, at: late)
        #expect(sample.ticket.approval?.override == "Outage EX25194")
        #expect(sample.ticket.approval?.verdict?.ruling == .ineligible)
    }

    @Test func `what the books do not know, an approver vouches for, once`() throws {
        let amount = try Money.usd(1_250_00)
        var sample = try SampleTicket(in: .underReview)
        let purchase = PurchaseReference.order("a1b2c3d4e5f6")
        func grant(_ attested: Money?) -> TicketCommand { .approve(Grant(.goodwill, amount, attested: attested)) }
        expectRefusal(.attestationNeeded(purchase), of: grant(nil), on: sample, by: SamplePeople.approver)
        let little = Grant(.goodwill, try .usd(1_00), attested: amount)
        expectRefusal(.attestationByApprover, of: .approve(little), on: sample, by: SamplePeople.agent)
        expectRefusal(
            .aboveRefundable(asked: amount, maximum: try .usd(1_000_00)),
            of: grant(try .usd(1_000_00)),
            on: sample,
            by: SamplePeople.approver
        )
        try sample.perform(grant(.usd(2_000_00)), by: SamplePeople.approver)
        let order = try #require(sample.file.orders.first)
        #expect(order.id.text == "a1b2c3d4e5f6" && order.origin == .attested)
        #expect(order.placedByName == SamplePeople.approver.displayName)
        #expect(try balances(sample) == [.paid: -2_000_00, .refundable: 750_00, .reserved: 1_250_00])
        try sample.perform(.revoke("Too much"), by: SamplePeople.approver)
        expectRefusal(.attestationUnneeded(purchase), of: grant(amount), on: sample, by: SamplePeople.approver)
        try sample.perform(grant(nil), by: SamplePeople.approver)
    }

    @Test func `above the tier both approvers vouch for the same`() throws {
        let amount = try Money.usd(3_000_00)
        var sample = try SampleTicket(in: .underReview, form: .sample([.amount: "3000.00"]))
        func grant(_ attested: Money?) -> TicketCommand { .approve(Grant(.goodwill, amount, attested: attested)) }
        try sample.perform(grant(amount), by: SamplePeople.approver)
        #expect(sample.file.orders == [])
        expectRefusal(
            .attestationDiffers(asked: try .usd(3_500_00), attested: amount),
            of: grant(try .usd(3_500_00)),
            on: sample,
            by: SamplePeople.otherApprover
        )
        // The second need not repeat it.
        try sample.perform(grant(nil), by: SamplePeople.otherApprover)
        #expect(try balances(sample) == [.paid: -3_000_00, .reserved: 3_000_00])
    }

    @Test func `another verdict than the first approver saw voids what they said`() throws {
        let amount = try Money.usd(3_000_00)
        var sample = try SampleTicket.underReview(amount)
        try sample.perform(.approve(Grant(.goodwill, amount)), by: SamplePeople.approver)
        let file = CaseFile(
            customer: sample.file.customer,
            orders: sample.file.orders,
            others: [CaseFile.OtherRequest(name: "R-10002", isCredited: false)]
        )
        sample = SampleTicket(ticket: sample.ticket, events: sample.events, file: file)
        let second = try sample.perform(.approve(Grant(.goodwill, amount)), by: SamplePeople.otherApprover)
        #expect(second.to == .underReview)
        let third = try sample.perform(.approve(Grant(.goodwill, amount)), by: SamplePeople.approver)
        #expect(third.to == .approved)
    }

    @Test func `goodwill over several lines sums to the amount to the cent`() throws {
        let customer = try SampleOrders.contoso()
        let offers = [
            try SampleOrders.offer(.perpetualSoftware, price: "1.00 USD", term: ""),
            try SampleOrders.offer(.perpetualSoftware, sku: "0004", price: "1.00 USD", term: ""),
        ]
        let order = try SampleOrders.order(for: customer, offers, quantity: 1)
        let form = FactsForm.sample([.purchase: "order:\(order.id)", .amount: "2.00"])
        var sample = try SampleTicket(in: .underReview, form: form, on: CaseFile(customer: customer, orders: [order]))
        try sample.perform(.approve(Grant(.goodwill, .usd(1_03))), by: SamplePeople.approver)
        let shares = try #require(sample.ticket.approval?.shares)
        #expect(shares.map(\.amounts.gross.minorUnits) == [52, 51])
    }

    @Test func `only an invoice settles what it can show, and what it has shown is not taken back`() throws {
        var sample = try SampleTicket.underReview(cents: 400_00)
        try sample.perform(.approve(Grant(.goodwill, .usd(400_00))), by: SamplePeople.approver)
        try sample.perform(.credit(reference: "PC-1"), by: SamplePeople.adminAgent)
        expectRefusal(
            .settledByInvoices(.external),
            of: .settle(invoice: "G1", line: 1),
            on: sample,
            by: SamplePeople.billing
        )
        var order = sample.file.orders[0]
        let key = order.lines[0].credits[0].key
        let settlement = LineCredit.Settlement(invoice: "G000024135", line: 7, at: Self.start)
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.show(100_00, ofCredit: key, on: settlement, by: SamplePeople.billing.id)
        }
        var shown = SampleTicket(ticket: sample.ticket, events: sample.events, file: sample.file.replacing(order))
        expectRefusal(
            .alreadyShown(try .usd(100_00), invoice: nil),
            of: .reverse("Wrong"),
            on: shown,
            by: SamplePeople.approver
        )
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.show(300_00, ofCredit: key, on: settlement, by: SamplePeople.billing.id)
        }
        shown = SampleTicket(ticket: sample.ticket, events: sample.events, file: sample.file.replacing(order))
        try shown.perform(.settle(invoice: "G000024135", line: 7), by: SamplePeople.system, from: .system)
        #expect(shown.ticket.status == .settled)
        #expect(try balances(shown) == [.paid: -400_00, .invoiced: 400_00])
    }
}
