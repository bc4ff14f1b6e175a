import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

struct ContractOrderTests {
    @Test(arguments: ContractBackend.allCases)
    func `orders come back as they were, by every name they have`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let sold = try SampleOrders.order(
                1,
                for: customer,
                [SampleOrders.offer(), SampleOrders.offer(sku: "0004")],
                requestID: "655890ba 환불"
            )
            let cancelled = try #require(
                try SampleOrders.cancelled(SampleOrders.order(2, for: customer, [SampleOrders.offer()]), of: customer)
            )
            let recorded = try Order.recorded("a1b2c3d4e5f6", for: customer)
            try await store.write { (records: any MutableRecords) throws in
                try records.insert([sold, cancelled])
                try records.insert([recorded])
                try records.insert([Order]())
            }
            try await store.read { (records: any Records) throws in
                for order in [sold, cancelled, recorded] { #expect(try records.order(order.id) == order) }
                #expect(try records.order(Order.ID(#require(sold.alternateID))) == sold)
                #expect(try records.order(Order.ID("ffffffffffff")) == nil)
                #expect(try records.order(forRequest: "655890ba 환불") == sold.id)
                #expect(try records.order(forRequest: "655890BA 환불") == nil)
                #expect(try records.orders(ofSubscription: GUID(high: 0x5b, low: 2)) == [recorded.id])
                #expect(try records.orders(ofSubscription: GUID(high: 0x5b, low: 1)) == [])
                #expect(try records.allOrders() == [sold, cancelled, recorded].sorted { $0.id < $1.id })
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an id goes before an alternate id`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let sold = try SampleOrders.order(1, for: customer, [SampleOrders.offer()])
            let named = try Order.recorded(#require(sold.alternateID), for: customer)
            try await store.write { try $0.insert([sold, named]) }
            #expect(try await store.read { try $0.order(named.id) } == named)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an id, an alternate id, a request and a credit are there once`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let offers = [try SampleOrders.offer()]
            var first = try SampleOrders.order(1, for: customer, offers, requestID: "r")
            try first.give(100, on: 0, key: "ticket 1")
            let sameRequest = try SampleOrders.order(2, for: customer, offers, requestID: "r")
            var sameCredit = try SampleOrders.order(3, for: customer, offers)
            try sameCredit.give(200, on: 0, key: "ticket 1")
            let other = try SampleOrders.order(4, for: customer, offers)
            var terms = first.terms
            terms.id = try Order.ID("a1b2c3d4e5f6")
            terms.origin = .document
            terms.requestID = nil
            let sameAlternate = Order(terms, lines: other.lines)
            let kept = first
            let doubles = [first, sameRequest, sameCredit, sameAlternate]
            var changed = other
            try changed.give(300, on: 0, key: "ticket 1")
            let (before, after) = (other, changed)
            try await store.write { try $0.insert([kept, before]) }
            for double in doubles {
                await #expect(throws: Overtaken()) { try await store.write { try $0.insert([double]) } }
            }
            await #expect(throws: Overtaken()) {
                try await store.write { try $0.update(after, expecting: before.version) }
            }
            try await store.write { (records: any MutableRecords) throws in
                #expect(throws: Overtaken()) { try records.attempt { try records.insert([kept]) } }
                try records.set("after", to: "yes")
            }
            let orders = try await store.read { try $0.allOrders() }
            #expect(orders == [kept, before].sorted { $0.id < $1.id })
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a change keeps what is new and only where nobody was faster`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let offer = try SampleOrders.offer()
            let bought = try SampleOrders.order(1, for: customer, [offer, offer])
            try await store.write { try $0.insert([bought]) }
            var order = bought
            func keep() async throws {
                let (changed, version) = (order, try await store.read { try $0.order(bought.id)?.version ?? 0 })
                try await store.write { try $0.update(changed, expecting: version) }
                #expect(try await store.read { try $0.order(bought.id) } == order)
            }
            // Seats of a line of their own.
            order.add(
                try Cart(customer: customer, items: []).line(
                    2,
                    Cart.Item(offer: offer, quantity: 3),
                    of: order.id,
                    addingTo: order.lines[0],
                    by: SamplePeople.adminAgent,
                    at: SampleClock.start,
                    under: OrderRules()
                )
            )
            try await keep()
            try order.give(100, on: 0, key: "first")
            try order.give(200, on: 0, key: "second")
            try await keep()
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.reverse(
                    "first",
                    as: "reverse:first",
                    memo: "wrong",
                    by: SamplePeople.approver.id,
                    at: SampleClock.start
                )
            }
            try order.give(300, on: 0, key: "third")
            try await keep()
            #expect(order.lines[0].credits.map(\.key) == ["second", "third"])
            order.change(1) { $0.invoice = "G000000007" }
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.show(
                    150,
                    ofCredit: "second",
                    on: LineCredit.Settlement(invoice: "G1", line: 4, at: SampleClock.start),
                    by: SamplePeople.billing.id
                )
            }
            try await keep()
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.show(
                    50,
                    ofCredit: "second",
                    on: LineCredit.Settlement(invoice: "G2", line: 5, at: SampleClock.start),
                    by: SamplePeople.billing.id
                )
            }
            try await keep()
            let end = Cancellation(
                at: SampleClock.start,
                by: SamplePeople.adminAgent.id,
                byName: "Amir 환불",
                quote: GUID(high: 1, low: 2),
                reference: "REF"
            )
            for number in 0..<3 { order.change(number) { $0.end(end) } }
            try await keep()
            #expect(order.status == .cancelled)
            var filter = OrderFilter()
            filter.status = .cancelled
            let cancelled = filter
            #expect(try await store.read { try $0.orders(cancelled, after: nil, limit: 10) } == [order])

            var stale = bought
            try stale.give(1, on: 0, key: "late")
            let late = stale
            await #expect(throws: Overtaken()) {
                try await store.write { try $0.update(late, expecting: bought.version) }
            }
            // A ledger that lost what was kept is an error in the program.
            let present = order.version
            await #expect(throws: StoreError.self) { try await store.write { try $0.update(late, expecting: present) } }
            let unknown = try SampleOrders.order(9, for: customer, [offer])
            await #expect(throws: StoreError.self) { try await store.write { try $0.update(unknown, expecting: 1) } }
            #expect(try await store.read { try $0.allOrders() } == [order])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `every filter finds the same in pages of any size`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let stories = try OrderStories(seed: 7, count: 60)
            try await stories.write(to: store)
            let latestFirst = stories.orders.sorted { ($0.placedAt, $0.id) > ($1.placedAt, $1.id) }
            let middle = latestFirst[30].placedAt
            let customers = stories.customers.map(\.id)
            let questions: [Question] = [
                Question({ _ in }) { _ in true },
                Question({ $0.customer = customers[0] }) { $0.customer == customers[0] },
                Question({ $0.status = .cancelled }) { $0.status == .cancelled },
                Question({ $0.status = .completed }) { $0.status == .completed },
                Question({ $0.from = middle }) { $0.placedAt >= middle },
                Question({ $0.before = middle }) { $0.placedAt < middle },
                Question({ $0.product = "DZH318Z0BQ36" }) { $0.lines.contains { $0.item.product == "DZH318Z0BQ36" } },
                Question({ $0.sku = "0001" }) { $0.lines.contains { $0.item.sku == "0001" } },
                Question({ ($0.product, $0.sku) = ("DG7GMGF0FKZV", "0001") }) {
                    $0.lines.contains { $0.item.id == "DG7GMGF0FKZV:0001" }
                },
                Question({ ($0.product, $0.sku) = ("DZH318Z0BQ36", "0001") }) { _ in false },
                Question({
                    $0.customer = customers[1]
                    $0.status = .completed
                    $0.before = middle
                    $0.product = "DG7GMGF0FKZV"
                }) {
                    $0.customer == customers[1] && $0.status == .completed && $0.placedAt < middle
                        && $0.lines.contains { $0.item.product == "DG7GMGF0FKZV" }
                },
            ]
            try await store.read { (records: any Records) throws in
                for question in questions {
                    let filter = question.filter
                    let wanted = latestFirst.filter { question.isWanted($0) }
                    for size in [1, 7, 100] {
                        var found: [Order] = []
                        var cursor: OrderCursor?
                        while true {
                            let page = try records.orders(filter, after: cursor, limit: size)
                            guard let last = page.last else { break }
                            found += page
                            cursor = OrderCursor(placedAt: last.placedAt, id: last.id)
                        }
                        #expect(found == wanted, "\(filter)")
                    }
                }
                #expect(try records.allOrders() == stories.orders.sorted { $0.id < $1.id })
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `the audit is handed what is kept: claims, shown statuses and the double entry`(
        backend: ContractBackend
    ) async throws {
        try await backend.withStore { store in
            let stories = try OrderStories(seed: 13, count: 230)
            try await stories.write(to: store)
            try await store.read { (records: any Records) throws in
                var stored: [StoredOrder] = []
                try records.eachStoredOrder { stored.append($0) }
                let orders = stories.orders.sorted { $0.id < $1.id }
                #expect(stored.map(\.claim) == orders.map { OrderClaim($0) })
                #expect(stored.map(\.status) == orders.map(\.status))
                #expect(stored.map { Set($0.entries) } == orders.map { Set(OrderClaim($0).entries) })
                #expect(stored.allSatisfy { Set($0.entries).count == $0.entries.count })
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a transaction that throws leaves nothing of what it did with orders`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let stories = try OrderStories(seed: 5, count: 20)
            try await stories.write(to: store)
            let before = try await Kept(store)
            let extra = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            let offers = [try SampleOrders.offer()]
            await #expect(throws: Stop()) {
                try await store.write { (records: any MutableRecords) throws in
                    try records.save(SampleOrders.customer())
                    try records.save(offers)
                    try records.insert([extra])
                    try records.saveSealedKey([1], order: extra.id, line: 0, version: "2022")
                    let invoice = Invoice(
                        number: Invoice.number(try records.takeInvoiceNumber()),
                        month: Month(of: SampleClock.start.day),
                        closedAt: SampleClock.start,
                        closedBy: SamplePeople.billing.id,
                        lineCount: 1,
                        total: extra.charged
                    )
                    try records.insert(invoice)
                    let lines = try records.uninvoiced().enumerated().map { $0.element.placed(at: $0.offset + 1) }
                    try records.append(lines, toInvoice: invoice)
                    try records.append(stories.acts)
                    // What it wrote it reads.
                    #expect(try records.uninvoiced() == [])
                    #expect(try records.order(extra.id)?.lines[0].invoice == "G000000001")
                    throw Stop()
                }
            }
            #expect(try await Kept(store) == before)
            #expect(try await store.write { try $0.takeInvoiceNumber() } == 1)
        }
    }

    /// All that a test of undoing looks at.
    private struct Kept: Equatable, Sendable {
        let customers: [Customer]
        let offers: [Offer]
        let orders: [Order]
        let invoices: [Invoice]
        let uninvoiced: [InvoiceLine]
        let activity: [ActivityEntry]
        let ends: [ActivityLink]

        init(_ store: any DeskStore) async throws {
            self = try await store.read { try Kept($0) }
        }

        private init(_ records: any Records) throws {
            customers = try records.customers(beginning: nil, after: nil, limit: 100)
            offers = try records.offers(OfferFilter(), limit: 100)
            orders = try records.allOrders()
            invoices = try records.invoices(of: nil)
            uninvoiced = try records.uninvoiced()
            activity = try records.activity(ActivityFilter(), limit: 1_000)
            ends = try records.activityEnds().map(\.end)
        }
    }
}

/// A filter, and what it is to find.
private struct Question: Sendable {
    let filter: OrderFilter
    let isWanted: @Sendable (Order) -> Bool

    init(_ change: (inout OrderFilter) -> Void, isWanted: @escaping @Sendable (Order) -> Bool) {
        var filter = OrderFilter()
        change(&filter)
        self.filter = filter
        self.isWanted = isWanted
    }
}
