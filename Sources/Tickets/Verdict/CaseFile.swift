import Basics
package import Orders

/// Everything that the desk knows about what a request is about: the customer, the purchase, and who else asks for it.
/// Loaded in the transaction that decides, so what is judged is what is booked.
package struct CaseFile: Hashable, Sendable {
    /// Nil when no customer here has the tenant.
    package let customer: Customer?
    /// The order that is named, or those that hold the subscription; none when the books do not know it.
    package private(set) var orders: [Order]
    /// Other requests about the same purchase, open or credited.
    package let others: [OtherRequest]
    package let rules: OrderRules
    package let book: Book

    /// Another request with the same business key: tenant and purchase.
    package struct OtherRequest: Hashable, Sendable {
        /// Its number, as R-10001.
        package let name: String
        package let isCredited: Bool

        package init(name: String, isCredited: Bool) {
            self.name = name
            self.isCredited = isCredited
        }
    }

    package init(
        customer: Customer?,
        orders: [Order],
        others: [OtherRequest] = [],
        rules: OrderRules = OrderRules(),
        book: Book = .external
    ) {
        self.customer = customer
        self.orders = orders
        self.others = others
        self.rules = rules
        self.book = book
    }

    /// Nothing is known: no money can be promised on it.
    package static let empty = CaseFile(customer: nil, orders: [])

    /// The same with this order in place of the one with its id, or besides the others.
    package func replacing(_ order: Order) -> CaseFile {
        var file = self
        file.orders = orders.map { $0.id == order.id ? order : $0 }
        if !orders.contains(where: { $0.id == order.id }) { file.orders.append(order) }
        return file
    }

    /// A line of an order in the file.
    struct PlacedLine {
        let order: Order
        let line: OrderLine
    }

    /// The lines that a request is about: all of an order, or those that hold the subscription, in ``currency(of:)``.
    func lines(of facts: TicketFacts) -> [PlacedLine] {
        let currency = currency(of: facts)
        return orders.filter { $0.currency == currency }.flatMap { order in
            order.lines.filter { line in
                switch facts.purchase {
                case .order: true
                case .subscription(let id): line.subscription == id
                }
            }.map { PlacedLine(order: order, line: $0) }
        }
    }

    /// The currency that these lines were charged in: the one asked for, when a subscription was charged in several.
    func currency(of facts: TicketFacts) -> Currency? {
        let asked = facts.amount.currency
        return orders.contains { $0.currency == asked } ? asked : orders.first?.currency
    }
}
