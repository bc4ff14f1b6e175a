package import Basics
package import Orders
package import Tickets

/// What somebody wants to buy on behalf of a customer.
package struct PurchaseRequest: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        /// `product:sku`, or with the availability behind it.
        package let id: String
        package let quantity: Int64
        /// Where the catalogue has several; nil takes the market's own, then the first.
        package let currency: Currency?

        package init(id: String, quantity: Int64, currency: Currency? = nil) {
            self.id = id
            self.quantity = quantity
            self.currency = currency
        }
    }

    package let customer: CustomerReference
    package let items: [Item]
    /// The key of the intent: the same request again is the same order.
    package let requestID: String?

    package init(customer: CustomerReference, items: [Item], requestID: String?) {
        self.customer = customer
        self.items = items
        self.requestID = requestID
    }
}

extension Desk {
    /// Buys, in the simulated book. The same request id for the same purchase gives the order that it gave before.
    ///
    /// Takes ``Permission/buyProducts``. Throws ``DeskError/orderRefused(_:)`` with what would have worked.
    package func buy(_ request: PurchaseRequest, by actor: Actor) async throws -> (order: Order, isNew: Bool) {
        try actor.person.require(.buyProducts)
        guard book == .simulated else { throw DeskError.orderRefused(.notSold) }
        if let id = request.requestID {
            do throws(Fault) { _ = try Text.line(id, limit: 200) } catch {
                throw DeskError.invalid(Problems([Problem("request-id", error)]))
            }
        }
        let (now, id) = (now(), makeID())
        return try await store.write { records in
            let customer = try records.customer(request.customer, for: actor.person)
            if let key = request.requestID, let known = try records.order(forRequest: key) {
                guard let order = try records.order(known), order.answers(request, of: customer) else {
                    throw DeskError.orderRefused(.requestUsed(key))
                }
                return (order, false)
            }
            let items = try request.items.map { item in
                Cart.Item(offer: try records.offer(item, for: customer, on: now.day), quantity: item.quantity)
            }
            let rules = try records.orderRules()
            let order: Order
            do throws(OrderRefusal) {
                order = try Cart(customer: customer, items: items)
                    .order(as: id, requestID: request.requestID, by: actor.person, at: now, under: rules)
            } catch { throw DeskError.orderRefused(error) }
            try records.insert([order])
            let titles = order.lines.map { "\($0.quantity) × \($0.item.title)" }.joined(separator: ", ")
            try records.append([
                actor.act(.orderPlaced, for: customer.id, order: order.id, at: now, "\(titles): \(order.charged.gross)")
            ])
            return (order, true)
        }
    }

    /// Adds seats to a line: a charge of their own, with a window of their own. Takes ``Permission/buyProducts``.
    package func addSeats(_ quantity: Int64, to line: Int, of name: String, by actor: Actor) async throws -> Order {
        try actor.person.require(.buyProducts)
        guard book == .simulated else { throw DeskError.orderRefused(.notSold) }
        let now = now()
        return try await store.write { records in
            var (order, customer) = try records.changeable(order: name, for: actor.person)
            guard let parent = order.line(line) else { throw DeskError.noSuchEntitlement("\(name) line \(line)") }
            let version = order.version
            let item = PurchaseRequest.Item(id: parent.item.id, quantity: quantity, currency: order.currency)
            let offer = try records.offer(item, for: customer, on: now.day)
            let cart = Cart(customer: customer, items: [])
            let rules = try records.orderRules()
            do throws(OrderRefusal) {
                order.add(
                    try cart.line(
                        order.lines.count,
                        Cart.Item(offer: offer, quantity: quantity),
                        of: order.id,
                        addingTo: parent,
                        by: actor.person,
                        at: now,
                        under: rules
                    )
                )
            } catch { throw DeskError.orderRefused(error) }
            try records.update(order, expecting: version)
            let added = order.lines[order.lines.count - 1]
            let detail = "\(quantity) × \(added.item.title): \(added.charge.gross)"
            try records.append([
                actor.act(.seatsAdded, for: customer.id, order: order.id, line: added.number, at: now, detail)
            ])
            return order
        }
    }
}

extension MutableRecords {
    /// The order, locked, when this person may know of it.
    func changeable(order name: String, for person: Person) throws -> (order: Order, customer: Customer) {
        let found = try order(named: name, for: person)
        try lock(found.order.id)
        return try order(named: found.order.id.text, for: person)
    }
}

extension Order {
    /// Whether this is what an earlier request with the same id bought.
    fileprivate func answers(_ request: PurchaseRequest, of customer: Customer) -> Bool {
        guard self.customer == customer.id else { return false }
        let bought = lines.filter { $0.addsTo == nil }
        guard bought.count == request.items.count else { return false }
        return zip(bought, request.items).allSatisfy { line, item in
            let id = item.id.uppercased()
            return (line.item.id == id || line.item.catalogueID == id) && line.quantity == item.quantity
        }
    }
}

extension OrderRecords {
    /// What is on sale to the customer under an id of the catalogue.
    fileprivate func offer(_ item: PurchaseRequest.Item, for customer: Customer, on day: Day) throws -> Offer {
        let parts = item.id.trimmed.uppercased().split(separator: ":").map(String.init)
        guard parts.count == 2 || parts.count == 3 else { throw DeskError.noSuchProduct(item.id) }
        var filter = OfferFilter()
        filter.product = parts[0]
        filter.sku = parts[1]
        let known = try offers(filter, limit: 2_000)
        guard let any = known.first else { throw DeskError.noSuchProduct(item.id) }
        if any.item.kind == .azureReservation, !ReservationMarkets.isAvailable(in: customer.market) {
            throw DeskError.orderRefused(.reservationsUnavailable(customer.market))
        }
        let fitting = known.filter { offer in
            offer.market == customer.market && offer.segment == customer.segment && offer.isOnSale(on: day)
                && (parts.count == 2 || offer.item.availability == parts[2])
                && (item.currency.map { $0 == offer.price.currency } ?? true)
        }
        guard let offer = fitting.first(where: { $0.price.currency == customer.market.currency }) ?? fitting.first
        else {
            throw DeskError.orderRefused(
                .noOffer(item: item.id, market: customer.market, segment: customer.segment)
            )
        }
        return offer
    }
}
