import Basics
import Orders
import SQL

/// A credit with what it was given on: its own row, its line's and its order's.
enum PostedCreditRow {
    static let select: SQLText = """
        select p.id, c.line, p.customer, l.product, l.sku, l.title, l.currency,
            \(LineCreditRow.joinedColumns)
        from credit c
        join purchase_line l on l.purchase = c.purchase and l.number = c.line
        join purchase p on p.seq = c.purchase
        """

    static func credit(_ row: Row) throws -> PostedCredit {
        var reader = ColumnReader(row)
        let name = try reader.text()
        return try reading("order \(name)") {
            let order = try Order.ID(name)
            let line = try reader.int()
            let customer: Customer.ID = try reader.id()
            let (product, sku, title) = (try reader.text(), try reader.text(), try reader.text())
            let currency = try Currency(try reader.text())
            return PostedCredit(
                credit: try LineCreditRow.credit(&reader, currency),
                order: order,
                line: line,
                customer: customer,
                product: product,
                sku: sku,
                title: title
            )
        }
    }
}
