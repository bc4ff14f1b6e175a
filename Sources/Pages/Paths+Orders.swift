package import Basics
package import Casework
package import Orders

extension Paths {
    package static let customers = "/customers"
    package static let newCustomer = "/customers/new"

    /// Customers whose name or domain begins with a text, from behind `cursor` on.
    package static func customers(_ beginning: String, after cursor: CustomerCursor? = nil) -> String {
        var path = "/customers?q=" + percentEncoded(beginning)
        if let cursor { path += "&after=" + percentEncoded(cursor.text) }
        return path
    }

    /// A customer's software.
    package static func customer(_ id: Customer.ID) -> String { "/customers/\(id)" }

    /// A customer's order history.
    package static func orders(of id: Customer.ID, after cursor: OrderCursor? = nil) -> String {
        "/customers/\(id)/orders" + (cursor.map { "?after=" + percentEncoded($0.text) } ?? "")
    }

    package static func edit(_ id: Customer.ID) -> String { "/customers/\(id)/edit" }

    package static func buy(for id: Customer.ID) -> String { "/customers/\(id)/buy" }

    /// Keys and downloads of one line of an order.
    package static func keys(_ order: Order.ID, line: Int, of id: Customer.ID) -> String {
        "/customers/\(id)/software/\(order)/\(line)"
    }

    /// The cancel dialog. `product` is `product:sku`; `isWhole` asks about everything in the order.
    package static func cancel(
        _ id: Customer.ID,
        product: String? = nil,
        order: Order.ID? = nil,
        isWhole: Bool = false
    ) -> String {
        var parts: [String] = []
        if let product { parts.append("product=" + percentEncoded(product)) }
        if let order { parts.append("order=" + percentEncoded(order.text)) }
        if isWhole { parts.append("scope=order") }
        return "/customers/\(id)/cancel" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    package static func order(_ id: Order.ID) -> String { "/orders/\(id)" }

    /// What happens next after an order was cancelled.
    package static func cancelled(_ id: Order.ID) -> String { "/orders/\(id)/cancelled" }

    /// A new refund request, filled in from an order.
    package static func newTicket(about id: Order.ID) -> String { "/tickets/new?order=\(percentEncoded(id.text))" }

    package static let activity = "/activity"

    /// The log as a file, of what the query names.
    package static func activityLog(_ query: String) -> String { "/activity.csv?\(query)" }

    package static let invoices = "/invoices"

    package static func credits(_ view: CreditView) -> String { "/invoices?credits=\(view.rawValue)" }

    package static func invoice(_ number: String) -> String { "/invoices/\(percentEncoded(number))" }

    package static let invoiceRun = "/invoices/run"

    package static func invoiceRun(_ month: Month) -> String { "/invoices/run?month=\(month)" }

    /// What a download link leads to.
    package static func download(_ token: String) -> String { "/downloads/\(token)" }
}

extension CustomerCursor {
    /// As it stands in addresses: the id, a blank, the name.
    package var text: String { "\(id) \(name)" }

    /// Nil for a text that is no cursor.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let id = try? Customer.ID(parts[0]) else { return nil }
        self.init(name: String(parts[1]), id: id)
    }
}

extension OrderCursor {
    /// As it stands in addresses: UTC milliseconds, a blank, the order's id.
    package var text: String { "\(placedAt.milliseconds) \(id)" }

    /// Nil for a text that is no cursor.
    package init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = try? Order.ID(parts[1]) else { return nil }
        self.init(placedAt: Instant(milliseconds: milliseconds), id: id)
    }
}

/// Which credits the tracker shows.
package enum CreditView: String, CaseIterable, Sendable {
    case open, overdue, settled, all
}
