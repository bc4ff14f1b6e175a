import Basics
import Casework
import Orders

extension MemoryRecords {
    func customer(_ id: Customer.ID) -> Customer? { state.orders.customers[id] }

    func customer(_ reference: CustomerReference) -> Customer? {
        func only(_ isMeant: (Customer) -> Bool) -> Customer? {
            let found = state.orders.customers.values.filter(isMeant)
            return found.count == 1 ? found[0] : nil
        }
        func named(_ name: String) -> Customer? {
            let wanted = asciiLowercased(name)
            return only { $0.sortName.utf8.elementsEqual(wanted.utf8) }
        }
        return switch reference {
        case .id(let id): customer(id)
        case .domain(let domain): only { $0.domain == domain } ?? named(domain.text)
        case .name(let name): named(name)
        }
    }

    func customers(beginning: String?, after cursor: CustomerCursor?, limit: Int) -> [Customer] {
        let prefix = Array(asciiLowercased(beginning ?? "").utf8)
        let found = state.orders.customers.values.filter { customer in
            (customer.sortName.utf8.starts(with: prefix) || customer.domain.text.utf8.starts(with: prefix))
                && (cursor.map { isBehind($0, CustomerCursor(customer)) } ?? true)
        }
        return Array(found.sorted { isBehind(CustomerCursor($0), CustomerCursor($1)) }.prefix(limit))
    }

    private func isBehind(_ left: CustomerCursor, _ right: CustomerCursor) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) ? left.id < right.id : isBefore([left.name], [right.name])
    }

    func eachCustomer(_ body: (Customer) throws -> Void) throws {
        for customer in state.orders.customers.values.sorted(by: { $0.id < $1.id }) { try body(customer) }
    }

    func offers(_ filter: OfferFilter, limit: Int) -> [Offer] {
        let prefix = Array(asciiLowercased(filter.titleBeginning ?? "").utf8)
        let found = state.orders.offers.values.filter { offer in
            filter.product.map { $0 == offer.item.product } ?? true
                && filter.sku.map { $0 == offer.item.sku } ?? true
                && filter.market.map { $0 == offer.market } ?? true
                && filter.segment.map { $0 == offer.segment } ?? true
                && filter.currency.map { $0 == offer.price.currency } ?? true
                && filter.kind.map { $0 == offer.item.kind } ?? true
                && filter.onSaleOn.map { offer.isOnSale(on: $0) } ?? true
                && asciiLowercased(offer.item.title).utf8.starts(with: prefix)
        }
        return Array(found.sorted { isBefore($0.places, $1.places) }.prefix(limit))
    }

    func eachOffer(_ body: (Offer) throws -> Void) throws {
        for offer in offers(OfferFilter(), limit: .max) { try body(offer) }
    }

    func order(_ id: Order.ID) -> Order? {
        state.orders.orders[id] ?? state.orders.orderByAlternate[id.text].flatMap { state.orders.orders[$0] }
    }

    func order(forRequest id: String) -> Order.ID? { state.orders.orderByRequest[id] }

    func orders(ofSubscription id: GUID) -> [Order.ID] {
        state.orders.orders.values.filter { $0.lines.contains { $0.subscription == id } }.map(\.id).sorted()
    }

    func orders(_ filter: OrderFilter, after cursor: OrderCursor?, limit: Int) -> [Order] {
        let found = state.orders.orders.values.filter { order in
            filter.customer.map { $0 == order.customer } ?? true
                && filter.status.map { $0 == order.status } ?? true
                && filter.from.map { $0 <= order.placedAt } ?? true
                && filter.before.map { order.placedAt < $0 } ?? true
                && (filter.product == nil && filter.sku == nil || order.lines.contains { $0.item.meets(filter) })
                && cursor.map { (order.placedAt, order.id) < ($0.placedAt, $0.id) } ?? true
        }
        return Array(found.sorted { ($0.placedAt, $0.id) > ($1.placedAt, $1.id) }.prefix(limit))
    }

    func eachOrder(_ body: (Order) throws -> Void) throws {
        for order in state.orders.orders.values.sorted(by: { $0.id < $1.id }) { try body(order) }
    }

    func eachStoredOrder(_ body: (StoredOrder) throws -> Void) throws {
        try eachOrder { order in
            let claim = OrderClaim(order)
            try body(StoredOrder(claim: claim, status: order.status, entries: claim.entries))
        }
    }

    func quote(_ id: GUID) -> OfferedQuote? { state.orders.quotes[id] }

    func sealedKey(order: Order.ID, line: Int, version: String) -> [UInt8]? {
        state.orders.sealedKeys[MemoryOrders.SealedKeyPlace(order: order, line: line, version: version)]
    }

    func link(_ token: Digest) -> DownloadLink? { state.orders.links[token] }

    func activity(_ filter: ActivityFilter, limit: Int) -> [ActivityEntry] {
        let found = state.orders.activity.values.joined().filter { entry in
            filter.customer.map { $0 == entry.customer } ?? true && filter.order.map { $0 == entry.order } ?? true
                && filter.kinds.contains(entry.kind) && filter.from.map { $0 <= entry.at } ?? true
                && filter.before.map { entry.at < $0 } ?? true
        }
        let latestFirst = found.sorted { ($0.at, $0.customer, $0.sequence) > ($1.at, $1.customer, $1.sequence) }
        return Array(latestFirst.prefix(limit))
    }

    func activityEnd(of customer: Customer.ID) -> ActivityLink? { state.orders.activityEnds[customer] }

    func activityEnds() -> [(customer: Customer.ID, end: ActivityLink)] {
        state.orders.activityEnds.sorted { $0.key < $1.key }.map { (customer: $0.key, end: $0.value) }
    }

    func eachActivity(_ body: (ActivityEntry) throws -> Void) throws {
        for entry in state.orders.activity.sorted(by: { $0.key < $1.key }).flatMap(\.value) { try body(entry) }
    }

    func eachActivity(of customer: Customer.ID, _ body: (ActivityEntry) throws -> Void) throws {
        for entry in state.orders.activity[customer] ?? [] { try body(entry) }
    }
}

extension CatalogueItem {
    fileprivate func meets(_ filter: OrderFilter) -> Bool {
        filter.product.map { $0 == product } ?? true && filter.sku.map { $0 == sku } ?? true
    }
}

extension Offer {
    /// What it is sorted by.
    fileprivate var places: [String] {
        [
            item.title, item.product, item.sku, item.availability ?? "", market.code, segment.rawValue,
            price.currency.code,
        ]
    }
}
