package import Basics
package import Orders

/// What is kept or said of an order, not yet believed: whether its movements could have happened is ``faults``'s question.
package struct OrderClaim: Hashable, Sendable {
    package let id: Order.ID
    package let alternateID: String?
    package let customer: Customer.ID
    package let market: Market
    package let currency: Currency
    package let placedAt: Instant
    package let placedBy: Person.ID
    package let placedByName: String
    package let origin: Order.Origin
    package let requestID: String?
    package let version: Int
    package let lines: [LineClaim]

    package init(
        id: Order.ID,
        alternateID: String?,
        customer: Customer.ID,
        market: Market,
        currency: Currency,
        placedAt: Instant,
        placedBy: Person.ID,
        placedByName: String,
        origin: Order.Origin,
        requestID: String?,
        version: Int,
        lines: [LineClaim]
    ) {
        self.id = id
        self.alternateID = alternateID
        self.customer = customer
        self.market = market
        self.currency = currency
        self.placedAt = placedAt
        self.placedBy = placedBy
        self.placedByName = placedByName
        self.origin = origin
        self.requestID = requestID
        self.version = version
        self.lines = lines
    }

    /// What an order says of itself.
    package init(_ order: Order) {
        self.init(
            id: order.id,
            alternateID: order.alternateID,
            customer: order.customer,
            market: order.market,
            currency: order.currency,
            placedAt: order.placedAt,
            placedBy: order.placedBy,
            placedByName: order.placedByName,
            origin: order.origin,
            requestID: order.requestID,
            version: order.version,
            lines: order.lines.map(LineClaim.init)
        )
    }

    /// The order with the lines that these claims became.
    package func order(_ lines: [OrderLine]) -> Order {
        Order(
            id: id,
            alternateID: alternateID,
            customer: customer,
            market: market,
            currency: currency,
            placedAt: placedAt,
            placedBy: placedBy,
            placedByName: placedByName,
            origin: origin,
            requestID: requestID,
            version: version,
            lines: lines
        )
    }
}

/// What is kept or said of one line of an order.
package struct LineClaim: Hashable, Sendable {
    package let number: Int
    package let item: CatalogueItem
    package let subscription: GUID?
    package let orderedAt: Instant
    package let addsTo: Int?
    package let quantity: Int64
    package let unitPrice: UnitPrice
    package let charge: LineAmounts
    package let treatment: TaxTreatment
    package let period: ChargePeriod?
    package let reference: String?
    package let invoice: String?
    /// In the order in which they were made.
    package let movements: [Movement]
    package let cancellation: Cancellation?
    package let credits: [LineCredit]

    package init(
        number: Int,
        item: CatalogueItem,
        subscription: GUID?,
        orderedAt: Instant,
        addsTo: Int?,
        quantity: Int64,
        unitPrice: UnitPrice,
        charge: LineAmounts,
        treatment: TaxTreatment,
        period: ChargePeriod?,
        reference: String?,
        invoice: String?,
        movements: [Movement],
        cancellation: Cancellation?,
        credits: [LineCredit]
    ) {
        self.number = number
        self.item = item
        self.subscription = subscription
        self.orderedAt = orderedAt
        self.addsTo = addsTo
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.charge = charge
        self.treatment = treatment
        self.period = period
        self.reference = reference
        self.invoice = invoice
        self.movements = movements
        self.cancellation = cancellation
        self.credits = credits
    }

    package init(_ line: OrderLine) {
        self.init(
            number: line.number,
            item: line.item,
            subscription: line.subscription,
            orderedAt: line.orderedAt,
            addsTo: line.addsTo,
            quantity: line.quantity,
            unitPrice: line.unitPrice,
            charge: line.charge,
            treatment: line.treatment,
            period: line.period,
            reference: line.reference,
            invoice: line.invoice,
            movements: line.ledger.movements,
            cancellation: line.cancellation,
            credits: line.credits
        )
    }

    /// Whether every sum of the amounts can be counted. A ledger cannot be replayed otherwise.
    package var isCountable: Bool {
        let amounts = [charge] + movements.map(\.amounts) + credits.map(\.amounts)
        let paid = movements.filter { $0.kind == .purchase }.reduce(Int128(0)) { $0 + $1.amounts.wideGross }
        return Int64(exactly: paid) != nil
            && amounts.allSatisfy { $0.net > .min && $0.tax > .min && Int64(exactly: $0.wideGross) != nil }
    }

    /// The line with the ledger that its movements add up to.
    package func line(_ ledger: LineLedger) -> OrderLine {
        OrderLine(
            restoring: number,
            item: item,
            subscription: subscription,
            orderedAt: orderedAt,
            addsTo: addsTo,
            quantity: quantity,
            unitPrice: unitPrice,
            charge: charge,
            treatment: treatment,
            period: period,
            reference: reference,
            invoice: invoice,
            ledger: ledger,
            cancellation: cancellation,
            credits: credits
        )
    }
}

extension LineAmounts {
    /// The gross wider than an amount: what is claimed may be anything.
    var wideGross: Int128 { Int128(net) + Int128(tax) }
}
