import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// A desk in the simulated book with an order in every state that an order may be in, a closed invoice, an activity log, and
/// rows of a reconciliation file.
struct OrderWorld {
    let desk: ExchangeDesk
    let customer: Customer
    let other: Customer

    static let admin = SamplePeople.adminAgent

    /// `text` stands wherever a person or a file may have written something.
    init(text: String = "") async throws {
        desk = try ExchangeDesk(book: .simulated)
        _ = try await SampleDesk(
            on: desk.store,
            people: [Self.admin, SamplePeople.billing, Self.tenantAdmin],
            clock: desk.clock
        )
        customer = try SampleOrders.customer(1, name: "Contoso\(text)")
        other = try SampleOrders.customer(2, market: "AU", segment: .education, agreedOn: nil, language: .korean)
        try await keepCatalogue(text)
        try await keepOrders(text)
        _ = try await desk.desk.runInvoices(
            Month(of: desk.clock.now.day),
            early: true,
            by: .sample(SamplePeople.billing)
        )
        try await keepShort(text)
    }

    static let tenantAdmin = Person(
        id: Person.ID(GUID(high: 0x0e00_7000, low: 0x8000_0000_0000_00c8)),
        systemName: "carlos",
        displayName: "Carlos",
        email: nil,
        language: .english,
        organisation: SamplePeople.organisation.id,
        roles: [.customerGlobalAdmin],
        tenant: GUID(high: 0xc000_7000, low: 0x8000_0000_0000_0001)
    )

    private func keepCatalogue(_ text: String) async throws {
        let offers = try [
            SampleOrders.offer(title: "Windows Server\(text)", versions: ["2022", "2019\(text)"]),
            SampleOrders.offer(availability: nil, price: "99.50 AUD", term: "P1M", market: "AU", through: "2030-12-31"),
            SampleOrders.offer(.perpetualSoftware, sku: "0001", price: "1500 JPY", term: "OneTime", market: "JP"),
        ]
        let (customer, other) = (customer, other)
        try await desk.store.write { (records: any MutableRecords) throws in
            try records.save(offers)
            try records.save(customer)
            try records.save(other)
        }
    }

    private func keepOrders(_ text: String) async throws {
        let orders = try OrderStates(customer: customer, other: other, at: desk.clock.now, text: text).all
        let acts = orders.map { order in
            Self.act(.orderPlaced, for: order.customer, order: order.id, at: desk.clock.now, "bought\(text)")
        }
        let refused = Self.act(
            .keyShown,
            for: customer.id,
            order: orders[0].id,
            line: 0,
            refusal: "keys are for admin agents\(text)",
            at: desk.clock.now,
            "2022 ko x64"
        )
        try await desk.store.write { (records: any MutableRecords) throws in
            try records.insert(orders)
            try records.append(acts + [refused])
        }
    }

    /// A credit that an invoice showed in part, after the run that settles what nobody has shown.
    private func keepShort(_ text: String) async throws {
        let (customer, now) = (customer, desk.clock.now)
        let rows = [
            ReadRow(
                identity: RowIdentity(invoice: "G000099001", hash: Digest.of("a"), occurrence: 2),
                credit: "short\(text)",
                gross: -40,
                line: 17,
                readAt: now
            ),
            ReadRow(
                identity: RowIdentity(invoice: "G000099002", hash: Digest.of("b"), occurrence: 1),
                credit: nil,
                gross: 500,
                line: 2,
                readAt: now
            ),
        ]
        let order = try SampleOrders.order(90, for: customer, [SampleOrders.offer(sku: "0008")], at: now)
        try await desk.store.write { (records: any MutableRecords) throws in
            var short = order
            try short.give(100, on: 0, key: "short\(text)", at: now)
            try short.give(100, on: 0, key: "over", at: now)
            try short.show(40, of: "short\(text)", on: "G000099001", at: now)
            try short.show(140, of: "over", on: "G000099001", at: now)
            try records.insert([short])
            try records.append(rows)
        }
    }

    static func act(
        _ kind: ActivityEntry.Kind,
        for customer: Customer.ID,
        order: Order.ID,
        line: Int? = nil,
        refusal: String? = nil,
        at now: Instant,
        _ detail: String
    ) -> ActivityAct {
        ActivityAct(
            customer: customer,
            kind: kind,
            refusal: refusal,
            at: now,
            by: admin.id,
            byName: admin.displayName,
            account: "desk",
            door: "cli",
            order: order,
            line: line,
            detail: detail
        )
    }

    /// Everything that is kept of customers and orders but keys, links and quotes.
    static func kept(_ desk: ExchangeDesk) async -> MemoryOrders {
        var kept = await desk.store.snapshot.orders
        kept.sealedKeys = [:]
        kept.links = [:]
        kept.quotes = [:]
        return kept
    }
}

/// One order for each state.
struct OrderStates {
    let customer: Customer
    let other: Customer
    let now: Instant
    let text: String

    init(customer: Customer, other: Customer, at now: Instant, text: String) {
        self.customer = customer
        self.other = other
        self.now = now
        self.text = text
    }

    var all: [Order] {
        get throws {
            try [open, cancelled, partlyCredited, pending, reversed, reserved, withAddedSeats, found, inAustralia]
        }
    }

    private func bought(_ number: UInt64, _ offers: [Offer], requestID: String? = nil) throws -> Order {
        try SampleOrders.order(number, for: customer, offers, requestID: requestID, at: now)
    }

    private var open: Order {
        get throws {
            try bought(
                1,
                [SampleOrders.offer(title: "Server\(text)"), SampleOrders.offer(sku: "0004")],
                requestID: "r\(text)"
            )
        }
    }

    private var cancelled: Order {
        get throws {
            try #require(try SampleOrders.cancelled(bought(2, [SampleOrders.offer()]), of: customer, at: now))
        }
    }

    private var partlyCredited: Order {
        get throws {
            var order = try bought(3, [SampleOrders.offer()])
            try order.give(1_001, on: 0, key: "part 1\(text)", memo: "R-10001\(text)", at: now)
            try order.give(2_002, on: 0, key: "part 2", at: now)
            return order
        }
    }

    /// Credited after the month that is invoiced.
    private var pending: Order {
        get throws {
            var order = try bought(4, [SampleOrders.offer()])
            try order.give(50, on: 0, key: "later", at: now.adding(days: 40))
            return order
        }
    }

    private var reversed: Order {
        get throws {
            var order = try bought(5, [SampleOrders.offer()])
            try order.give(300, on: 0, key: "taken back", at: now)
            let (by, now) = (OrderWorld.admin.id, now)
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.reverse("taken back", as: "reverse:taken back", memo: nil, by: by, at: now)
            }
            return order
        }
    }

    private var reserved: Order {
        get throws {
            var order = try bought(6, [SampleOrders.offer()])
            let (by, now) = (OrderWorld.admin.id, now)
            let amounts = LineAmounts(net: 700, tax: 0, order.currency)
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.reserve(amounts, key: "reserve 1", memo: "R-10001", by: by, at: now)
                try line.void(amounts, key: "void 1", memo: "R-10001", by: by, at: now)
                try line.reserve(amounts, key: "reserve 2", memo: nil, by: by, at: now)
            }
            return order
        }
    }

    private var withAddedSeats: Order {
        get throws {
            var order = try bought(7, [SampleOrders.offer()])
            let later = now.adding(days: 3)
            let line = try Cart(customer: customer, items: [])
                .line(
                    1,
                    Cart.Item(offer: SampleOrders.offer(), quantity: 2),
                    of: order.id,
                    addingTo: order.lines[0],
                    by: OrderWorld.admin,
                    at: later,
                    under: OrderRules()
                )
            order.add(line)
            return order
        }
    }

    /// What a file told, with everything absent that may be, and prices in another currency.
    private var found: Order {
        get throws {
            let row = RowIdentity(invoice: "G000024135", hash: Digest.of("row"), occurrence: 1)
            let usd = try Currency("USD")
            let item = CatalogueItem(
                product: "CFQ7TTC0LH18",
                sku: "0001",
                availability: nil,
                title: "Seats\(text)",
                skuTitle: "",
                publisher: "",
                kind: .onlineService,
                term: .months(1)
            )
            let facts = OrderFacts(
                id: try Order.ID("a1b2c3d4e5f6"),
                alternateID: nil,
                customer: customer,
                placedAt: now.adding(days: -20),
                currency: usd,
                lines: [
                    LineFacts(
                        key: row.key,
                        place: 2,
                        addsSeats: false,
                        LineTerms(
                            item: item,
                            subscription: GUID(high: 0x5b, low: 1),
                            orderedAt: now.adding(days: -20),
                            quantity: 3,
                            unitPrice: try UnitPrice("0.737586206896552", Currency("EUR")),
                            charge: LineAmounts(net: 1_000, tax: 190, usd),
                            treatment: .apart,
                            period: ChargePeriod(first: now.day, last: now.day.adding(days: 9)),
                            reference: "reference\(text)"
                        ),
                        invoice: "G000024135",
                        row: row
                    )
                ],
                credits: [
                    FoundCredit(
                        place: 3,
                        product: "CFQ7TTC0LH18",
                        sku: "0001",
                        subscription: GUID(high: 0x5b, low: 1),
                        amounts: LineAmounts(net: 1_000, tax: 190, usd),
                        endsLine: true,
                        on: now.day,
                        reference: "credit\(text)",
                        row: RowIdentity(invoice: "G000024135", hash: Digest.of("credit"), occurrence: 1)
                    )
                ]
            )
            var order = Order(facts, origin: .reconciliation, by: OrderWorld.admin)
            let recording = order.record(facts, by: OrderWorld.admin, at: now)
            #expect(recording.found == 1 && recording.unused == [])
            return order
        }
    }

    private var inAustralia: Order {
        get throws {
            let agreed = try SampleOrders.customer(2, market: "AU", segment: .education)
            let rules = OrderRules(taxRates: [try Market("AU"): 10_000])
            let offer = try SampleOrders.offer(price: "99.50 AUD", market: "AU", segment: .education)
            return try SampleOrders.order(8, for: agreed, [offer], quantity: 3, at: now, under: rules)
        }
    }
}

extension Order {
    /// Credits a part of a line as goodwill. `key` names the intent.
    mutating func give(_ gross: Int64, on line: Int, key: String, memo: String? = nil, at now: Instant) throws {
        let (by, amounts) = (OrderWorld.admin.id, LineAmounts(net: gross, tax: 0, terms.currency))
        try change(line) { line throws(LineLedger.Refusal) in
            try line.reserve(amounts, key: "reserve:\(key)", memo: memo, by: by, at: now)
            let credit = LineCredit(key: key, kind: .goodwill, amounts: amounts, at: now, by: by, reference: memo)
            try line.credit(credit, memo: memo)
        }
    }

    mutating func show(_ gross: Int64, of key: String, on invoice: String, at now: Instant) throws {
        let by = OrderWorld.admin.id
        try change(0) { line throws(LineLedger.Refusal) in
            let settlement = LineCredit.Settlement(invoice: invoice, line: 9, at: now)
            try line.show(gross, ofCredit: key, on: settlement, by: by)
        }
    }
}
