import Basics
package import Orders
package import Tickets

extension Desk {
    /// Keeps invented customers and orders, in the simulated book. Those that are here already are left as they are. Returns
    /// how many orders are new. Takes ``Permission/recordOrders``.
    package func keepSamples(
        _ customers: [Customer],
        _ orders: [Order],
        _ acts: [ActivityAct],
        by actor: Actor
    ) async throws -> Int {
        try actor.person.require(.recordOrders)
        guard book == .simulated else { throw DeskError.orderRefused(.notSold) }
        return try await store.write { records in
            for customer in customers where try records.customer(customer.id) == nil { try records.save(customer) }
            let new = try orders.filter { try records.order($0.id) == nil }
            let ids = Set(new.map(\.id))
            try records.insert(new)
            try records.append(acts.filter { $0.order.map(ids.contains) ?? false })
            return new.count
        }
    }
}
