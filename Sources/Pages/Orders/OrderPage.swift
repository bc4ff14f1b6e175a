package import Basics
package import Casework
package import Orders

/// One order: what was bought, whether it can be cancelled, where the money is, and what happened.
package struct OrderPage: Page {
    package static let template = "order"
    package let frame: Frame
    package let id: String
    package let customer: String
    package let customerPath: String
    package let status: String
    package let statusKey: String
    package let isPropagating: Bool
    package let propagating: String
    package let facts: [FactRow]
    package let lines: [OrderLineCard]
    package let canCancel: Bool
    package let canAsk: Bool
    package let cancelPath: String
    package let canFile: Bool
    package let filePath: String
    package let history: [ActEntry]
    package let hasHistory: Bool

    package init(_ view: OrderView, words: Words, frame: Frame, viewer: Person, book: Book, now: Instant) {
        let order = view.order
        self.frame = frame
        id = order.id.text
        customer = view.customer.name
        customerPath = Paths.orders(of: view.customer.id)
        let isPart = order.status == .completed && order.lines.contains { $0.cancellation != nil }
        status = isPart ? words("orderStatus.partly") : words.name(order.status)
        statusKey = isPart ? "partly" : order.status.rawValue
        isPropagating = view.isPropagating
        propagating = words("order.propagating", ["minutes": String(view.rules.propagation)])
        facts = Self.facts(view, words)
        lines = order.lines.map { line in
            OrderLineCard(
                line,
                quote: view.quote.lines.first { $0.line == line.number },
                of: order,
                words: words,
                viewer: viewer,
                book: book,
                now: now
            )
        }
        let isOpen = order.status == .completed
        canCancel = isOpen && viewer.may(.cancelOrders)
        canAsk = isOpen && !viewer.may(.cancelOrders)
        cancelPath = Paths.cancel(view.customer.id, order: order.id, isWhole: true)
        canFile = viewer.may(.fileTickets)
        filePath = Paths.newTicket(about: order.id)
        history = view.history.map { ActEntry($0, words, now: now) }
        hasHistory = !history.isEmpty
    }

    private static func facts(_ view: OrderView, _ words: Words) -> [FactRow] {
        let order = view.order
        func row(_ label: String, _ value: String, isCode: Bool = false) -> FactRow {
            FactRow(label: words(label), value: value, isCode: isCode)
        }
        let alternate = order.alternateID.map { [row("order.alternate", $0, isCode: true)] } ?? []
        return [row("order.id", order.id.text, isCode: true)] + alternate + [
            row("order.domain", view.customer.domain.text, isCode: true),
            row("order.tenant", view.customer.id.description, isCode: true),
            row("order.placed", words.absolute(order.placedAt)),
            row("order.placedBy", order.placedByName),
            row("order.origin", words.name(order.origin)),
            row("order.market", "\(order.market.name) (\(order.market.code))"),
            row("order.charged", words.amount(order.charged.gross)),
            row("order.net", words.net(order.charged)), row("order.tax", words.tax(order.charged)),
        ]
    }
}
