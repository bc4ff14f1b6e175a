import Basics
package import Orders
package import Tickets

/// An order as one person sees it.
package struct OrderView: Sendable {
    package let order: Order
    package let customer: Customer
    /// What cancelling would credit now.
    package let quote: Quote
    /// What was done with it, the latest first.
    package let history: [ActivityEntry]
    /// True while lists may still show it as it was.
    package let isPropagating: Bool
    package let rules: OrderRules
}

/// An order as lists show it.
package struct ListedOrder: Sendable {
    package let order: Order
    package let customer: Customer
    /// True while lists may still show it as it was.
    package let isPropagating: Bool

    package init(order: Order, customer: Customer, isPropagating: Bool) {
        self.order = order
        self.customer = customer
        self.isPropagating = isPropagating
    }
}

extension Desk {
    /// Orders, the latest first. `limit` from 1 to 500. Takes ``Permission/seeOrders``.
    package func orders(
        _ filter: OrderFilter,
        of customer: CustomerReference? = nil,
        for actor: Actor,
        after cursor: OrderCursor? = nil,
        limit: Int = 50
    ) async throws -> (orders: [ListedOrder], next: OrderCursor?) {
        try actor.person.require(.seeOrders)
        let now = now()
        let limit = max(1, min(limit, 500))
        return try await store.read { records in
            var filter = filter
            if let customer { filter.customer = try records.customer(customer, for: actor.person).id }
            let rules = try records.orderRules()
            let found = try records.orders(filter, after: cursor, limit: limit + 1)
            var customers: [Customer.ID: Customer] = [:]
            var listed: [ListedOrder] = []
            for order in found.prefix(limit) {
                guard let customer = try customers[order.customer] ?? records.customer(order.customer) else { continue }
                customers[order.customer] = customer
                listed.append(
                    ListedOrder(
                        order: order,
                        customer: customer,
                        isPropagating: order.isPropagating(at: now, delay: rules.propagation)
                    )
                )
            }
            let last = listed.last?.order
            let next = found.count > limit ? last.map { OrderCursor(placedAt: $0.placedAt, id: $0.id) } : nil
            return (listed, next)
        }
    }

    /// One order, by id or alternate id. Takes ``Permission/seeOrders``. Throws ``DeskError/noSuchOrder(_:)``.
    package func order(_ name: String, for actor: Actor) async throws -> OrderView {
        try actor.person.require(.seeOrders)
        let now = now()
        return try await store.read { records in
            let (order, customer) = try records.order(named: name, for: actor.person)
            let rules = try records.orderRules()
            var filter = ActivityFilter(kinds: Set(ActivityEntry.Kind.allCases.filter { !$0.isAccess }))
            filter.customer = customer.id
            filter.order = order.id
            return OrderView(
                order: order,
                customer: customer,
                quote: order.quote(at: now, under: rules),
                history: try records.activity(filter, limit: 200),
                isPropagating: order.isPropagating(at: now, delay: rules.propagation),
                rules: rules
            )
        }
    }
}
