import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// What becomes of the orders of an archive in a database that is not empty.
struct RestoreOrderTests {
    private let customer: Customer
    private let offer: Offer

    init() throws {
        customer = try SampleOrders.customer()
        offer = try SampleOrders.offer()
    }

    private func fixture(_ orders: [Order] = [], activity: [ActivityAct] = []) async throws -> Fixture {
        let fixture = try await Fixture()
        let (customer, offer) = (customer, offer)
        try await fixture.store.write { (records: any MutableRecords) throws in
            try records.save(customer)
            try records.save([offer])
            try records.insert(orders)
            try records.append(activity)
        }
        return fixture
    }

    private func order(_ number: UInt64 = 1, requestID: String? = nil) throws -> Order {
        try SampleOrders.order(number, for: customer, [offer, offer], requestID: requestID)
    }

    /// The outcome of the one record, and its reason without the line in front.
    private func restore(_ entry: ArchiveEntry, into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        let (_, records) = try await fixture.restore([entry])
        let reason = records[0].reasons.first?.replacing("11: ", with: "") ?? ""
        #expect(records[0].reasons.count == (records[0].outcome == .quarantined ? 1 : 0))
        return (records[0].outcome, reason)
    }

    private func restore(_ order: Order, into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        try await restore(.order(OrderClaim(order)), into: fixture)
    }

    private func kept(_ fixture: Fixture) async -> MemoryOrders { await fixture.store.snapshot.orders }

    // MARK: Orders

    @Test func `an equal order is unchanged, a later one carried forward, an older one unchanged`() async throws {
        let early = try order()
        var late = early
        try late.give(100, on: 0, key: "a")
        late.add(try added(to: late))
        let fixture = try await fixture([early])
        #expect(try await restore(early, into: fixture) == (.unchanged, ""))
        #expect(try await restore(late, into: fixture) == (.applied, ""))
        #expect(await kept(fixture).orders[early.id] == late)
        #expect(try await restore(late, into: fixture) == (.unchanged, ""))
        #expect(try await restore(early, into: fixture) == (.unchanged, ""))
        #expect(await kept(fixture).orders[early.id] == late)
    }

    private func added(to order: Order) throws -> OrderLine {
        try Cart(customer: customer, items: [])
            .line(
                order.lines.count,
                Cart.Item(offer: offer, quantity: 1),
                of: order.id,
                addingTo: order.lines[0],
                by: SamplePeople.adminAgent,
                at: SampleClock.start,
                under: OrderRules()
            )
    }

    @Test func `a reversal, a cancellation, an invoice and a settlement are carried forward`() async throws {
        var early = try order()
        try early.give(100, on: 0, key: "a")
        try early.give(200, on: 0, key: "b")
        let fixture = try await fixture([early])
        var late = early
        let by = SamplePeople.billing.id
        try late.change(0) { line throws(LineLedger.Refusal) in
            try line.reverse("a", as: "reverse:a", memo: nil, by: by, at: SampleClock.start)
            line.invoice = "G000000009"
            let settlement = LineCredit.Settlement(invoice: "G000000009", line: 3, at: SampleClock.start)
            try line.show(200, ofCredit: "b", on: settlement, by: by)
            line.end(Cancellation(at: SampleClock.start, by: by, byName: "Bea", quote: nil, reference: "r"))
        }
        #expect(try await restore(late, into: fixture) == (.applied, ""))
        #expect(await kept(fixture).orders[early.id] == late)
    }

    @Test func `an order that went another way is quarantined with the place`() async throws {
        let base = try order()
        var ours = base
        try ours.give(100, on: 1, key: "ours")
        let fixture = try await fixture([ours])
        let prefix = "the order is here with another history: "
        var theirs = base
        try theirs.give(100, on: 1, key: "theirs")
        let ledgers = "line 1: both ledgers agree up to movement 1 and differ from movement 2 on"
        #expect(try await restore(theirs, into: fixture) == (.quarantined, prefix + ledgers))
        try theirs.give(100, on: 0, key: "more")
        #expect(try await restore(theirs, into: fixture) == (.quarantined, prefix + ledgers))
        #expect(try await restore(base, into: fixture) == (.unchanged, ""))
        var shown = ours
        try shown.change(1) { line throws(LineLedger.Refusal) in
            let settlement = LineCredit.Settlement(invoice: "G1", line: 1, at: SampleClock.start)
            try line.show(40, ofCredit: "ours", on: settlement, by: SamplePeople.billing.id)
        }
        let same = base.changed(version: ours.version)
        let version = "both are at version 2 and differ"
        #expect(try await restore(same, into: fixture) == (.quarantined, prefix + version))
        #expect(try await restore(shown, into: fixture) == (.applied, ""))
        let lessShown = ours.changed(version: 9)
        #expect(
            try await restore(lessShown, into: fixture) == (.quarantined, prefix + "line 1: the credit 'ours' differs")
        )
        let renamed = shown.changed(version: 9, placedByName: "Somebody else")
        let who = "who bought it, where and when differs"
        #expect(try await restore(renamed, into: fixture) == (.quarantined, prefix + who))
        #expect(await kept(fixture).orders[ours.id] == shown)
    }

    @Test func `names that differ in their bytes alone differ`() async throws {
        let ours = try order().changed(placedByName: "\u{e9}")
        let fixture = try await fixture([ours])
        let theirs = ours.changed(version: 2, placedByName: "e\u{301}")
        #expect(try await restore(theirs, into: fixture).0 == .quarantined)
    }

    @Test func `an order whose customer, ids, request or credits belong to others is quarantined`() async throws {
        var ours = try order(requestID: "r")
        try ours.give(100, on: 0, key: "a")
        let fixture = try await fixture([ours])
        let stranger = try SampleOrders.order(2, for: SampleOrders.customer(7), [offer])
        #expect(
            try await restore(stranger, into: fixture) == (
                .quarantined, "its customer \(stranger.customer) is not here"
            )
        )
        let sameRequest = try order(3, requestID: "r")
        #expect(
            try await restore(sameRequest, into: fixture)
                == (.quarantined, "its request's id 'r' was used for order \(ours.id) here")
        )
        let alternate = try #require(ours.alternateID)
        let sameAlternate = try order(4).changed(alternateID: alternate)
        #expect(
            try await restore(sameAlternate, into: fixture)
                == (.quarantined, "its alternate id \(alternate) belongs to order \(ours.id) here")
        )
        let named = try Order.recorded(alternate, for: customer)
        #expect(
            try await restore(named, into: fixture) == (
                .quarantined, "its id is the alternate id of order \(ours.id) here"
            )
        )
        var sameCredit = try order(5)
        try sameCredit.give(100, on: 0, key: "a")
        let reason = "another order here has its ids, or the key of one of its credits"
        #expect(try await restore(sameCredit, into: fixture) == (.quarantined, reason))
        #expect(await kept(fixture).orders == [ours.id: ours])
    }

    @Test func `one order that cannot be here keeps none of its batch out`() async throws {
        var ours = try order()
        try ours.give(100, on: 0, key: "a")
        let fixture = try await fixture([ours])
        var bad = try order(5)
        try bad.give(100, on: 0, key: "a")
        let good = [try order(6), try order(7), try order(7)]
        let (run, records) = try await fixture.restore(([bad] + good).map { .order(OrderClaim($0)) })
        #expect(run.counts == IntakeCounts(applied: 2, unchanged: 1, quarantined: 1))
        #expect(records.map(\.ordinal) == [1, 2, 3, 4])
        #expect(records.map(\.outcome) == [.quarantined, .applied, .applied, .unchanged])
        #expect(await kept(fixture).orders.count == 3)
    }

    @Test func `claims that contradict themselves are refused with their faults`() throws {
        let claim = OrderClaim(try order())
        func faults(_ change: (inout [LineClaim]) -> Void) -> [String] {
            var lines = claim.lines
            change(&lines)
            return claim.with(lines: lines).faults.map(\.sentence)
        }
        #expect(claim.faults == [])
        #expect(faults { $0 = [] } == ["it has no lines"])
        #expect(
            faults { $0.swapAt(0, 1) } == [
                "line 1 stands where line 0 belongs", "line 0 stands where line 1 belongs",
            ]
        )
        #expect(faults { $0[1] = $0[1].with(addsTo: 1) } == ["line 1 adds seats to line 1, which stands not before it"])
        #expect(faults { $0[0] = $0[0].with(quantity: 0) } == ["line 0 has no quantity above zero"])
        #expect(
            faults { $0[0] = $0[0].with(charge: LineAmounts(net: .max, tax: 1, claim.currency)) } == [
                "its lines charge more than can be counted",
                "line 0 holds an amount that is larger than can be counted",
            ]
        )
        #expect(claim.with(version: 0).faults == [.badVersion(0)])
        #expect(claim.with(requestID: "r", origin: .document).faults == [.requestOfUnsold])
    }

    // MARK: Customers

    private func acts(_ details: [String]) -> [ActivityAct] {
        details.map { detail in
            ActivityAct(
                customer: customer.id,
                kind: .keyShown,
                at: SampleClock.start,
                by: SamplePeople.adminAgent.id,
                byName: "Amir",
                account: "desk",
                door: "cli",
                order: nil,
                line: nil,
                detail: detail
            )
        }
    }

    private func entries(_ details: [String]) -> [ActivityEntry] {
        acts(details).reduce(into: []) { entries, act in
            entries.append(
                ActivityEntry(
                    after: entries.last.map { ActivityLink(sequence: $0.sequence, digest: $0.digest) },
                    act
                )
            )
        }
    }

    private func restore(_ entries: [ActivityEntry], into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        try await restore(.customer(CustomerClaim(customer: customer, activity: entries)), into: fixture)
    }

    @Test func `a log that goes on is carried forward, and one that went another way is quarantined`() async throws {
        let fixture = try await fixture(activity: acts(["a", "b"]))
        let long = entries(["a", "b", "c", "d"])
        #expect(try await restore(Array(long.prefix(2)), into: fixture) == (.unchanged, ""))
        #expect(try await restore([], into: fixture) == (.unchanged, ""))
        #expect(
            try await restore(Array(long.suffix(1)), into: fixture)
                == (.quarantined, "its activity begins with entry 4, but entry 3 is not here")
        )
        #expect(try await restore(long, into: fixture) == (.applied, ""))
        #expect(try await restore(Array(long.suffix(2)), into: fixture) == (.unchanged, ""))
        #expect(await kept(fixture).activity[customer.id] == long)
        let other = entries(["a", "x", "c", "d", "e"])
        let differs = "the customer is here with another activity: it differs"
        #expect(try await restore(other, into: fixture) == (.quarantined, "\(differs) from entry 2 on"))
        #expect(
            try await restore(Array(other.suffix(1)), into: fixture) == (.quarantined, "\(differs) before entry 5")
        )
        #expect(await kept(fixture).activity[customer.id] == long)
        let end = try #require(long.last)
        #expect(await kept(fixture).activityEnds == [customer.id: ActivityLink(sequence: 4, digest: end.digest)])
    }

    @Test func `a customer with other data, or with another's domain, is quarantined`() async throws {
        let fixture = try await fixture()
        let renamed = try SampleOrders.customer(name: "Other")
        #expect(
            try await restore(.customer(CustomerClaim(customer: renamed, activity: [])), into: fixture)
                == (.quarantined, "the customer is here with other data; change it by 'recoup customers change'")
        )
        let taken = try SampleOrders.customer(2, domain: customer.domain.text)
        #expect(
            try await restore(.customer(CustomerClaim(customer: taken, activity: [])), into: fixture)
                == (.quarantined, "the domain \(customer.domain) belongs to the customer \(customer.id) here")
        )
        #expect(await kept(fixture).customers.count == 1)
    }

    @Test func `a log that does not verify is refused`() throws {
        let log = entries(["a", "b", "c"])
        func fault(_ entries: [ActivityEntry]) -> String? {
            do throws(CustomerFault) {
                try CustomerClaim(customer: customer, activity: entries).verify()
                return nil
            } catch { return error.sentence }
        }
        #expect(fault(log) == nil && fault(Array(log.dropFirst())) == nil && fault([]) == nil)
        #expect(fault([log[0], log[2]]) == "its activity does not verify: entry 2 was removed")
        #expect(fault([log[0], log[0]]) == "its activity does not verify: entry 1 was put in")
        #expect(
            fault([log[0], log[1].with(detail: "x")])
                == "its activity does not verify: entry 2 was changed after it was written"
        )
        #expect(throws: CustomerFault.otherCustomer(sequence: 1)) {
            try CustomerClaim(customer: SampleOrders.customer(9), activity: log).verify()
        }
    }

    // MARK: Offers, invoices, rows

    @Test func `an offer is here as it was, or quarantined`() async throws {
        let fixture = try await fixture()
        #expect(try await restore(.offer(offer), into: fixture) == (.unchanged, ""))
        let dearer = try SampleOrders.offer(price: "1177.00 USD")
        #expect(
            try await restore(.offer(dearer), into: fixture)
                == (.quarantined, "the catalogue has another offer under the same ids, market, currency and segment")
        )
        let other = try SampleOrders.offer(availability: nil)
        #expect(try await restore(.offer(other), into: fixture) == (.applied, ""))
        #expect(await kept(fixture).offers.count == 2)
    }

    private func claim(_ number: Int64, of order: Order, net: Int64? = nil) -> InvoiceClaim {
        let line = InvoiceLine(
            position: 1,
            customer: order.customer,
            order: order.id,
            line: 0,
            charge: .new,
            title: "Windows Server",
            item: order.lines[0].item.id,
            quantity: 5,
            unitPrice: order.lines[0].unitPrice,
            amounts: order.lines[0].charge,
            at: order.placedAt,
            period: nil,
            credit: nil,
            reference: nil
        )
        let invoice = Invoice(
            number: Invoice.number(number),
            month: Month(of: order.placedAt.day),
            closedAt: order.placedAt,
            closedBy: SamplePeople.billing.id,
            lineCount: 1,
            total: net.map { LineAmounts(net: $0, tax: 0, order.currency) } ?? order.lines[0].charge
        )
        return InvoiceClaim(invoice: invoice, lines: [line])
    }

    @Test func `an invoice is here as it was, or quarantined, and numbers go on behind it`() async throws {
        let order = try order()
        let fixture = try await fixture([order])
        let invoice = claim(7, of: order)
        #expect(try await restore(.invoice(claim(7, of: order, net: 1)), into: fixture).0 == .quarantined)
        #expect(
            try await restore(.invoice(claim(7, of: self.order(2))), into: fixture)
                == (.quarantined, "its line 1 is of order \(self.order(2).id), which is not here")
        )
        #expect(try await restore(.invoice(invoice), into: fixture) == (.applied, ""))
        #expect(try await restore(.invoice(invoice), into: fixture) == (.unchanged, ""))
        #expect(
            try await restore(.invoice(claim(8, of: order)), into: fixture)
                == (.quarantined, "the invoice of 2026-11 in USD is G000000007 here")
        )
        let other = InvoiceClaim(
            invoice: Invoice(
                number: "G000000007",
                month: invoice.invoice.month,
                closedAt: SampleClock.start.adding(milliseconds: 1),
                closedBy: SamplePeople.billing.id,
                lineCount: 1,
                total: invoice.invoice.total
            ),
            lines: invoice.lines
        )
        #expect(
            try await restore(.invoice(other), into: fixture)
                == (.quarantined, "invoice G000000007 is here with other data; a closed invoice never changes")
        )
        #expect(await kept(fixture).nextInvoice == 8)
        #expect(await kept(fixture).invoices.count == 1)
    }

    @Test func `an order and its invoice come in together, in one batch`() async throws {
        let order = try order()
        let fixture = try await fixture()
        let (run, _) = try await fixture.restore([.order(OrderClaim(order)), .invoice(claim(1, of: order))])
        #expect(run.counts == IntakeCounts(applied: 2))
    }

    @Test func `rows that were read are added, and known ones change nothing`() async throws {
        let fixture = try await fixture()
        let rows = (1...3).map { number in
            ReadRow(
                identity: RowIdentity(invoice: "G1", hash: Digest.of("row"), occurrence: number),
                credit: nil,
                gross: -5,
                line: number,
                readAt: SampleClock.start
            )
        }
        #expect(try await restore(.rows(Array(rows.prefix(2))), into: fixture) == (.applied, ""))
        #expect(try await restore(.rows(Array(rows.prefix(2))), into: fixture) == (.unchanged, ""))
        #expect(try await restore(.rows(rows), into: fixture) == (.applied, ""))
        #expect(await Set(kept(fixture).readRows.values) == Set(rows))
    }
}

extension ActivityEntry {
    fileprivate func with(detail: String) -> ActivityEntry {
        var act = act
        act.detail = detail
        return ActivityEntry(restoring: act, sequence: sequence, previous: previous, digest: digest)
    }
}
