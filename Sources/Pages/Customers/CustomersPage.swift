package import Basics
package import Casework
package import Orders

/// The customers, by name, page by page.
package struct CustomersPage: Page {
    package static let template = "customers"
    package let frame: Frame
    /// What name or domain begin with.
    package let beginning: String
    package let canSearch: Bool
    package let canAdd: Bool
    package let rows: [Row]
    package let hasRows: Bool
    package let isEmpty: Bool
    package let nextPath: String
    package let hasNext: Bool
    package let firstPath: String
    package let isFurther: Bool

    package struct Row: Sendable {
        package let name: String
        package let path: String
        package let domain: String
        package let market: String
        package let segment: String
        package let hasAgreed: Bool
        package let agreedOn: String
    }

    /// - Parameters:
    ///   - isFurther: true behind the first page.
    package init(
        _ words: Words,
        frame: Frame,
        beginning: String,
        customers: [Customer],
        next: CustomerCursor?,
        isFurther: Bool,
        viewer: Person
    ) {
        self.frame = frame
        self.beginning = beginning
        canSearch = viewer.may(.seeOrders)
        canAdd = viewer.may(.recordOrders)
        rows = customers.map { customer in
            Row(
                name: customer.name,
                path: Paths.customer(customer.id),
                domain: customer.domain.text,
                market: "\(customer.market.name) (\(customer.market.code))",
                segment: words.name(customer.segment),
                hasAgreed: customer.agreedOn != nil,
                agreedOn: customer.agreedOn?.description ?? ""
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty
        nextPath = next.map { Paths.customers(beginning, after: $0) } ?? ""
        hasNext = next != nil
        firstPath = Paths.customers(beginning)
        self.isFurther = isFurther
    }
}
