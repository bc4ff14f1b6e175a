import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// What somebody changes in orders past the program is found and named.
struct VerifyOrderTests {
    /// Two orders, one cancelled and settled by an invoice that charges both, and a log of three entries.
    private func world() async throws -> (OrderDesk, open: Order, cancelled: Order) {
        let desk = try await OrderDesk()
        let open = try await desk.buy(quantity: 2)
        let bought = try await desk.buy(quantity: 5)
        try await desk.cancel(bought)
        let month = Month(of: desk.clock.now.day)
        _ = try await desk.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
        return (desk, try await desk.stored(open), try await desk.stored(bought))
    }

    private func verify(_ desk: OrderDesk, expecting head: Digest? = nil) async throws -> AuditReport {
        try await desk.desk.verify(expecting: head, for: .sample(SamplePeople.auditor))
    }

    private func tamper(_ desk: OrderDesk, _ change: @Sendable @escaping (inout MemoryOrders) -> Void) async throws {
        let store = try #require(desk.desk.store as? MemoryStore)
        await store.tamper { change(&$0.orders) }
    }

    @Test func `a record as it was written is clean, and its head is over all of it`() async throws {
        let (desk, open, cancelled) = try await world()
        let report = try await verify(desk)
        #expect(report.isClean, "\(report.findings.map(\.sentence))")
        #expect(report.orders == 2 && report.movements == 5 && report.activity == 3 && report.invoices == 1)
        let kept = try #require(desk.desk.store as? MemoryStore)
        let orders = await kept.snapshot.orders
        let end = try #require(orders.activityEnds[desk.customer.id])
        var digest = InvoiceDigest(try #require(orders.invoices["G000000001"]))
        for line in try #require(orders.invoiceLines["G000000001"]) { digest.append(line) }
        let lines = [open, cancelled].sorted { $0.id < $1.id }
            .map { "order \($0.id) \($0.version) \(OrderClaim($0).digest)\n" }
        let text =
            "recoup-head-1\nactivity \(desk.customer.id) 3 \(end.digest)\n" + lines.joined()
            + "invoice G000000001 \(digest.finish())\n"
        #expect(report.head == Digest.of(text))
        #expect(try await verify(desk, expecting: report.head).isClean)
    }

    @Test func `customers and a catalogue alone leave the head as it was`() async throws {
        let desk = try await OrderDesk()
        #expect(try await verify(desk).head == Digest.of("recoup-head-1\n"))
    }

    @Test func `every later act changes the head`() async throws {
        let (desk, open, _) = try await world()
        let head = try await verify(desk).head
        try await desk.cancel(open)
        let later = try await verify(desk, expecting: head)
        #expect(later.findings == [] && later.matchesExpected == false)
    }

    @Test func `a changed charge, a changed credit and a removed one are named`() async throws {
        let (desk, _, order) = try await world()
        let line = LineClaim(order.lines[0])
        let credit = line.credits[0]
        let changed = LineCredit(
            key: credit.key,
            kind: credit.kind,
            amounts: LineAmounts(net: credit.amounts.net - 100, tax: 0, order.currency),
            at: credit.at,
            by: credit.by,
            reference: credit.reference,
            shown: credit.shown,
            settlement: credit.settlement
        )
        let charge = LineAmounts(net: line.charge.net + 100, tax: 0, order.currency)
        let subject = "order \(order.id): "
        let key = quoted(credit.key)
        let cases: [(LineClaim, [String])] = [
            (
                line.with(charge: charge),
                [
                    subject
                        + "line 0 charges 5881.00 and 0.00 tax USD, but its purchase is of 5880.00 and 0.00 tax USD",
                    "invoice G000000001: the orders name it for 2353.00 USD, but its lines sum to 2352.00 USD",
                ]
            ),
            (
                line.with(credits: [changed]),
                [
                    subject + "the credit '\(key)' of line 0 is not what the ledger moved",
                    subject
                        + "invoices show 5880.00 USD of the credit '\(key)' of line 0, which does not fit its settlement",
                    subject + "the settlement of the credit '\(key)' of line 0 is not what the ledger moved",
                    subject
                        + "the settled credits of line 0 sum to 5879.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
                    "invoice G000000001: the orders name it for 2353.00 USD, but its lines sum to 2352.00 USD",
                ]
            ),
            (
                line.with(credits: []),
                [
                    subject
                        + "the settled credits of line 0 sum to 0.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
                    "invoice G000000001: the orders name it for 8232.00 USD, but its lines sum to 2352.00 USD",
                ]
            ),
            (
                line.with(invoice: .some(nil)),
                ["invoice G000000001: the orders name it for -3528.00 USD, but its lines sum to 2352.00 USD"]
            ),
        ]
        for (claim, expected) in cases {
            let tampered = try claim.anyLine()
            try await tamper(desk) { $0.orders[order.id] = order.changed(lines: [tampered]) }
            #expect(try await verify(desk).findings.map(\.sentence) == expected)
        }
    }

    @Test func `movements that were removed with all their traces are found by the head`() async throws {
        let (desk, order, _) = try await world()
        try await desk.cancel(order)
        let head = try await verify(desk).head
        try await tamper(desk) { $0.orders[order.id] = order }
        let report = try await verify(desk, expecting: head)
        #expect(report.findings == [] && report.matchesExpected == false)
    }

    @Test func `a changed, a removed and a cut off entry of the log are named`() async throws {
        let (desk, _, _) = try await world()
        let subject = "activity of \(desk.customer.id): "
        let id = desk.customer.id
        let store = try #require(desk.desk.store as? MemoryStore)
        let log = try #require(await store.snapshot.orders.activity[id])
        var act = log[1].act
        act.byName = "olga"
        let changed = ActivityEntry(
            restoring: act,
            sequence: 2,
            previous: log[1].previous,
            digest: log[1].digest
        )
        let end = "entries are missing at its end, or were added past the program"
        let cases: [([ActivityEntry], [String])] = [
            ([log[0], changed, log[2]], ["entry 2 was changed after it was written"]),
            ([log[0], log[2]], ["entry 2 was removed"]),
            ([log[0], log[1]], [end]),
            ([], [end]),
        ]
        for (entries, expected) in cases {
            try await tamper(desk) { $0.activity[id] = entries }
            #expect(try await verify(desk).findings.map(\.sentence) == expected.map { subject + $0 })
        }
    }

    @Test func `a tail cut off together with what is kept as its end is found by the head`() async throws {
        let (desk, _, _) = try await world()
        let head = try await verify(desk).head
        let id = desk.customer.id
        try await tamper(desk) { orders in
            orders.activity[id]?.removeLast()
            orders.activityEnds[id] = orders.activity[id]?.last.map {
                ActivityLink(sequence: $0.sequence, digest: $0.digest)
            }
        }
        let report = try await verify(desk, expecting: head)
        #expect(report.findings == [] && report.matchesExpected == false && !report.isClean)
    }

    @Test func `changed and removed lines of an invoice are named`() async throws {
        let (desk, _, _) = try await world()
        let store = try #require(desk.desk.store as? MemoryStore)
        let lines = try #require(await store.snapshot.orders.invoiceLines["G000000001"])
        #expect(lines.count == 3)
        let subject = "invoice G000000001: "
        try await tamper(desk) { $0.invoiceLines["G000000001"] = Array(lines.dropLast()) }
        let short = try await verify(desk).findings.map(\.sentence)
        #expect(short.first == subject + "it is said to have 3 lines, but there are 2")
        #expect(
            short.contains {
                $0.hasPrefix(subject + "it is said to be of 2352.00 and 0.00 tax USD, but its lines sum to")
            }
        )
        try await tamper(desk) { $0.invoiceLines["G000000001"] = [lines[0], lines[2], lines[1]] }
        #expect(try await verify(desk).findings.map(\.sentence) == [subject + "line 3 stands where line 2 belongs"])
        let other = InvoiceLine(
            position: 1,
            customer: lines[0].customer,
            order: lines[0].order,
            line: lines[0].line,
            charge: lines[0].charge,
            title: "Another title",
            item: lines[0].item,
            quantity: lines[0].quantity,
            unitPrice: lines[0].unitPrice,
            amounts: lines[0].amounts,
            at: lines[0].at,
            period: lines[0].period,
            credit: lines[0].credit,
            reference: lines[0].reference
        )
        try await tamper(desk) { $0.invoiceLines["G000000001"] = lines }
        let head = try await verify(desk).head
        // Nothing but the head knows a title.
        try await tamper(desk) { $0.invoiceLines["G000000001"] = [other] + lines.dropFirst() }
        let report = try await verify(desk, expecting: head)
        #expect(report.findings == [] && report.matchesExpected == false)
    }
}
