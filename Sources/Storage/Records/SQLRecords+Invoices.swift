import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func invoice(_ number: String) throws -> Invoice? {
        let columns = InvoiceRow.columns
        return try connection.first(Statement("select \(columns) from invoice where number = $1", .text(number)))
            .map(InvoiceRow.invoice)
    }

    func invoices(of month: Month?) throws -> [Invoice] {
        var query: Query = "select \(InvoiceRow.columns) from invoice"
        if let month { query.append(" where month = ", .integer(month.index)) }
        query.append(Query(" order by month desc, currency"))
        return try connection.rows(query.statement).map(InvoiceRow.invoice)
    }

    func eachLine(of invoice: String, _ body: (InvoiceLine) throws -> Void) throws {
        try connection.each(Statement(InvoiceLineRow.select, .text(invoice))) { try body(InvoiceLineRow.line($0)) }
    }

    func eachUninvoiced(before end: Instant, _ body: (InvoiceLine) throws -> Void) throws {
        try connection.each(Statement(InvoiceLineRow.selectUninvoiced, .instant(end), .instant(end))) {
            try body(InvoiceLineRow.line($0))
        }
    }

    func takeInvoiceNumber() throws -> Int64 {
        try take(1, from: "invoice")
    }

    func insert(_ invoice: Invoice) throws {
        try overtaking({ $0.table == "invoice" }) {
            try connection.run(Statement(InvoiceRow.insert, InvoiceRow.values(invoice)))
        }
    }

    func append(_ lines: [InvoiceLine], toInvoice invoice: Invoice) throws {
        guard let first = lines.first, let last = lines.last else { return }
        guard last.position - first.position == lines.count - 1 else {
            throw StoreError.unexpected("lines of invoice \(invoice.number) came without their places in a row")
        }
        try insert(lines, of: invoice)
        let range: [Value] = [.text(invoice.number), .integer(first.position), .integer(last.position)]
        let charged = try connection.run(
            Statement(
                """
                update purchase_line set invoice = $1
                from invoice_line n join purchase p on p.id = n.order_id
                where n.invoice = $1 and n.position between $2 and $3 and n.credit is null
                    and purchase_line.purchase = p.seq and purchase_line.number = n.line
                    and purchase_line.invoice is null
                """,
                range
            )
        )
        guard charged == lines.count(where: { $0.credit == nil }) else { throw Overtaken() }
        try show(lines.compactMap { $0.showing(on: invoice) }, by: invoice.closedBy)
        try connection.run(
            Statement(
                """
                update purchase set version = version + 1
                where id in (select order_id from invoice_line where invoice = $1 and position between $2 and $3)
                """,
                range
            )
        )
    }

    func restore(_ invoice: Invoice, _ lines: [InvoiceLine]) throws {
        try insert(invoice)
        try insert(lines, of: invoice)
        guard let count = invoice.count else { return }
        try connection.run(
            Statement(
                "update counter set next = $1 where name = 'invoice' and next < $2",
                .integer(count + 1),
                .integer(count + 1)
            )
        )
    }

    private func insert(_ lines: [InvoiceLine], of invoice: Invoice) throws {
        for piece in lines.pieces(of: 5_000) {
            try connection.runEach(
                InvoiceLineRow.insert,
                piece.map { InvoiceLineRow.values($0, of: invoice.number) }
            )
        }
    }
}

extension Invoice {
    /// What ``number(_:)`` made the number of; nil for another source's number.
    fileprivate var count: Int64? {
        guard let count = Int64(number.dropFirst()), count < .max, Self.number(count) == number else { return nil }
        return count
    }
}

extension InvoiceLine {
    fileprivate func showing(on invoice: Invoice) -> SQLRecords.Showing? {
        credit.map { key in
            SQLRecords.Showing(
                key: key,
                gross: -amounts.gross.minorUnits,
                settlement: LineCredit.Settlement(invoice: invoice.number, line: position, at: invoice.closedAt)
            )
        }
    }
}
