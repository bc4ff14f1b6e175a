/// A credit with the line that it was given on.
package struct PostedCredit: Hashable, Sendable {
    package let credit: LineCredit
    package let order: Order.ID
    package let line: Int
    package let customer: Customer.ID
    package let product: String
    package let sku: String
    package let title: String

    package init(
        credit: LineCredit,
        order: Order.ID,
        line: Int,
        customer: Customer.ID,
        product: String,
        sku: String,
        title: String
    ) {
        self.credit = credit
        self.order = order
        self.line = line
        self.customer = customer
        self.product = product
        self.sku = sku
        self.title = title
    }
}

extension PostedCredit {
    /// A credit as it stands on its line.
    package init(_ credit: LineCredit, on line: OrderLine, of order: Order) {
        self.init(
            credit: credit,
            order: order.id,
            line: line.number,
            customer: order.customer,
            product: line.item.product,
            sku: line.item.sku,
            title: line.item.title
        )
    }
}
