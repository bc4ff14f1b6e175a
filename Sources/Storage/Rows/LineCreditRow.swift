import Basics
import Orders
import SQL

/// The row of a credit.
enum LineCreditRow {
    static let insert: SQLText = """
        insert into credit (
            key, kind, net, tax, at_ms, by_id, reference, shown, settled_invoice, settled_line, settled_ms, purchase, line,
            ordinal
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """

    static func values(_ credit: LineCredit, _ key: LineKey, ordinal: Int) -> [Value] {
        [
            .text(credit.key), .word(credit.kind), .integer(credit.amounts.net), .integer(credit.amounts.tax),
            .instant(credit.at), .id(credit.by), .text(orNull: credit.reference),
        ] + changing(credit.shown, credit.settlement) + [
            .integer(key.purchase), .integer(key.line), .integer(ordinal),
        ]
    }

    static let update: SQLText = """
        update credit set shown = $1, settled_invoice = $2, settled_line = $3, settled_ms = $4 where key = $5
        """

    static func values(changing credit: LineCredit) -> [Value] {
        changing(credit.shown, credit.settlement) + [.text(credit.key)]
    }

    private static func changing(_ shown: Int64, _ settlement: LineCredit.Settlement?) -> [Value] {
        [
            .integer(shown), .text(orNull: settlement?.invoice), .integer(orNull: settlement.map { Int64($0.line) }),
            .instant(orNull: settlement?.at),
        ]
    }

    static let delete: SQLText = "delete from credit where key = $1"

    /// The line that it belongs to, and what ``credit(_:_:)`` reads.
    static let columns: SQLText = """
        purchase, line, key, kind, net, tax, at_ms, by_id, reference, shown, settled_invoice, settled_line, settled_ms
        """

    /// The same from the key on, where other tables are read beside it and it is called `c`.
    static let joinedColumns: SQLText = """
        c.key, c.kind, c.net, c.tax, c.at_ms, c.by_id, c.reference, c.shown, c.settled_invoice, c.settled_line, c.settled_ms
        """

    static func credit(_ row: Row, _ currency: Currency) throws -> LineCredit {
        var reader = ColumnReader(row)
        _ = (try reader.integer(), try reader.int())
        return try credit(&reader, currency)
    }

    /// From the key on.
    static func credit(_ reader: inout ColumnReader, _ currency: Currency) throws -> LineCredit {
        let key = try reader.text()
        return try reading("the credit '\(key)'") {
            LineCredit(
                key: key,
                kind: try reader.word(),
                amounts: try reader.amounts(currency),
                at: try reader.instant(),
                by: try reader.id(),
                reference: try reader.textOrNil(),
                shown: try reader.integer(),
                settlement: try settlement(&reader)
            )
        }
    }

    private static func settlement(_ reader: inout ColumnReader) throws -> LineCredit.Settlement? {
        let (invoice, line, at) = (try reader.textOrNil(), try reader.intOrNil(), try reader.instantOrNil())
        guard let invoice, let line, let at else { return nil }
        return LineCredit.Settlement(invoice: invoice, line: line, at: at)
    }
}
