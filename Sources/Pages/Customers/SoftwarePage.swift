package import Basics
import Casework
package import Orders

/// The software that was bought for a customer: seed, "Activate and manage software subscriptions".
package struct SoftwarePage: Page {
    package static let template = "software"
    package let frame: Frame
    package let head: CustomerHead
    package let rows: [Row]
    package let hasRows: Bool
    package let isEmpty: Bool
    /// Why there are no keys here at all, in the external book.
    package let hasNote: Bool
    package let note: String

    package struct Row: Sendable {
        package let title: String
        package let detail: String
        package let quantity: String
        package let order: String
        package let orderPath: String
        package let canSeeOrder: Bool
        package let bought: Moment
        package let isCancelled: Bool
        package let cancelled: String
        package let isPropagating: Bool
        package let canUnlock: Bool
        package let keysPath: String
        package let canCancel: Bool
        package let canAsk: Bool
        package let cancelPath: String
    }

    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        entitlements: [Entitlement],
        viewer: Person,
        book: Book,
        now: Instant
    ) {
        self.frame = frame
        head = CustomerHead(customer, .software, words, viewer: viewer)
        rows = entitlements.map { item in
            let isOpen = item.revokedAt == nil
            let canUnlock =
                isOpen && book == .simulated && !item.versions.isEmpty && viewer.mayUnlock(customer.id)
            let canSeeOrder = viewer.may(.seeOrders)
            return Row(
                title: item.item.title,
                detail: item.item.detail,
                quantity: grouped(String(item.quantity)),
                order: item.order.text,
                orderPath: Paths.order(item.order),
                canSeeOrder: canSeeOrder,
                bought: words.moment(item.orderedAt, now: now),
                isCancelled: !isOpen,
                cancelled: item.revokedAt.map { words("software.cancelledAt", ["at": words.absolute($0)]) } ?? "",
                isPropagating: item.isPropagating,
                canUnlock: canUnlock,
                keysPath: Paths.keys(item.order, line: item.line, of: customer.id),
                canCancel: isOpen && viewer.may(.cancelOrders),
                canAsk: isOpen && canSeeOrder && !viewer.may(.cancelOrders),
                cancelPath: Paths.cancel(customer.id, product: item.item.id, order: item.order)
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty
        hasNote = book == .external && !rows.isEmpty
        note = hasNote ? words("orderRefusal.keptElsewhere") : ""
    }
}
