import Basics
import Orders
import Testing

/// Orders for these tests, bought as a person buys them.
enum OrderSample {
    static let person = Person(
        id: Person.ID(GUID(high: 1, low: 1)),
        systemName: "amir",
        displayName: "Amir",
        email: nil,
        language: .english,
        organisation: Organisation.ID(GUID(high: 1, low: 2)),
        roles: [.adminAgent]
    )

    static func customer(market: String = "US") throws -> Customer {
        Customer(
            id: Customer.ID(GUID(high: 2, low: 1)),
            domain: try DomainName("contoso.onmicrosoft.com"),
            name: "Contoso",
            market: try Market(market),
            segment: .commercial,
            agreedOn: try Day("2020-01-01"),
            language: nil
        )
    }

    static func offer(
        _ kind: ProductClass = .softwareSubscription,
        price: String = "1176.00 USD",
        term: String = "P1Y",
        market: String = "US"
    ) throws -> Offer {
        let words = price.split(separator: " ").map(String.init)
        let item = CatalogueItem(
            product: "DG7GMGF0FKZV",
            sku: "0003",
            availability: "DG7GMGF0DWMS",
            title: "Windows Server",
            skuTitle: "Windows Server 16 Core",
            publisher: "Microsoft Corporation",
            kind: kind,
            term: try Term(term)
        )
        return Offer(
            item: item,
            market: try Market(market),
            segment: .commercial,
            price: try UnitPrice(words[0], Currency(words[1])),
            quantities: 1...10_000,
            from: try Day("2020-01-01"),
            through: nil,
            versions: ["2022", "2019"]
        )
    }

    static func order(
        _ offer: Offer,
        quantity: Int64 = 5,
        market: String = "US",
        at: String,
        under rules: OrderRules = OrderRules()
    ) throws -> Order {
        try Cart(customer: customer(market: market), items: [Cart.Item(offer: offer, quantity: quantity)])
            .order(as: GUID(high: 9, low: 9), requestID: nil, by: person, at: Instant(at), under: rules)
    }

    static func offered(_ order: Order, at: String, under rules: OrderRules = OrderRules()) throws -> OfferedQuote {
        try #require(
            OfferedQuote(order.quote(at: Instant(at), under: rules), id: GUID(high: 8, low: 8), by: person.id)
        )
    }

    static func confirmation(
        customer: String = "contoso.onmicrosoft.com",
        product: String = "windows server",
        isAcknowledged: Bool = true,
        reference: String? = nil
    ) -> CancellationConfirmation {
        CancellationConfirmation(
            customer: CustomerReference(customer),
            product: product,
            isAcknowledged: isAcknowledged,
            reference: reference
        )
    }
}
