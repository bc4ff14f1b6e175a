package import Basics
package import Casework
package import Orders

/// A customer's orders, the latest first: seed, "Order history".
package struct HistoryPage: Page {
    package static let template = "history"
    package let frame: Frame
    package let head: CustomerHead
    package let rows: [Row]
    package let hasRows: Bool
    package let isEmpty: Bool
    package let nextPath: String
    package let hasNext: Bool
    package let firstPath: String
    package let isFurther: Bool

    package struct Row: Sendable {
        package let id: String
        package let path: String
        package let alternate: String
        package let hasAlternate: Bool
        package let placed: Moment
        package let items: [String]
        package let amount: String
        package let status: String
        package let statusKey: String
        package let isPropagating: Bool
        package let canCancel: Bool
        package let cancelPath: String
    }

    /// - Parameters:
    ///   - isFurther: true behind the first page.
    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        orders: [ListedOrder],
        next: OrderCursor?,
        isFurther: Bool,
        viewer: Person,
        now: Instant
    ) {
        self.frame = frame
        head = CustomerHead(customer, .history, words, viewer: viewer)
        rows = orders.map { listed in
            let order = listed.order
            let isPart = order.status == .completed && order.lines.contains { $0.cancellation != nil }
            return Row(
                id: order.id.text,
                path: Paths.order(order.id),
                alternate: order.alternateID ?? "",
                hasAlternate: order.alternateID.map { $0 != order.id.text } ?? false,
                placed: words.moment(order.placedAt, now: now),
                items: order.lines.map { "\(grouped(String($0.quantity))) × \($0.item.title)" },
                amount: words.amount(order.charged.gross),
                status: isPart ? words("orderStatus.partly") : words.name(order.status),
                statusKey: isPart ? "partly" : order.status.rawValue,
                isPropagating: listed.isPropagating,
                canCancel: order.status == .completed && viewer.may(.cancelOrders),
                cancelPath: Paths.cancel(customer.id, order: order.id, isWhole: true)
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty
        nextPath = next.map { Paths.orders(of: customer.id, after: $0) } ?? ""
        hasNext = next != nil
        firstPath = Paths.orders(of: customer.id)
        self.isFurther = isFurther
    }
}
