package import Basics
package import Casework
import Orders

/// One closed invoice with its lines.
package struct InvoicePage: Page {
    package static let template = "invoice"
    package let frame: Frame
    package let facts: [FactRow]
    package let statement: StatementTable

    /// Lines on one page.
    package static let limit = 2_000

    package init(_ statement: InvoiceStatement, words: Words, frame: Frame, now: Instant) {
        self.frame = frame
        self.statement = StatementTable(statement, words, limit: Self.limit, now: now)
        facts = [
            FactRow(label: words("invoice.month"), value: statement.month.description, isCode: false),
            FactRow(label: words("invoice.currency"), value: statement.currency.code, isCode: false),
            FactRow(
                label: words("invoice.closed"),
                value: statement.invoice.map { words.absolute($0.closedAt) } ?? "",
                isCode: false
            ),
            FactRow(label: words("invoice.net"), value: words.net(statement.total), isCode: false),
            FactRow(label: words("invoice.tax"), value: words.tax(statement.total), isCode: false),
            FactRow(label: words("invoice.total"), value: words.amount(statement.total.gross), isCode: false),
        ]
    }
}
