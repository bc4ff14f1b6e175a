import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// What becomes of the orders of an archive in a database that is not empty.
struct RestoreOrderTests {
    private let sample: RestoreSample

    init() throws { sample = try RestoreSample() }

    @Test func `an equal order is unchanged, a later one carried forward, an older one unchanged`() async throws {
        let early = try sample.order()
        var late = early
        try late.give(100, on: 0, key: "a")
        late.add(try added(to: late))
        let fixture = try await sample.fixture([early])
        #expect(try await sample.restore(early, into: fixture) == (.unchanged, ""))
        #expect(try await sample.restore(late, into: fixture) == (.applied, ""))
        #expect(await sample.kept(fixture).orders[early.id] == late)
        #expect(try await sample.restore(late, into: fixture) == (.unchanged, ""))
        #expect(try await sample.restore(early, into: fixture) == (.unchanged, ""))
        #expect(await sample.kept(fixture).orders[early.id] == late)
    }

    private func added(to order: Order) throws -> OrderLine {
        try Cart(customer: sample.customer, items: [])
            .line(
                order.lines.count,
                Cart.Item(offer: sample.offer, quantity: 1),
                of: order.id,
                addingTo: order.lines[0],
                by: SamplePeople.adminAgent,
                at: SampleClock.start,
                under: OrderRules()
            )
    }

    @Test func `a reversal, a cancellation, an invoice and a settlement are carried forward`() async throws {
        var early = try sample.order()
        try early.give(100, on: 0, key: "a")
        try early.give(200, on: 0, key: "b")
        let fixture = try await sample.fixture([early])
        var late = early
        let by = SamplePeople.billing.id
        try late.change(0) { line throws(LineLedger.Refusal) in
            try line.reverse("a", as: "reverse:a", memo: nil, by: by, at: SampleClock.start)
            line.invoice = "G000000009"
            let settlement = LineCredit.Settlement(invoice: "G000000009", line: 3, at: SampleClock.start)
            try line.show(200, ofCredit: "b", on: settlement, by: by)
            line.end(Cancellation(at: SampleClock.start, by: by, byName: "Bea", quote: nil, reference: "r"))
        }
        #expect(try await sample.restore(late, into: fixture) == (.applied, ""))
        #expect(await sample.kept(fixture).orders[early.id] == late)
    }

    @Test func `an order that went another way is quarantined with the place`() async throws {
        let base = try sample.order()
        var ours = base
        try ours.give(100, on: 1, key: "ours")
        let fixture = try await sample.fixture([ours])
        let prefix = "the order is here with another history: "
        var theirs = base
        try theirs.give(100, on: 1, key: "theirs")
        let ledgers = "line 1: both ledgers agree up to movement 1 and differ from movement 2 on"
        #expect(try await sample.restore(theirs, into: fixture) == (.quarantined, prefix + ledgers))
        try theirs.give(100, on: 0, key: "more")
        #expect(try await sample.restore(theirs, into: fixture) == (.quarantined, prefix + ledgers))
        #expect(try await sample.restore(base, into: fixture) == (.unchanged, ""))
        var shown = ours
        try shown.change(1) { line throws(LineLedger.Refusal) in
            let settlement = LineCredit.Settlement(invoice: "G1", line: 1, at: SampleClock.start)
            try line.show(40, ofCredit: "ours", on: settlement, by: SamplePeople.billing.id)
        }
        let same = base.changed(version: ours.version)
        let version = "both are at version 2 and differ"
        #expect(try await sample.restore(same, into: fixture) == (.quarantined, prefix + version))
        #expect(try await sample.restore(shown, into: fixture) == (.applied, ""))
        let lessShown = ours.changed(version: 9)
        #expect(
            try await sample.restore(lessShown, into: fixture) == (
                .quarantined, prefix + "line 1: the credit 'ours' differs"
            )
        )
        let renamed = shown.changed(version: 9, placedByName: "Somebody else")
        let who = "who bought it, where and when differs"
        #expect(try await sample.restore(renamed, into: fixture) == (.quarantined, prefix + who))
        #expect(await sample.kept(fixture).orders[ours.id] == shown)
    }

    @Test func `names that differ in their bytes alone differ`() async throws {
        let ours = try sample.order().changed(placedByName: "\u{e9}")
        let fixture = try await sample.fixture([ours])
        let theirs = ours.changed(version: 2, placedByName: "e\u{301}")
        #expect(try await sample.restore(theirs, into: fixture).0 == .quarantined)
    }

    @Test func `an order whose sample.customer, ids, request or credits belong to others is quarantined`() async throws
    {
        var ours = try sample.order(requestID: "r")
        try ours.give(100, on: 0, key: "a")
        let fixture = try await sample.fixture([ours])
        let stranger = try SampleOrders.order(2, for: SampleOrders.customer(7), [sample.offer])
        #expect(
            try await sample.restore(stranger, into: fixture) == (
                .quarantined, "its customer \(stranger.customer) is not here"
            )
        )
        let sameRequest = try sample.order(3, requestID: "r")
        #expect(
            try await sample.restore(sameRequest, into: fixture)
                == (.quarantined, "its request's id 'r' was used for order \(ours.id) here")
        )
        let alternate = try #require(ours.alternateID)
        let sameAlternate = try sample.order(4).changed(alternateID: alternate)
        #expect(
            try await sample.restore(sameAlternate, into: fixture)
                == (.quarantined, "its alternate id \(alternate) belongs to order \(ours.id) here")
        )
        let named = try Order.recorded(alternate, for: sample.customer)
        #expect(
            try await sample.restore(named, into: fixture) == (
                .quarantined, "its id is the alternate id of order \(ours.id) here"
            )
        )
        var sameCredit = try sample.order(5)
        try sameCredit.give(100, on: 0, key: "a")
        let reason = "another order here has its ids, or the key of one of its credits"
        #expect(try await sample.restore(sameCredit, into: fixture) == (.quarantined, reason))
        #expect(await sample.kept(fixture).orders == [ours.id: ours])
    }

    @Test func `one order that cannot be here keeps none of its batch out`() async throws {
        var ours = try sample.order()
        try ours.give(100, on: 0, key: "a")
        let fixture = try await sample.fixture([ours])
        var bad = try sample.order(5)
        try bad.give(100, on: 0, key: "a")
        let good = [try sample.order(6), try sample.order(7), try sample.order(7)]
        let (run, records) = try await fixture.restore(([bad] + good).map { .order(OrderClaim($0)) })
        #expect(run.counts == IntakeCounts(applied: 2, unchanged: 1, quarantined: 1))
        #expect(records.map(\.ordinal) == [1, 2, 3, 4])
        #expect(records.map(\.outcome) == [.quarantined, .applied, .applied, .unchanged])
        #expect(await sample.kept(fixture).orders.count == 3)
    }

    @Test func `claims that contradict themselves are refused with their faults`() throws {
        let claim = OrderClaim(try sample.order())
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
}
