import Basics
import Casework
import Orders

extension Listing where Row == InvoiceStatement {
    static var invoices: Listing<InvoiceStatement> {
        Listing(
            names: ("invoices", "invoice"),
            columns: [
                Column(
                    title: "INVOICE",
                    shown: { $0.invoice.map { ($0.number, .strong) } ?? ("preview", .waiting) },
                    exact: { $0.invoice?.number ?? "" }
                ),
                .plain("MONTH", \.month.description),
                .plain("CURRENCY", \.currency.code),
                .plain("LINES", isRightAligned: true) { Sizes.grouped(Int64($0.lineCount)) },
                .plain("NET", isRightAligned: true, rank: 2, \.total.netNumber),
                .plain("TAX", isRightAligned: true, rank: 2, \.total.taxNumber),
                .plain("TOTAL", isRightAligned: true, \.total.gross.number),
                .instant("CLOSED", rank: 1, \.invoice?.closedAt),
            ],
            fields: \.fields,
            name: { $0.invoice?.number ?? "\($0.month) \($0.currency)" }
        )
    }
}

extension InvoiceStatement {
    var fields: [(key: String, value: JSON)] {
        [
            ("invoice", .text(orNull: invoice?.number)), ("month", .text(month.description)),
            ("currency", .text(currency.code)), ("lines", .integer(lineCount)),
        ] + total.fields + [("closed", .text(orNull: invoice?.closedAt.description))]
    }
}

/// A line of an invoice with what it does not say itself.
struct PrintedLine: Sendable {
    /// Nil in a preview.
    let invoice: String?
    let customer: String
    let line: InvoiceLine
    /// From 1, also in a preview.
    let position: Int

    /// The lines of statements, each with its customer's name.
    static func all(_ statements: [InvoiceStatement], _ session: Session) async throws -> [PrintedLine] {
        var names: [Customer.ID: String] = [:]
        var result: [PrintedLine] = []
        for statement in statements {
            for (index, line) in statement.lines.enumerated() {
                let known = names[line.customer]
                let name =
                    if let known { known } else {
                        try await session.desk.customer(.id(line.customer), for: session.actor).name
                    }
                names[line.customer] = name
                result.append(
                    PrintedLine(
                        invoice: statement.invoice?.number,
                        customer: name,
                        line: line,
                        position: line.position == 0 ? index + 1 : line.position
                    )
                )
            }
        }
        return result
    }

    var fields: [(key: String, value: JSON)] {
        [
            ("invoice", .text(orNull: invoice)), ("line", .integer(position)), ("customer", .text(customer)),
            ("tenant", .text(line.customer.description)), ("order", .text(line.order.text)),
            ("orderLine", .integer(line.line)), ("charge", .text(line.charge.word)), ("product", .text(line.item)),
            ("title", .text(line.title)), ("quantity", .integer(line.quantity)),
            ("unitPrice", .decimal(line.unitPrice.description)),
        ] + line.amounts.fields + [
            ("currency", .text(line.amounts.currency.code)), ("at", .text(line.at.description)),
            ("firstDay", .text(orNull: line.period?.first.description)),
            ("lastDay", .text(orNull: line.period?.last.description)), ("credit", .text(orNull: line.credit)),
            ("reference", .text(orNull: line.reference)),
        ]
    }
}

extension Listing where Row == PrintedLine {
    static var printedLines: Listing<PrintedLine> {
        Listing(
            names: ("lines", "line"),
            columns: [
                .plain("NO.", isRightAligned: true, style: .faint) { String($0.position) },
                .plain("CHARGE", rank: 3, \.line.charge.word),
                .plain("PRODUCT", minimum: 16, \.line.title),
                .plain("CUSTOMER", minimum: 10, rank: 4, \.customer),
                .plain("ORDER", rank: 6) { "\($0.line.order) \($0.line.line)" },
                .plain("QUANTITY", isRightAligned: true, rank: 2) { String($0.line.quantity) },
                .plain("UNIT PRICE", isRightAligned: true, rank: 5, \.line.unitPrice.description),
                .plain("NET", isRightAligned: true, rank: 1, \.line.amounts.netNumber),
                .plain("TAX", isRightAligned: true, rank: 1, \.line.amounts.taxNumber),
                .plain("TOTAL", isRightAligned: true, \.line.amounts.gross.number),
            ],
            fields: \.fields,
            name: { "\($0.invoice ?? "preview") \($0.position)" }
        )
    }
}
