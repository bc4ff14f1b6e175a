import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// A desk with a catalogue and two customers, in the simulated book, on 23 November 2026.
struct OrderDesk {
    let sample: SampleDesk
    let customer: Customer
    let other: Customer

    var desk: Desk { sample.desk }
    var clock: SampleClock { sample.clock }

    static let media = Media(version: "2022", language: "ko", bits: .x64)

    /// The customer's global admin, and the other customer's.
    static let ownAdmin = tenantAdmin(201, tenant: 1)
    static let otherAdmin = tenantAdmin(202, tenant: 2)

    private static func tenantAdmin(_ number: UInt64, tenant: UInt64) -> Person {
        Person(
            id: Person.ID(GUID(high: 0x0e00_7000, low: 0x8000_0000_0000_0000 | number)),
            systemName: "tenant\(tenant)",
            displayName: "Tenant \(tenant)'s admin",
            email: nil,
            language: .english,
            organisation: SamplePeople.organisation.id,
            roles: [.customerGlobalAdmin],
            tenant: GUID(high: 0xc0, low: tenant)
        )
    }

    init(book: Book = .simulated, taxRates: String? = nil) async throws {
        let customers = try [("US", 1), ("KR", 2)].map { market, number in
            Customer(
                id: Customer.ID(GUID(high: 0xc0, low: UInt64(number))),
                domain: try DomainName("customer\(number).onmicrosoft.com"),
                name: "Customer \(number)",
                market: try Market(market),
                segment: .commercial,
                agreedOn: try Day("2026-01-01"),
                language: nil
            )
        }
        (customer, other) = (customers[0], customers[1])
        sample = try await SampleDesk(people: SamplePeople.all + [Self.ownAdmin, Self.otherAdmin], book: book)
        let offers = try Self.offers()
        try await sample.desk.store.write { records in
            for customer in customers { try records.save(customer) }
            try records.save(offers)
        }
        if let taxRates {
            try await desk.set(.orders(.taxRates), to: taxRates, by: .sample(SamplePeople.administrator))
        }
    }

    private static func offers() throws -> [Offer] {
        let kinds: [(String, ProductClass, String)] = [
            ("0001", .perpetualSoftware, "OneTime"), ("0002", .softwareSubscription, "P1Y"),
            ("0003", .linuxPlan, "P1Y"), ("0004", .azureReservation, "P1Y"),
        ]
        return try [("US", "1176.00", "USD"), ("KR", "1500000", "KRW"), ("NE", "1176.00", "USD")]
            .flatMap { market, price, currency in
                try kinds.map { sku, kind, term in
                    Offer(
                        item: CatalogueItem(
                            product: "DG7GMGF0FKZV",
                            sku: sku,
                            availability: "DG7GMGF0DWMS",
                            title: "Windows Server \(sku)",
                            skuTitle: "Windows Server \(sku)",
                            publisher: "Microsoft Corporation",
                            kind: kind,
                            term: try Term(term)
                        ),
                        market: try Market(market),
                        segment: .commercial,
                        price: try UnitPrice(price, Currency(currency)),
                        quantities: 1...100,
                        from: try Day("2020-01-01"),
                        through: nil,
                        versions: kind == .perpetualSoftware || kind == .softwareSubscription ? ["2022", "2019"] : []
                    )
                }
            }
    }

    func buy(
        _ sku: String = "0002",
        quantity: Int64 = 5,
        for customer: Customer? = nil,
        requestID: String? = nil
    ) async throws -> Order {
        let request = PurchaseRequest(
            customer: .id((customer ?? self.customer).id),
            items: [PurchaseRequest.Item(id: "DG7GMGF0FKZV:\(sku)", quantity: quantity)],
            requestID: requestID
        )
        return try await desk.buy(request, by: .sample(SamplePeople.adminAgent)).order
    }

    func quote(_ order: Order) async throws -> OfferedQuote {
        let view = try await desk.quote(order.id.text, for: .sample(SamplePeople.adminAgent))
        return try #require(view.offered)
    }

    @discardableResult
    func cancel(_ order: Order, reference: String? = nil) async throws -> CancelledOrder {
        try await desk.cancel(
            order.id.text,
            quote: quote(order).id,
            confirmation(order, reference: reference),
            by: .sample(SamplePeople.adminAgent)
        )
    }

    func confirmation(_ order: Order, reference: String? = nil) -> CancellationConfirmation {
        CancellationConfirmation(
            customer: .id(order.customer),
            product: order.lines[0].item.id,
            isAcknowledged: true,
            reference: reference
        )
    }

    func stored(_ order: Order) async throws -> Order {
        let id = order.id
        return try #require(try await desk.store.read { try $0.order(id) })
    }

    func activity(_ kinds: Set<ActivityEntry.Kind> = Set(ActivityEntry.Kind.allCases)) async throws -> [ActivityEntry] {
        try await desk.store.read { try $0.activity(ActivityFilter(kinds: kinds), limit: 1_000) }
    }
}
