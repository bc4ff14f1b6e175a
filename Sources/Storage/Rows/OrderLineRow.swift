import Basics
import Casework
import Orders
import SQL

/// Which line: the order's number and the line's own.
struct LineKey: Hashable {
    let purchase: Int64
    let line: Int
}

/// The row of an order line, without its ledger and its credits.
enum OrderLineRow {
    static let insert: SQLText = """
        insert into purchase_line (
            purchase, number, product, sku, availability, title, sku_title, publisher, kind, months, subscription,
            ordered_ms, adds_to, quantity, price_coefficient, price_decimals, price_currency, net, tax, currency,
            treatment, first_day, last_day, reference, invoice, cancelled_ms, cancelled_by, cancelled_by_name,
            cancelled_quote, cancelled_reference
        ) values (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26, $27, $28, $29, $30
        )
        """

    static func values(_ line: OrderLine, of seq: Int64) -> [Value] {
        let item = line.item
        return [
            .integer(seq), .integer(line.number), .text(item.product), .text(item.sku),
            .text(orNull: item.availability), .text(item.title), .text(item.skuTitle), .text(item.publisher),
            .word(item.kind), .term(item.term), .guid(orNull: line.subscription), .instant(line.orderedAt),
            .integer(orNull: line.addsTo.map(Int64.init)), .integer(line.quantity),
            .integer(line.unitPrice.coefficient), .integer(line.unitPrice.decimals),
            .currency(line.unitPrice.currency), .integer(line.charge.net), .integer(line.charge.tax),
            .currency(line.charge.currency), .word(line.treatment), .day(orNull: line.period?.first),
            .day(orNull: line.period?.last), .text(orNull: line.reference),
        ] + changing(line)
    }

    /// What may change in a line, for the line `$8` of order `$7`.
    static let update: SQLText = """
        update purchase_line set
            invoice = $1, cancelled_ms = $2, cancelled_by = $3, cancelled_by_name = $4, cancelled_quote = $5,
            cancelled_reference = $6
        where purchase = $7 and number = $8
        """

    static func values(changing line: OrderLine, of seq: Int64) -> [Value] {
        changing(line) + [.integer(seq), .integer(line.number)]
    }

    private static func changing(_ line: OrderLine) -> [Value] {
        let end = line.cancellation
        return [
            .text(orNull: line.invoice), .instant(orNull: end?.at), .id(orNull: end?.by), .text(orNull: end?.byName),
            .guid(orNull: end?.quote), .text(orNull: end?.reference),
        ]
    }

    static let columns: SQLText = """
        purchase, number, product, sku, availability, title, sku_title, publisher, kind, months, subscription, ordered_ms, \
        adds_to, quantity, price_coefficient, price_decimals, price_currency, net, tax, currency, treatment, first_day, \
        last_day, reference, invoice, cancelled_ms, cancelled_by, cancelled_by_name, cancelled_quote, cancelled_reference
        """

    /// The line. Throws ``StoreError/corrupt(_:)`` when its ledger does not add up.
    static func line(_ claim: LineClaim) throws -> OrderLine {
        try reading("line \(claim.number)") { claim.line(try ledger(claim)) }
    }

    private static func ledger(_ claim: LineClaim) throws -> LineLedger {
        guard claim.isCountable else {
            throw StoreError.corrupt("it holds an amount that is larger than can be counted")
        }
        do throws(LineLedger.Refusal) {
            return try LineLedger(replaying: claim.movements, in: claim.charge.currency)
        } catch { throw StoreError.corrupt("its ledger does not add up: \(error.sentence)") }
    }

    /// What is kept of a line, with the rows of its movements and its credits.
    static func claim(_ row: Row, movements: [LineKey: [Row]], credits: [LineKey: [Row]]) throws -> LineClaim {
        var reader = ColumnReader(row)
        let key = LineKey(purchase: try reader.integer(), line: try reader.int())
        return try reading("line \(key.line)") {
            let item = try item(&reader)
            let subscription = try reader.guidOrNil()
            let orderedAt = try reader.instant()
            let addsTo = try reader.intOrNil()
            let quantity = try reader.integer()
            let unitPrice = try reader.price()
            let charge = try reader.amounts()
            let terms = LineTerms(
                item: item,
                subscription: subscription,
                orderedAt: orderedAt,
                quantity: quantity,
                unitPrice: unitPrice,
                charge: charge,
                treatment: try reader.word(),
                period: try reader.periodOrNil(),
                reference: try reader.textOrNil()
            )
            return LineClaim(
                number: key.line,
                addsTo: addsTo,
                terms,
                invoice: try reader.textOrNil(),
                movements: try (movements[key] ?? []).map { try MovementRow.movement($0, charge.currency) },
                cancellation: try cancellation(&reader),
                credits: try (credits[key] ?? []).map { try LineCreditRow.credit($0, charge.currency) }
            )
        }
    }

    private static func item(_ reader: inout ColumnReader) throws -> CatalogueItem {
        CatalogueItem(
            product: try reader.text(),
            sku: try reader.text(),
            availability: try reader.textOrNil(),
            title: try reader.text(),
            skuTitle: try reader.text(),
            publisher: try reader.text(),
            kind: try reader.word(),
            term: try reader.term()
        )
    }

    private static func cancellation(_ reader: inout ColumnReader) throws -> Cancellation? {
        let at = try reader.instantOrNil()
        let by: Person.ID? = try reader.idOrNil()
        let byName = try reader.textOrNil()
        let (quote, reference) = (try reader.guidOrNil(), try reader.textOrNil())
        guard let at, let by, let byName else { return nil }
        return Cancellation(at: at, by: by, byName: byName, quote: quote, reference: reference)
    }
}
