import Basics
import Casework
import Orders

/// Invoices as they are printed: texts, truths and lists of these, for `Templates/print/invoice.mustache`.
struct InvoicePrint: Sendable {
    let language: String
    let title: String
    let labels: Labels
    let statements: [Statement]

    struct Labels: Sendable {
        let previewNote: String
        let position: String
        let product: String
        let customer: String
        let quantity: String
        let unitPrice: String
        let net: String
        let tax: String
        let total: String
        let empty: String
    }

    struct Statement: Sendable {
        let heading: String
        let isPreview: Bool
        let facts: [Fact]
        let hasLines: Bool
        let lines: [Line]
        let net: String
        let tax: String
        let gross: String
    }

    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct Line: Sendable {
        let position: String
        let title: String
        /// Below the title: the charge, the product, the days, what a credit refers to.
        let details: [String]
        let customer: String
        let order: String
        let quantity: String
        let unitPrice: String
        let net: String
        let tax: String
        let gross: String
    }

    /// `customers` are the names of all that lines belong to.
    init(_ words: Words, _ statements: [InvoiceStatement], customers: [Customer.ID: String], book: Book) {
        language = words.language.rawValue
        title = statements.count == 1 ? Self.heading(statements[0], words) : words("print.title")
        labels = Labels(
            previewNote: words("print.previewNote"),
            position: words("print.position"),
            product: words("print.product"),
            customer: words("print.customer"),
            quantity: words("print.quantity"),
            unitPrice: words("print.unitPrice"),
            net: words("print.net"),
            tax: words("print.tax"),
            total: words("print.total"),
            empty: words("print.empty")
        )
        self.statements = statements.map { statement in
            let facts: [(String, String?)] = [
                ("print.month", statement.month.description), ("print.currency", statement.currency.code),
                ("print.closed", statement.invoice.map { words.absolute($0.closedAt) }),
                ("print.books", words.name(book)),
            ]
            let amounts = Amounts(statement.total, words)
            return Statement(
                heading: Self.heading(statement, words),
                isPreview: statement.invoice == nil,
                facts: facts.compactMap { key, value in value.map { Fact(label: words(key), value: $0) } },
                hasLines: !statement.lines.isEmpty,
                lines: statement.lines.enumerated().map { index, line in
                    Line(
                        words,
                        line,
                        position: line.position == 0 ? index + 1 : line.position,
                        customer: customers[line.customer] ?? line.customer.description
                    )
                },
                net: amounts.net,
                tax: amounts.tax,
                gross: amounts.gross
            )
        }
    }

    private static func heading(_ statement: InvoiceStatement, _ words: Words) -> String {
        statement.invoice.map { words("print.invoice", ["number": $0.number]) }
            ?? words("print.preview", ["month": statement.month.description])
    }
}

extension InvoicePrint.Line {
    fileprivate init(_ words: Words, _ line: InvoiceLine, position: Int, customer: String) {
        let amounts = Amounts(line.amounts, words)
        let period = line.period.map {
            words("print.period", ["first": $0.first.description, "last": $0.last.description])
        }
        let credit = line.credit.map { _ in words("print.credit", ["line": String(line.line)]) }
        self.init(
            position: String(position),
            title: line.title,
            details: [
                [line.charge.word, line.item, period, line.reference].compactMap { $0 }.joined(separator: " · "),
                credit,
            ].compactMap { $0 },
            customer: customer,
            order: words("print.orderLine", ["order": line.order.text, "line": String(line.line)]),
            quantity: grouped(String(line.quantity)),
            unitPrice: Self.price(line.unitPrice),
            net: amounts.net,
            tax: amounts.tax,
            gross: amounts.gross
        )
    }

    /// `17,089,000`, `10.08`: all its decimals.
    private static func price(_ price: UnitPrice) -> String {
        let parts = price.description.split(separator: ".", maxSplits: 1)
        return ([grouped(String(parts.first ?? ""))] + parts.dropFirst().map(String.init)).joined(separator: ".")
    }
}

/// Amounts as people write them, without the currency, which stands above them all.
private struct Amounts {
    let net: String
    let tax: String
    let gross: String

    init(_ amounts: LineAmounts, _ words: Words) {
        func number(_ minorUnits: Int64) -> String {
            let text = words.amount(Money(minorUnits: minorUnits, amounts.currency))
            return String(text.dropLast(amounts.currency.code.count + 1))
        }
        net = number(amounts.net)
        tax = number(amounts.tax)
        gross = number(amounts.gross.minorUnits)
    }
}
