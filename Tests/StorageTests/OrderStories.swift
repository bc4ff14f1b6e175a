import Basics
import Casework
import Orders
import SampleDesk
import Testing

/// Orders of every kind for the stores: sold ones of a year with added seats and cancellations, and some that a file told of.
struct OrderStories {
    let customers: [Customer]
    let orders: [Order]
    let acts: [ActivityAct]

    static let customer = Customer.ID(GUID(high: 0x77, low: 1))

    init(seed: UInt64, count: Int) throws {
        let offers = try [
            ("US", "USD", "1176.00"), ("KR", "KRW", "1500000"), ("AU", "AUD", "99.5"), ("NE", "USD", "3"),
        ]
        .flatMap { market, currency, price in
            try [
                SampleOrders.offer(price: "\(price) \(currency)", market: market),
                SampleOrders.offer(
                    .perpetualSoftware,
                    sku: "0001",
                    price: "\(price) \(currency)",
                    term: "OneTime",
                    market: market
                ),
                SampleOrders.offer(
                    product: "DZH318Z0BQ36",
                    availability: nil,
                    title: "SUSE 'Linux' \"서버\"",
                    price: "\(price) \(currency)",
                    term: "P1M",
                    market: market
                ),
            ]
        }
        var world = SampleWorld(
            offers: offers,
            at: SampleClock.start,
            by: SamplePeople.adminAgent,
            under: OrderRules(taxRates: [try Market("US"): 8_875, try Market("AU"): 10_000]),
            using: SplitMix64(seed: seed)
        )
        world.addCustomers(6)
        var orders: [Order] = []
        var acts: [ActivityAct] = []
        while orders.count < count {
            guard let story = world.nextStory() else { continue }
            orders.append(story.order)
            acts += story.acts
        }
        self.customers = world.customers
        self.orders = orders
        self.acts = acts
    }

    func write(to store: any DeskStore) async throws {
        try await store.write { (records: any MutableRecords) throws in
            for customer in customers { try records.save(customer) }
            for start in stride(from: 0, to: orders.count, by: 17) {
                try records.insert(Array(orders[start..<min(start + 17, orders.count)]))
            }
            try records.append(acts)
        }
    }
}

extension Order {
    /// An order that a file told of, with everything that may be absent absent, and everything else as odd as it may be.
    static func recorded(_ id: String, for customer: Customer, at now: Instant = SampleClock.start) throws -> Order {
        let usd = try Currency("USD")
        let terms = OrderTerms(
            id: try Order.ID(id),
            alternateID: nil,
            customer: customer.id,
            market: customer.market,
            currency: usd,
            placedAt: now.adding(days: -3),
            placedBy: SamplePeople.agent.id,
            placedByName: "Ada 'Agent' \\ 환불",
            origin: .reconciliation,
            requestID: nil
        )
        var order = Order(terms, version: 0, lines: [])
        let item = CatalogueItem(
            product: "CFQ7TTC0LH18",
            sku: "0001",
            availability: nil,
            title: "e\u{301}t\u{e9}",
            skuTitle: "",
            publisher: "",
            kind: .onlineService,
            term: .months(1)
        )
        for number in 0..<3 {
            let terms = LineTerms(
                item: item,
                subscription: number == 1 ? nil : GUID(high: 0x5b, low: UInt64(number)),
                orderedAt: now.adding(days: -3),
                quantity: .max,
                unitPrice: try UnitPrice("0.737586206896552", number == 1 ? Currency("EUR") : usd),
                charge: LineAmounts(net: 1_000, tax: number == 1 ? 0 : 190, usd),
                treatment: number == 1 ? .included : .apart,
                period: number == 1 ? nil : ChargePeriod(first: now.day, last: now.day),
                reference: number == 1 ? nil : "reference \(number)"
            )
            order.add(
                try OrderLine(
                    number: number,
                    addsTo: number == 2 ? 0 : nil,
                    terms,
                    invoice: number == 2 ? "G000024135" : nil,
                    purchaseKey: "row:\(id):\(number)",
                    by: SamplePeople.agent.id,
                    at: now
                )
            )
        }
        return order
    }

    /// Credits a part of a line as goodwill. `key` names the intent.
    mutating func give(
        _ gross: Int64,
        on line: Int,
        key: String,
        kind: LineCredit.Kind = .goodwill,
        at now: Instant = SampleClock.start
    ) throws {
        let (by, amounts) = (SamplePeople.approver.id, LineAmounts(net: gross, tax: 0, terms.currency))
        try change(line) { line throws(LineLedger.Refusal) in
            try line.reserve(amounts, key: "reserve:\(key)", memo: "R-10001", by: by, at: now)
            try line.credit(
                LineCredit(key: key, kind: kind, amounts: amounts, at: now, by: by, reference: "PC \(key)"),
                memo: "R-10001"
            )
        }
    }
}

extension OrderRecords {
    /// Every order, and whether its lines' books hold: no account but `paid` below zero, and nothing given back twice.
    func allOrders() throws -> [Order] {
        var all: [Order] = []
        try eachOrder { all.append($0) }
        for line in all.flatMap(\.lines) {
            let accounts = Account.allCases.map { line.ledger.balance($0) }
            #expect(accounts.reduce(.zero(line.charge.currency), +) == .zero(line.charge.currency))
            #expect(line.ledger.paid == line.charge)
            #expect(line.ledger.spent.gross.minorUnits <= line.charge.gross.minorUnits)
            let open = line.credits.filter { $0.settlement == nil }.reduce(.zero(line.charge.currency)) {
                $0 + $1.amounts
            }
            #expect(line.ledger.balance(.credited) == open)
        }
        return all
    }

    func uninvoiced(before end: Instant = Instant(milliseconds: .max)) throws -> [InvoiceLine] {
        var lines: [InvoiceLine] = []
        try eachUninvoiced(before: end) { lines.append($0) }
        return lines
    }
}
