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
}
