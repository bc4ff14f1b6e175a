package import Basics
package import Orders

/// Customers, offers and orders for tests, bought as a person buys them.
package enum SampleOrders {
    /// The customer of that number: `Customer 1`, `customer1.onmicrosoft.com`.
    package static func customer(
        _ number: UInt64 = 1,
        domain: String? = nil,
        name: String? = nil,
        market: String = "US",
        segment: Segment = .commercial,
        agreedOn: String? = "2020-01-01",
        language: Language? = nil
    ) throws(Fault) -> Customer {
        Customer(
            id: Customer.ID(GUID(high: 0xc000_7000, low: 0x8000_0000_0000_0000 | number)),
            domain: try DomainName(domain ?? "customer\(number).onmicrosoft.com"),
            name: name ?? "Customer \(number)",
            market: try Market(market),
            segment: segment,
            agreedOn: try agreedOn.map { text throws(Fault) in try Day(text) },
            language: language
        )
    }

    /// The customer of the sample request.
    package static func contoso() throws(Fault) -> Customer {
        try customer(9_001, domain: "contoso.com", name: "Contoso")
    }

    /// The order of the sample request: one line, tax included in `paid`.
    package static func requested(
        paid: Money,
        by customer: Customer,
        _ kind: ProductClass = .perpetualSoftware,
        id: String = "a1b2c3d4e5f6",
        at now: Instant = SampleClock.start
    ) throws -> Order {
        let terms = LineTerms(
            item: try offer(kind, term: kind == .perpetualSoftware ? "" : "P1Y").item,
            subscription: nil,
            orderedAt: now,
            quantity: 1,
            unitPrice: UnitPrice(paid),
            charge: LineAmounts(net: paid.minorUnits, tax: 0, paid.currency),
            treatment: .apart,
            period: nil,
            reference: nil
        )
        let by = SamplePeople.adminAgent
        let line = try OrderLine(number: 0, addsTo: nil, terms, purchaseKey: "purchase:\(id)", by: by.id, at: now)
        let order = OrderTerms(
            id: try Order.ID(id),
            alternateID: nil,
            customer: customer.id,
            market: customer.market,
            currency: paid.currency,
            placedAt: now,
            placedBy: by.id,
            placedByName: by.displayName,
            origin: .reconciliation,
            requestID: nil
        )
        return Order(order, lines: [line])
    }

    /// An offer of Windows Server, since 2020 and without end. `price` is an amount with its currency.
    package static func offer(
        _ kind: ProductClass = .softwareSubscription,
        product: String = "DG7GMGF0FKZV",
        sku: String = "0003",
        availability: String? = "DG7GMGF0DWMS",
        title: String = "Windows Server",
        price: String = "1176.00 USD",
        term: String = "P1Y",
        market: String = "US",
        segment: Segment = .commercial,
        from: String = "2020-01-01",
        through: String? = nil,
        versions: [String] = ["2022", "2019"]
    ) throws(Fault) -> Offer {
        let item = CatalogueItem(
            product: product,
            sku: sku,
            availability: availability,
            title: title,
            skuTitle: "\(title) 16 Core",
            publisher: "Microsoft Corporation",
            kind: kind,
            term: try Term(term)
        )
        return Offer(
            item: item,
            market: try Market(market),
            segment: segment,
            price: try UnitPrice(Money(price)),
            quantities: 1...10_000,
            from: try Day(from),
            through: try through.map { text throws(Fault) in try Day(text) },
            versions: versions
        )
    }

    /// What the admin agent buys for a customer. The same number is the same order.
    package static func order(
        _ number: UInt64 = 1,
        for customer: Customer,
        _ offers: [Offer],
        quantity: Int64 = 5,
        requestID: String? = nil,
        at now: Instant = SampleClock.start,
        under rules: OrderRules = OrderRules()
    ) throws(OrderRefusal) -> Order {
        try Cart(customer: customer, items: offers.map { Cart.Item(offer: $0, quantity: quantity) })
            .order(
                as: GUID(high: 0x0d00_7000, low: 0x8000_0000_0000_0000 | number),
                requestID: requestID,
                by: SamplePeople.adminAgent,
                at: now,
                under: rules
            )
    }

    /// The quote of a whole order; nil when nothing of it can be cancelled. The same number is the same quote.
    package static func quote(
        _ number: UInt64 = 1,
        of order: Order,
        at now: Instant = SampleClock.start,
        under rules: OrderRules = OrderRules()
    ) -> OfferedQuote? {
        OfferedQuote(
            order.quote(at: now, under: rules),
            id: GUID(high: 0x0f00_7000, low: 0x8000_0000_0000_0000 | number),
            by: SamplePeople.adminAgent.id
        )
    }

    /// What confirms any quote of an order.
    package static func confirmation(of order: Order, reference: String? = nil) -> CancellationConfirmation {
        CancellationConfirmation(
            customer: .id(order.customer),
            product: order.lines.first?.item.id ?? "",
            isAcknowledged: true,
            reference: reference
        )
    }

    /// The order after the admin agent cancelled all of it; nil when nothing of it can be cancelled.
    package static func cancelled(
        _ order: Order,
        of customer: Customer,
        at now: Instant = SampleClock.start,
        under rules: OrderRules = OrderRules()
    ) throws(OrderRefusal) -> Order? {
        guard let quote = quote(of: order, at: now, under: rules) else { return nil }
        var cancelled = order
        _ = try cancelled.cancel(
            quote,
            for: customer,
            confirmation(of: order),
            in: .simulated,
            by: SamplePeople.adminAgent,
            at: now,
            under: rules
        )
        return cancelled
    }
}
