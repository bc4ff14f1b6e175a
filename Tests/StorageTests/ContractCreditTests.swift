import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

struct ContractCreditTests {
    private static let month = Month(of: SampleClock.start.day)

    @Test(arguments: ContractBackend.allCases)
    func `credits are filtered, the oldest first`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let (customer, other) = (try SampleOrders.customer(1), try SampleOrders.customer(2))
            var changing = try SampleOrders.order(1, for: customer, [SampleOrders.offer(), SampleOrders.offer()])
            var second = try SampleOrders.order(2, for: other, [SampleOrders.offer()])
            func show(_ gross: Int64, _ key: String, _ order: inout Order) throws {
                try order.change(0) { line throws(LineLedger.Refusal) in
                    let settlement = LineCredit.Settlement(invoice: "G1", line: 1, at: SampleClock.start)
                    try line.show(gross, ofCredit: key, on: settlement, by: SamplePeople.billing.id)
                }
            }
            let start = SampleClock.start
            try changing.give(100, on: 0, key: "short", at: start.adding(days: -40))
            try changing.give(100, on: 0, key: "over", at: start.adding(days: -40))
            try changing.give(100, on: 0, key: "settled", at: start.adding(days: -2))
            try changing.give(100, on: 1, key: "pending", at: start.adding(days: 10))
            try second.give(100, on: 0, key: "환불", at: start.adding(days: -41))
            try show(40, "short", &changing)
            try show(140, "over", &changing)
            try show(100, "settled", &changing)
            let order = changing
            let orders = [order, second]
            try await store.write { try $0.insert(orders) }
            try await store.read { (records: any Records) throws in
                func found(limit: Int = 10, _ change: (inout CreditFilter) throws -> Void) throws -> [String] {
                    var filter = CreditFilter()
                    try change(&filter)
                    return try records.credits(filter, limit: limit).map(\.credit.key)
                }
                #expect(try found { _ in } == ["환불", "over", "short", "settled", "pending"])
                #expect(try found(limit: 2) { _ in } == ["환불", "over"])
                #expect(try found { $0.states = [.short] } == ["short"])
                #expect(try found { $0.states = [.over] } == ["over"])
                #expect(try found { $0.states = [.settled] } == ["settled"])
                #expect(try found { $0.states = [.pending] } == ["환불", "pending"])
                #expect(try found { $0.states = [.pending, .settled] } == ["환불", "settled", "pending"])
                #expect(try found { $0.states = [] } == [])
                #expect(try found { $0.customer = other.id } == ["환불"])
                #expect(try found { $0.order = order.id } == ["over", "short", "settled", "pending"])
                #expect(try found { $0.dueThrough = try Month("2026-10") } == ["환불", "over", "short"])
                #expect(try found { $0.dueThrough = try Month("2026-11") } == ["환불", "over", "short", "settled"])
                #expect(
                    try found {
                        $0.customer = customer.id
                        $0.states = [.short, .over]
                        $0.dueThrough = try Month("2026-12")
                    } == ["over", "short"]
                )
                var open: [PostedCredit] = []
                try records.eachOpenCredit { open.append($0) }
                #expect(open.map(\.credit.key) == ["환불", "over", "short", "pending"])
                let credit = try #require(open.last)
                #expect(credit.credit == order.lines[1].credits[0])
                #expect(credit.order == order.id)
                #expect(credit.line == 1)
                #expect(credit.customer == customer.id)
                #expect([credit.product, credit.sku, credit.title] == ["DG7GMGF0FKZV", "0003", "Windows Server"])
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `what invoices show adds up to short, over or settled`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            var order = try SampleOrders.order(1, for: customer, [SampleOrders.offer(), SampleOrders.offer()])
            for key in ["a", "b", "c", "d"] { try order.give(100, on: 0, key: key) }
            let other = try SampleOrders.order(2, for: customer, [SampleOrders.offer()])
            let bought = order
            try await store.write { try $0.insert([bought, other]) }
            func show(_ showings: [(String, Int64)]) async throws {
                try await store.write { (records: any MutableRecords) throws in
                    let credits = try records.credits(CreditFilter(), limit: 10)
                    let list = try showings.enumerated().map { index, showing in
                        CreditShowing(
                            credit: try #require(credits.first { $0.credit.key == showing.0 }),
                            gross: showing.1,
                            settlement: LineCredit.Settlement(invoice: "G9", line: index + 1, at: SampleClock.start)
                        )
                    }
                    try records.show(list, by: SamplePeople.billing.id)
                }
            }
            try await show([("a", 40), ("b", 130), ("c", 100)])
            try await show([("a", 60), ("c", 5), ("d", 30), ("d", 70)])
            try await show([("c", 5)])
            let kept = try #require(try await store.read { try $0.order(bought.id) })
            let credits = kept.lines[0].credits
            #expect(credits.map(\.shown) == [100, 130, 100, 100])
            #expect(credits.map(\.state) == [.settled, .over, .settled, .settled])
            #expect(credits.map { $0.settlement?.line } == [1, nil, 3, 4])
            #expect(
                kept.lines[0].ledger.movements.suffix(3).map(\.key) == ["settle:c", "settle:a", "settle:d"]
            )
            #expect(kept.lines[0].ledger.movements.last?.by == SamplePeople.billing.id)
            #expect(kept.lines[0].ledger.movements.last?.memo == "G9")
            #expect(kept.lines[0].ledger.balance(.invoiced).gross.minorUnits == 300)
            // Two calls changed it, the third had nothing to do.
            #expect(kept.version == bought.version + 2)
            #expect(try await store.read { try $0.order(other.id) } == other)
            // Of what invoices showed a part, no invoice of ours shows the rest.
            #expect(try await store.read { try $0.uninvoiced() }.compactMap(\.credit) == [])

            let gone = try #require(
                try await store.read { try $0.credits(CreditFilter(), limit: 10) }.first { $0.credit.key == "b" }
            )
            var reversed = kept
            try reversed.change(0) { line throws(LineLedger.Refusal) in
                try line.reverse(
                    "b",
                    as: "reverse:b",
                    memo: nil,
                    by: SamplePeople.approver.id,
                    at: SampleClock.start
                )
            }
            let without = reversed
            try await store.write { try $0.update(without, expecting: kept.version) }
            let late = CreditShowing(
                credit: gone,
                gross: 1,
                settlement: LineCredit.Settlement(invoice: "G9", line: 1, at: SampleClock.start)
            )
            await #expect(throws: Overtaken()) {
                try await store.write { try $0.show([late], by: SamplePeople.billing.id) }
            }
            #expect(try await store.read { try $0.allOrders() }.contains(without))
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `rows that were read are known, however often they come`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            func row(_ hash: String, _ invoice: String = "G1", _ occurrence: Int = 1, credit: String? = nil) -> ReadRow
            {
                ReadRow(
                    identity: RowIdentity(invoice: invoice, hash: Digest.of(hash), occurrence: occurrence),
                    credit: credit,
                    gross: -5,
                    line: 3,
                    readAt: SampleClock.start
                )
            }
            let rows = [row("a"), row("a", "G1", 2, credit: "k"), row("b", "G2")]
            try await store.write { try $0.append(rows) }
            let again = [row("a", credit: "other"), row("c")]
            try await store.write { try $0.append(again) }
            // The credit that a row shows may come later, and then stays.
            let later = [row("a", credit: "third"), row("a")]
            try await store.write { try $0.append(later) }
            let asked = [
                row("a"), row("a", "G1", 3), row("a", "G2"), row("b", "G2"), row("b"), row("c"), row("d"), row("a"),
            ]
            .map(\.identity)
            let known = Set(try await store.read { try $0.readRows(among: asked) }.map(\.identity))
            #expect(known == [asked[0], asked[3], asked[5]])
            #expect(try await store.read { try $0.readRows(among: []) } == [])
            try await store.read { (records: any Records) throws in
                var kept: [ReadRow] = []
                try records.eachReadRow { kept.append($0) }
                #expect(Set(kept) == [again[0], rows[1], rows[2], again[1]])
                #expect(kept.map(\.identity.invoice) == ["G1", "G1", "G1", "G2"])
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a file with more rows than one question holds settles once`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let sample = try await SampleDesk(on: store, book: .external)
            let customer = try SampleOrders.customer()
            let orders = try (1...1_200).map { number in
                var order = try SampleOrders.order(UInt64(number), for: customer, [SampleOrders.offer()])
                try order.give(100 + Int64(number), on: 0, key: "ticket \(number)")
                return order
            }
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.save(customer)
                try records.insert(orders)
            }
            let rows = orders.enumerated().map { index, order in
                CreditRow(
                    identity: RowIdentity(invoice: "G1", hash: Digest.of("\(index)"), occurrence: 1),
                    line: index + 2,
                    order: order.id.text,
                    product: "DG7GMGF0FKZV",
                    sku: "0003",
                    currency: order.currency,
                    reference: nil,
                    gross: 101 + Int64(index)
                )
            }
            let billing = Actor.sample(SamplePeople.billing)
            let report = try await sample.desk.reconcile(rows, completeFor: Self.month, by: billing)
            #expect(report.settled.count == 1_200)
            #expect(report.isConserved)
            let again = try await sample.desk.reconcile(rows.reversed(), completeFor: nil, by: billing)
            #expect(again.known == 1_200)
            let kept = try await sample.desk.store.read { try $0.allOrders() }
            #expect(kept.allSatisfy { $0.lines[0].credits[0].state == .settled && $0.version == 3 })
            #expect(try await sample.desk.store.read { try $0.activityEnd(of: customer.id) }?.sequence == 1_200)
        }
    }
}
