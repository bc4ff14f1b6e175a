import Basics
import Casework
import Orders

/// What an invoice holds, or would hold.
package struct StatementTable: Sendable {
    package let heading: String
    package let isClosed: Bool
    package let number: String
    package let path: String
    package let currency: String
    package let lineCount: String
    package let net: String
    package let tax: String
    package let gross: String
    package let lines: [Line]
    package let hasLines: Bool
    package let isCut: Bool
    package let cut: String

    /// A charge, or a credit with its reference to the line that was charged.
    package struct Line: Sendable {
        package let id: String
        package let position: String
        package let isCredit: Bool
        package let charge: String
        package let word: String
        package let title: String
        package let quantity: String
        package let order: String
        package let orderPath: String
        package let line: String
        package let at: Moment
        package let hasPeriod: Bool
        package let period: String
        package let net: String
        package let tax: String
        package let gross: String
    }

    /// `limit` cuts long lists.
    init(_ statement: InvoiceStatement, _ words: Words, limit: Int, now: Instant) {
        number = statement.invoice?.number ?? ""
        isClosed = statement.invoice != nil
        path = statement.invoice.map { Paths.invoice($0.number) } ?? ""
        let values = [
            "number": number, "currency": statement.currency.code, "month": statement.month.description,
        ]
        heading = words(isClosed ? "invoice.heading" : "invoice.preview", values)
        currency = statement.currency.code
        lineCount = words.count("invoice.lines", statement.lineCount)
        net = words.net(statement.total)
        tax = words.tax(statement.total)
        gross = words.amount(statement.total.gross)
        lines = statement.lines.prefix(limit).map { line in
            Line(
                id: "line-\(line.position)",
                position: line.position > 0 ? String(line.position) : "",
                isCredit: line.credit != nil,
                charge: words(line.credit == nil ? "invoice.charge" : "invoice.credit"),
                word: line.charge.word,
                title: line.title,
                quantity: grouped(String(line.quantity)),
                order: line.order.text,
                orderPath: Paths.order(line.order),
                line: String(line.line),
                at: words.moment(line.at, now: now),
                hasPeriod: line.period != nil,
                period: line.period.map { "\($0.first) – \($0.last)" } ?? "",
                net: words.net(line.amounts),
                tax: words.tax(line.amounts),
                gross: words.amount(line.amounts.gross)
            )
        }
        hasLines = !lines.isEmpty
        isCut = statement.lines.count > limit
        cut = words("invoice.cut", ["count": grouped(String(limit))])
    }
}
