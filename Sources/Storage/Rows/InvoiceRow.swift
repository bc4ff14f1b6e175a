import Basics
import Orders
import SQL

/// The row of an invoice.
enum InvoiceRow {
    static let columns: SQLText = "number, month, closed_ms, closed_by, line_count, net, tax, currency"

    static let insert: SQLText = "insert into invoice (\(columns)) values ($1, $2, $3, $4, $5, $6, $7, $8)"

    static func values(_ invoice: Invoice) -> [Value] {
        [
            .text(invoice.number), .integer(invoice.month.index), .instant(invoice.closedAt), .id(invoice.closedBy),
            .integer(invoice.lineCount), .integer(invoice.total.net), .integer(invoice.total.tax),
            .currency(invoice.currency),
        ]
    }

    static func invoice(_ row: Row) throws -> Invoice {
        var reader = ColumnReader(row)
        let number = try reader.text()
        return try reading("invoice \(number)") {
            Invoice(
                number: number,
                month: Month(index: try reader.int()),
                closedAt: try reader.instant(),
                closedBy: try reader.id(),
                lineCount: try reader.int(),
                total: try reader.amounts()
            )
        }
    }
}

/// The row of an invoice's line, and the same columns of what no invoice shows yet.
enum InvoiceLineRow {
    static let insert: SQLText = """
        insert into invoice_line (
            invoice, position, customer, order_id, line, charge, title, item, quantity, price_coefficient, price_decimals,
            price_currency, net, tax, at_ms, first_day, last_day, credit, reference
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """

    static func values(_ line: InvoiceLine, of invoice: String) -> [Value] {
        [
            .text(invoice), .integer(line.position), .id(line.customer), .order(line.order), .integer(line.line),
            .word(line.charge), .text(line.title), .text(line.item), .integer(line.quantity),
            .integer(line.unitPrice.coefficient), .integer(line.unitPrice.decimals),
            .currency(line.unitPrice.currency), .integer(line.amounts.net), .integer(line.amounts.tax),
            .instant(line.at), .day(orNull: line.period?.first), .day(orNull: line.period?.last),
            .text(orNull: line.credit), .text(orNull: line.reference),
        ]
    }

    static let select: SQLText = """
        select n.position, n.customer, n.order_id, n.line, n.charge, n.title, n.item, n.quantity, n.price_coefficient,
            n.price_decimals, n.price_currency, n.net, n.tax, i.currency, n.at_ms, n.first_day, n.last_day, n.credit,
            n.reference
        from invoice_line n join invoice i on i.number = n.invoice
        where n.invoice = $1 order by n.position
        """

    /// Charges before `$1` and credits before `$2` that no invoice shows, credits behind the charges of their line. What
    /// Microsoft gave without us was seen on an invoice when it was found; what was paid on an approver's word was charged
    /// elsewhere.
    static let selectUninvoiced: SQLText = """
        select cast(0 as bigint) as position, p.customer as customer, p.id as order_id, l.number as line,
            case when l.adds_to is null then 'new' else 'addQuantity' end as charge, l.title as title,
            l.product || ':' || l.sku as item, l.quantity as quantity, l.price_coefficient as price_coefficient,
            l.price_decimals as price_decimals, l.price_currency as price_currency, l.net as net, l.tax as tax,
            l.currency as currency, l.ordered_ms as at_ms, l.first_day as first_day, l.last_day as last_day,
            cast(null as text) as credit, coalesce(l.reference, p.id || ':' || cast(l.number as text)) as reference,
            cast(-1 as bigint) as place
        from purchase_line l join purchase p on p.seq = l.purchase
        where l.invoice is null and l.ordered_ms < $1 and p.origin <> 'attested'
        union all
        select cast(0 as bigint), p.customer, p.id, c.line,
            case when c.kind = 'cancellation' then 'cancelImmediate' else 'customerCredit' end, l.title,
            l.product || ':' || l.sku, l.quantity, l.price_coefficient,
            l.price_decimals, l.price_currency, -c.net, -c.tax,
            l.currency, c.at_ms, l.first_day, l.last_day,
            c.key, coalesce(l.reference, p.id || ':' || cast(l.number as text)),
            c.ordinal
        from credit c
        join purchase_line l on l.purchase = c.purchase and l.number = c.line
        join purchase p on p.seq = c.purchase
        where c.settled_ms is null and c.shown = 0 and c.kind <> 'found' and c.at_ms < $2
        order by currency, customer, order_id, line, place
        """

    static func line(_ row: Row) throws -> InvoiceLine {
        var reader = ColumnReader(row)
        let position = try reader.int()
        return try reading("line \(position) of an invoice") {
            let customer: Customer.ID = try reader.id()
            let (order, line) = (try reader.order(), try reader.int())
            let charge: ChargeType = try reader.word()
            let (title, item) = (try reader.text(), try reader.text())
            let quantity = try reader.integer()
            let unitPrice = try reader.price()
            return InvoiceLine(
                position: position,
                customer: customer,
                order: order,
                line: line,
                charge: charge,
                title: title,
                item: item,
                quantity: quantity,
                unitPrice: unitPrice,
                amounts: try reader.amounts(),
                at: try reader.instant(),
                period: try reader.periodOrNil(),
                credit: try reader.textOrNil(),
                reference: try reader.textOrNil()
            )
        }
    }
}
