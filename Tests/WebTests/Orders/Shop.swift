import Basics
import Casework
import Orders
import Pages
import SampleDesk
import Testing
import Tickets

@testable import Web

/// A desk with a catalogue and two customers, on 23 November 2026.
struct Shop {
    let sample: SampleDesk
    /// In the United States, where tax is 10 %.
    let customer: Customer
    /// In Australia, where prices include 10 %.
    let other: Customer

    var desk: Desk { sample.desk }

    static let subscription = "DG7GMGF0FKZV:0003"
    static let perpetual = "DG7GMGF0FKZV:0001"

    /// The field of the subscription's quantity.
    static let field = "item.DG7GMGF0FKZV:0003:DG7GMGF0DWMS@USD"
    static let perpetualField = "item.DG7GMGF0FKZV:0001:DG7GMGF0DWMS@USD"

    static let globalAdmin = SamplePeople.with(.globalAdmin)
    static let tenantAdmin = Person(
        id: Person.ID(GUID(high: 0x0e00_7000, low: 0x8000_0000_0000_0201)),
        systemName: "tara",
        displayName: "Tara Tenant",
        email: nil,
        language: .english,
        organisation: SamplePeople.organisation.id,
        roles: [.customerGlobalAdmin],
        tenant: GUID(high: 0xc000_7000, low: 0x8000_0000_0000_0001)
    )

    init(
        book: Book = .simulated,
        name: String? = nil,
        title: String = "Windows Server",
        people: [Person] = [],
        agreedOn: String? = "2020-01-01"
    ) async throws {
        customer = try SampleOrders.customer(1, name: name, agreedOn: agreedOn)
        other = try SampleOrders.customer(2, market: "AU")
        sample = try await SampleDesk(people: SamplePeople.all + [Self.tenantAdmin] + people, book: book)
        let offers = try [("US", "1176.00 USD"), ("AU", "1500.00 AUD")].flatMap { market, price in
            try [
                SampleOrders.offer(title: title, price: price, market: market),
                SampleOrders.offer(
                    .perpetualSoftware,
                    sku: "0001",
                    title: "\(title) Datacenter",
                    price: price,
                    term: "OneTime",
                    market: market
                ),
                SampleOrders.offer(
                    .linuxPlan,
                    product: "DZH318Z0BQ4B",
                    title: "SUSE Linux",
                    price: price,
                    market: market,
                    versions: []
                ),
                SampleOrders.offer(
                    .azureReservation,
                    product: "DZH318Z09TFC",
                    title: "Reserved VM",
                    price: price,
                    market: market,
                    versions: []
                ),
            ]
        }
        let customers = [customer, other]
        try await sample.desk.store.write { records in
            for customer in customers { try records.save(customer) }
            try records.save(offers)
        }
        try await desk.set(.orders(.taxRates), to: "US=10 AU=10", by: .sample(SamplePeople.administrator))
    }

    /// What the admin agent buys; by default five of the subscription, for 5,880.00 USD and 588.00 USD tax.
    func buy(_ items: [(String, Int64)] = [(subscription, 5)], for customer: Customer? = nil) async throws -> Order {
        let request = PurchaseRequest(
            customer: .id((customer ?? self.customer).id),
            items: items.map { PurchaseRequest.Item(id: $0.0, quantity: $0.1) },
            requestID: nil
        )
        return try await desk.buy(request, by: .sample(SamplePeople.adminAgent)).order
    }

    /// Reserves everything of an order's first line, as an approved ticket does.
    func reserve(_ order: Order, for holder: String) async throws {
        let (id, version) = (order.id, order.version)
        try await desk.store.write { records in
            guard var order = try records.order(id) else { return }
            try order.change(0) { line throws(LineLedger.Refusal) in
                try line.reserve(
                    line.refundable,
                    key: "reserve:\(holder)",
                    memo: holder,
                    by: SamplePeople.approver.id,
                    at: SampleClock.start
                )
            }
            try records.update(order, expecting: version)
        }
    }

    /// Gives a part of the first line back as goodwill.
    func giveBack(_ gross: Int64, of order: Order) async throws {
        let (id, version) = (order.id, order.version)
        try await desk.store.write { records in
            guard var order = try records.order(id) else { return }
            try order.change(0) { line throws(LineLedger.Refusal) in
                let credit = LineCredit(
                    key: "goodwill:1",
                    kind: .goodwill,
                    amounts: line.charge.part(gross: gross),
                    at: SampleClock.start,
                    by: SamplePeople.approver.id,
                    reference: nil
                )
                try line.reserve(credit.amounts, key: "reserve:goodwill:1", memo: nil, by: credit.by, at: credit.at)
                try line.credit(credit)
            }
            try records.update(order, expecting: version)
        }
    }

    func stored(_ order: Order.ID) async throws -> Order {
        try #require(try await desk.store.read { try $0.order(order) })
    }

    func orders() async throws -> [Order] {
        try await desk.store.read { try $0.orders(OrderFilter(), after: nil, limit: 100) }
    }

    func activity() async throws -> [ActivityEntry] {
        try await desk.store.read { try $0.activity(ActivityFilter(), limit: 1_000) }
    }

    func cancelPath(_ order: Order, product: String = subscription) -> String {
        Paths.cancel(order.customer, product: product, order: order.id)
    }
}

extension Answer {
    /// The hidden fields of the cancel dialog's form, with the acknowledgement.
    func cancelFields(_ changes: [String: String] = [:]) throws -> [String: String] {
        var fields = ["acknowledge": "yes"]
        for name in ["form", "quote", "order", "product", "customer", "scope"] { fields[name] = try hidden(name) }
        return fields.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    }

    /// The page's text as a person reads it.
    var words: String {
        text.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    func says(_ sentence: String) -> Bool { words.contains(sentence) }
}
