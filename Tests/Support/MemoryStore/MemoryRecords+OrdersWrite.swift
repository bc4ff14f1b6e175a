import Basics
import Casework
import Orders

extension MemoryRecords {
    func save(_ customer: Customer) throws {
        let isTaken = state.orders.customers.values.contains { $0.domain == customer.domain && $0.id != customer.id }
        guard !isTaken else { throw DomainTaken(domain: customer.domain.text) }
        change { $0.customers[customer.id] = customer }
    }

    func save(_ offers: [Offer]) {
        change { orders in
            for offer in offers { orders.offers[MemoryOrders.OfferKey(offer)] = offer }
        }
    }

    /// Nobody else is in the transaction.
    func lock(_ order: Order.ID) {}

    func insert(_ new: [Order]) throws {
        for order in new {
            let isThere =
                state.orders.orders[order.id] != nil
                || order.alternateID.map { state.orders.orderByAlternate[$0] != nil } ?? false
                || order.requestID.map { state.orders.orderByRequest[$0] != nil } ?? false
            guard !isThere else { throw Overtaken() }
            try keep(order, over: nil)
        }
    }

    func update(_ order: Order, expecting version: Int) throws {
        guard let kept = state.orders.orders[order.id] else {
            throw StoreError.unexpected("there is no order \(order.id) to change")
        }
        guard kept.version == version else { throw Overtaken() }
        for line in kept.lines {
            let before = line.ledger.movements
            guard order.line(line.number)?.ledger.movements.starts(with: before) ?? false else {
                throw StoreError.unexpected("a ledger can only be added to; nothing was changed in line \(line.number)")
            }
        }
        try keep(order, over: kept)
    }

    /// Two credits never have the same key, on whatever order.
    private func keep(_ order: Order, over kept: Order?) throws {
        let keys = order.lines.flatMap { $0.credits.map(\.key) }
        guard keys.allSatisfy({ (state.orders.orderByCredit[$0] ?? order.id) == order.id }) else { throw Overtaken() }
        change { orders in
            for key in kept?.lines.flatMap({ $0.credits.map(\.key) }) ?? [] { orders.orderByCredit[key] = nil }
            for key in keys { orders.orderByCredit[key] = order.id }
            if let alternate = order.alternateID { orders.orderByAlternate[alternate] = order.id }
            if let request = order.requestID { orders.orderByRequest[request] = order.id }
            orders.orders[order.id] = order
        }
    }

    func save(_ quote: OfferedQuote) { change { $0.quotes[quote.id] = quote } }

    func saveSealedKey(_ bytes: [UInt8], order: Order.ID, line: Int, version: String) throws {
        let place = MemoryOrders.SealedKeyPlace(order: order, line: line, version: version)
        guard state.orders.orders[order] != nil else { throw StoreError.unexpected("there is no order \(order)") }
        guard state.orders.sealedKeys[place] == nil else { throw Overtaken() }
        change { $0.sealedKeys[place] = bytes }
    }

    func save(_ link: DownloadLink) { change { $0.links[link.token] = link } }

    func append(_ acts: [ActivityAct]) {
        for act in acts {
            restore([ActivityEntry(after: state.orders.activityEnds[act.customer], act)])
        }
    }

    func restore(_ entries: [ActivityEntry]) {
        change { orders in
            for entry in entries {
                orders.activity[entry.customer, default: []].append(entry)
                orders.activityEnds[entry.customer] = ActivityLink(sequence: entry.sequence, digest: entry.digest)
            }
        }
    }
}
