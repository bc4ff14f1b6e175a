import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

struct ContractInvoiceTests {
    private static let month = Month(of: SampleClock.start.day)

    @Test(arguments: ContractBackend.allCases)
    func `what no invoice shows comes by currency, customer, order and line, credits last`(
        backend: ContractBackend
    ) async throws {
        try await backend.withStore { store in
            let (first, second) = (try SampleOrders.customer(1), try SampleOrders.customer(2))
            let yen = try SampleOrders.offer(price: "1000 JPY")
            let dollars = try SampleOrders.offer()
            var plain = try SampleOrders.order(1, for: second, [dollars, dollars])
            try plain.give(300, on: 0, key: "second", at: SampleClock.start.adding(hours: 1))
            try plain.give(100, on: 0, key: "first", at: SampleClock.start)
            let cancelled = try #require(
                try SampleOrders.cancelled(SampleOrders.order(2, for: first, [dollars]), of: first)
            )
            var recorded = try Order.recorded("a1b2c3d4e5f6", for: first)
            try recorded.give(50, on: 2, key: "found", kind: .found)
            try recorded.give(60, on: 2, key: "goodwill")
            let far = try SampleOrders.order(3, for: first, [yen])
            let orders = [plain, cancelled, recorded, far]
            try await store.write { try $0.insert(orders) }
            let lines = try await store.read { try $0.uninvoiced() }
            func name(_ line: InvoiceLine) -> String {
                "\(line.amounts.currency) \(line.order) \(line.line) \(line.charge) \(line.amounts.gross.minorUnits)"
            }
            let expected =
                ["JPY \(far.id) 0 new 5000"]
                + [
                    (
                        cancelled.id,
                        ["USD \(cancelled.id) 0 new 588000", "USD \(cancelled.id) 0 cancelImmediate -588000"]
                    ),
                    (
                        recorded.id,
                        [
                            "USD \(recorded.id) 0 new 1190", "USD \(recorded.id) 1 new 1000",
                            "USD \(recorded.id) 2 customerCredit -60",
                        ]
                    ),
                ].sorted { $0.0 < $1.0 }.flatMap(\.1)
                + [
                    "USD \(plain.id) 0 new 588000", "USD \(plain.id) 0 customerCredit -300",
                    "USD \(plain.id) 0 customerCredit -100", "USD \(plain.id) 1 new 588000",
                ]
            #expect(lines.map(name) == expected)
            let charge = try #require(lines.first { $0.order == recorded.id && $0.line == 0 })
            #expect(
                charge
                    == InvoiceLine(
                        position: 0,
                        customer: first.id,
                        order: recorded.id,
                        line: 0,
                        charge: .new,
                        title: "e\u{301}t\u{e9}",
                        item: "CFQ7TTC0LH18:0001",
                        quantity: .max,
                        unitPrice: recorded.lines[0].unitPrice,
                        amounts: recorded.lines[0].charge,
                        at: SampleClock.start.adding(days: -3),
                        period: recorded.lines[0].period,
                        credit: nil,
                        reference: "reference 0"
                    )
            )
            #expect(lines.first { $0.order == recorded.id && $0.line == 1 }?.reference == "a1b2c3d4e5f6:1")
            let credit = try #require(lines.first { $0.credit == "goodwill" })
            #expect(credit.reference == "reference 2")
            #expect(credit.at == SampleClock.start)
            #expect(credit.amounts == LineAmounts(net: -60, tax: 0, recorded.currency))
            let early = try await store.read { try $0.uninvoiced(before: SampleClock.start) }
            #expect(early.map(name) == ["USD a1b2c3d4e5f6 0 new 1190", "USD a1b2c3d4e5f6 1 new 1000"])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a run closes one invoice for each currency, once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let (desk, stories) = (sample.desk, try OrderStories(seed: 11, count: 80))
            try await stories.write(to: desk.store)
            let billing = Actor.sample(SamplePeople.billing)
            let before = try await desk.store.read { try $0.uninvoiced() }
            let open = try await desk.store.read { try $0.credits(CreditFilter(states: [.pending]), limit: 1_000) }
            #expect(!open.isEmpty)
            let run = try await desk.runInvoices(Self.month, early: true, withLines: true, by: billing)
            #expect(run.statements.map(\.currency.code) == ["AUD", "KRW", "USD"])
            #expect(run.statements.map { $0.invoice?.number } == ["G000000001", "G000000002", "G000000003"])
            let lines = run.statements.flatMap(\.lines)
            #expect(lines.map { $0.placed(at: 0) } == before)
            for statement in run.statements {
                #expect(statement.lines.map(\.position) == Array(1...statement.lines.count))
                #expect(statement.lineCount == statement.lines.count)
                #expect(statement.lines.reduce(.zero(statement.currency)) { $0 + $1.amounts } == statement.total)
            }
            let again = try await desk.runInvoices(Self.month, early: true, withLines: true, by: billing)
            #expect(again.statements.map(\.invoice) == run.statements.map(\.invoice))
            #expect(again.statements.flatMap(\.lines) == lines)
            let next = try await desk.runInvoices(Self.month.next, early: true, by: billing)
            #expect(next.statements.isEmpty)
            try await desk.store.read { (records: any Records) throws in
                #expect(try records.uninvoiced() == [])
                #expect(try records.credits(CreditFilter(states: [.pending, .short, .over]), limit: 10) == [])
                var stillOpen: [PostedCredit] = []
                try records.eachOpenCredit { stillOpen.append($0) }
                #expect(stillOpen == [])
                let byID = Dictionary(uniqueKeysWithValues: stories.orders.map { ($0.id, $0) })
                for order in try records.allOrders() {
                    let bought = try #require(byID[order.id])
                    #expect(order.version == bought.version + 1)
                    for line in order.lines {
                        let shown = lines.filter { $0.order == order.id && $0.line == line.number }
                        let statement = run.statements.first { $0.currency == order.currency }
                        #expect(line.invoice == statement?.invoice?.number)
                        #expect(line.ledger.balance(.credited) == .zero(order.currency))
                        #expect(shown.count == 1 + line.credits.count)
                        for credit in line.credits {
                            let place = try #require(shown.first { $0.credit == credit.key })
                            #expect(
                                credit.settlement
                                    == LineCredit.Settlement(
                                        invoice: line.invoice ?? "",
                                        line: place.position,
                                        at: SampleClock.start
                                    )
                            )
                            let movement = try #require(line.ledger.movements.last)
                            #expect(movement.key == "settle:\(credit.key)")
                            #expect(movement.by == SamplePeople.billing.id)
                            #expect(movement.memo == line.invoice)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an invoice of a month and currency is there once, and its lines are in a row`(
        backend: ContractBackend
    ) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let orders = try (1...4).map { try SampleOrders.order($0, for: customer, [SampleOrders.offer()]) }
            try await store.write { try $0.insert(orders) }
            let usd = try Currency("USD")
            func invoice(_ number: Int64, _ month: Month = Self.month, _ currency: Currency? = nil) -> Invoice {
                Invoice(
                    number: Invoice.number(number),
                    month: month,
                    closedAt: SampleClock.start,
                    closedBy: SamplePeople.billing.id,
                    lineCount: 4,
                    total: LineAmounts(net: 1, tax: -2, currency ?? usd)
                )
            }
            let lines = try await store.read { try $0.uninvoiced() }.enumerated().map {
                $0.element.placed(at: $0.offset + 1)
            }
            let first = invoice(1)
            try await store.write { (records: any MutableRecords) throws in
                #expect(try records.takeInvoiceNumber() == 1)
                try records.insert(first)
                try records.append(Array(lines.prefix(3)), toInvoice: first)
                try records.append(Array(lines.suffix(1)), toInvoice: first)
            }
            let (sameMonth, sameNumber) = (invoice(2), invoice(1, Self.month.next))
            for double in [sameMonth, sameNumber] {
                await #expect(throws: Overtaken()) { try await store.write { try $0.insert(double) } }
            }
            // What is on an invoice is on no other.
            let other = invoice(2, Self.month.next)
            await #expect(throws: Overtaken()) {
                try await store.write { (records: any MutableRecords) throws in
                    _ = try records.takeInvoiceNumber()
                    try records.insert(other)
                    try records.append(lines, toInvoice: other)
                }
            }
            let (yen, later) = (invoice(2, Self.month, try Currency("JPY")), invoice(3, Self.month.next))
            try await store.write { (records: any MutableRecords) throws in
                #expect(try records.takeInvoiceNumber() == 2)
                try records.insert(yen)
                try records.insert(later)
            }
            try await store.read { (records: any Records) throws in
                #expect(try records.invoice("G000000001") == first)
                #expect(try records.invoice("G000000009") == nil)
                #expect(try records.invoices(of: Self.month) == [yen, first])
                #expect(try records.invoices(of: nil).map(\.number) == ["G000000003", "G000000002", "G000000001"])
                var kept: [InvoiceLine] = []
                try records.eachLine(of: "G000000001") { kept.append($0) }
                #expect(kept == lines)
                try records.eachLine(of: "G000000009") { _ in Issue.record("a line of no invoice") }
                #expect(try records.allOrders().map(\.version) == [2, 2, 2, 2])
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `invoice numbers have no gap, whoever gives up`(backend: ContractBackend) async throws {
        struct Abandoned: Error {}
        try await backend.withStore { store in
            let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for task in 0..<30 {
                    group.addTask {
                        do {
                            return try await store.write { records in
                                let number = try records.takeInvoiceNumber()
                                if task % 2 == 1 { throw Abandoned() }
                                return number
                            }
                        } catch is Abandoned { return nil }
                    }
                }
                return try await group.reduce(into: [Int64]()) { list, number in
                    if let number { list.append(number) }
                }
            }
            #expect(taken.sorted() == Array(1...15))
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an invoice of an archive is kept as it is, and later numbers stand above it`(
        backend: ContractBackend
    ) async throws {
        try await backend.withStore { store in
            let order = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            let offer = try Month("2021-06")
            let invoice = Invoice(
                number: "G000000041",
                month: offer,
                closedAt: SampleClock.start,
                closedBy: SamplePeople.billing.id,
                lineCount: 1,
                total: order.charged
            )
            try await store.write { try $0.insert([order]) }
            let line = try #require(try await store.read { try $0.uninvoiced() }.first).placed(at: 1)
            let odd = InvoiceLine(
                position: 2,
                customer: line.customer,
                order: line.order,
                line: 7,
                charge: .offsetLineItem,
                title: "",
                item: "",
                quantity: -3,
                unitPrice: UnitPrice(coefficient: -5, decimals: 18, order.currency),
                amounts: LineAmounts(net: 5, tax: -7, order.currency),
                at: Instant(milliseconds: -1),
                period: nil,
                credit: "key",
                reference: nil
            )
            try await store.write { try $0.restore(invoice, [line, odd]) }
            await #expect(throws: Overtaken()) { try await store.write { try $0.restore(invoice, []) } }
            try await store.read { (records: any Records) throws in
                #expect(try records.invoices(of: nil) == [invoice])
                var lines: [InvoiceLine] = []
                try records.eachLine(of: invoice.number) { lines.append($0) }
                #expect(lines == [line, odd])
                #expect(try records.order(order.id) == order)
            }
            #expect(try await store.write { try $0.takeInvoiceNumber() } == 42)
        }
    }

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
            let asked = [
                row("a"), row("a", "G1", 3), row("a", "G2"), row("b", "G2"), row("b"), row("c"), row("d"), row("a"),
            ]
            .map(\.identity)
            let known = try await store.read { try $0.knownRows(among: asked) }
            #expect(known == [asked[0], asked[3], asked[5]])
            #expect(try await store.read { try $0.knownRows(among: []) } == [])
            try await store.read { (records: any Records) throws in
                var kept: [ReadRow] = []
                try records.eachReadRow { kept.append($0) }
                #expect(Set(kept) == [rows[0], rows[1], rows[2], again[1]])
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
