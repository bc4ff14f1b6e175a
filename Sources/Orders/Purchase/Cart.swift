package import Basics

/// What somebody wants to buy for a customer.
package struct Cart: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package let offer: Offer
        package let quantity: Int64

        package init(offer: Offer, quantity: Int64) {
            self.offer = offer
            self.quantity = quantity
        }
    }

    package let customer: Customer
    package let items: [Item]

    package init(customer: Customer, items: [Item]) {
        self.customer = customer
        self.items = items
    }

    /// What a line costs: net and tax where tax stands apart, and the price with the tax inside it elsewhere.
    ///
    /// Throws ``OrderRefusal/tooLarge`` and ``OrderRefusal/quantity(asked:allowed:)``.
    package static func charge(
        _ price: UnitPrice,
        _ quantity: Int64,
        in market: Market,
        under rules: OrderRules
    ) throws(OrderRefusal) -> LineAmounts {
        guard let each = price.roundedDown(times: 1, over: 1) else { throw .tooLarge }
        let (units, overflow) = each.minorUnits.multipliedReportingOverflow(by: quantity)
        guard !overflow, units <= LineAmounts.largest else { throw .tooLarge }
        let rate = Int128(rules.taxRates[market] ?? 0)
        switch TaxTreatment(in: market) {
        case .apart:
            let tax = Int64(Int128(units) * rate / 100_000)
            return LineAmounts(net: units, tax: tax, price.currency)
        case .included:
            // What the price holds: total − total ÷ (1 + rate), rounded down.
            let tax = Int64(Int128(units) * rate / (100_000 + rate))
            return LineAmounts(net: units - tax, tax: tax, price.currency)
        }
    }

    /// The order, when everything in it can be sold to this customer at `now`.
    package func order(
        as id: GUID,
        requestID: String?,
        by person: Person,
        at now: Instant,
        under rules: OrderRules
    ) throws(OrderRefusal) -> Order {
        guard customer.agreedOn.map({ $0 <= now.day }) ?? false else { throw .noAgreement(customer: customer.name) }
        guard let first = items.first else { throw .emptyOrder }
        let currencies = Set(items.map(\.offer.price.currency))
        guard currencies.count == 1 else { throw .mixedCurrencies(currencies.sorted()) }
        let orderID = OrderID(selling: id)
        var lines: [OrderLine] = []
        for (number, item) in items.enumerated() {
            lines.append(try line(number, item, of: orderID, by: person, at: now, under: rules))
        }
        let terms = OrderTerms(
            id: orderID,
            alternateID: OrderID.alternate(selling: id),
            customer: customer.id,
            market: customer.market,
            currency: first.offer.price.currency,
            placedAt: now,
            placedBy: person.id,
            placedByName: person.displayName,
            origin: .sold,
            requestID: requestID
        )
        return Order(terms, lines: lines)
    }

    /// A line for an order: bought with it, or later as seats added to another line.
    package func line(
        _ number: Int,
        _ item: Item,
        of order: OrderID,
        addingTo parent: OrderLine? = nil,
        by person: Person,
        at now: Instant,
        under rules: OrderRules
    ) throws(OrderRefusal) -> OrderLine {
        let offer = item.offer
        guard offer.quantities.contains(item.quantity) else {
            throw .quantity(asked: item.quantity, allowed: offer.quantities)
        }
        guard offer.market == customer.market, offer.segment == customer.segment, offer.isOnSale(on: now.day) else {
            throw .noOffer(item: offer.item.id, market: customer.market, segment: customer.segment)
        }
        if offer.item.kind == .azureReservation, !ReservationMarkets.isAvailable(in: customer.market) {
            throw .reservationsUnavailable(customer.market)
        }
        if let end = parent?.cancellation { throw .ended(at: end.at) }
        let charge = try Self.charge(offer.price, item.quantity, in: customer.market, under: rules)
        let term = offer.item.term.period(from: now.day)
        // Added seats end together with those that they are added to.
        let period = parent?.period.flatMap { ChargePeriod(first: now.day, last: $0.last) } ?? term
        let terms = LineTerms(
            item: offer.item,
            subscription: parent?.subscription,
            orderedAt: now,
            quantity: item.quantity,
            unitPrice: offer.price,
            charge: charge,
            treatment: TaxTreatment(in: customer.market),
            period: period,
            reference: "\(order):\(number)"
        )
        do throws(LineLedger.Refusal) {
            return try OrderLine(
                number: number,
                addsTo: parent?.number,
                terms,
                purchaseKey: "purchase:\(order):\(number)",
                by: person.id,
                at: now
            )
        } catch { throw .ledger(error) }
    }
}
