import Basics
import Casework
import Orders
import SQL

/// The row of a movement in a line's ledger, and the two rows that say it again in double entry.
enum MovementRow {
    static let insert: SQLText = """
        insert into movement (purchase, line, ordinal, kind, key, net, tax, at_ms, by_id, memo)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """

    static func values(_ movement: Movement, _ key: LineKey, ordinal: Int) -> [Value] {
        [
            .integer(key.purchase), .integer(key.line), .integer(ordinal), .word(movement.kind), .text(movement.key),
            .integer(movement.amounts.net), .integer(movement.amounts.tax), .instant(movement.at), .id(movement.by),
            .text(orNull: movement.memo),
        ]
    }

    static let insertEntry: SQLText =
        "insert into ledger_entry (purchase, line, ordinal, account, net, tax) values ($1, $2, $3, $4, $5, $6)"

    static func entries(_ movement: Movement, _ key: LineKey, ordinal: Int) -> [[Value]] {
        movement.entries.map { entry in
            [
                .integer(key.purchase), .integer(key.line), .integer(ordinal), .word(entry.account),
                .integer(entry.net), .integer(entry.tax),
            ]
        }
    }

    /// What ``entry(_:)`` reads, behind the order.
    static let entryColumns: SQLText = "purchase, line, ordinal, account, net, tax"

    static func entry(_ row: Row) throws -> StoredOrder.Entry {
        var reader = ColumnReader(row)
        _ = try reader.integer()
        return StoredOrder.Entry(
            line: try reader.int(),
            movement: try reader.int(),
            account: try reader.word(),
            net: try reader.integer(),
            tax: try reader.integer()
        )
    }

    /// The line that it belongs to, and what ``movement(_:_:)`` reads.
    static let columns: SQLText = "purchase, line, kind, key, net, tax, at_ms, by_id, memo"

    static func movement(_ row: Row, _ currency: Currency) throws -> Movement {
        var reader = ColumnReader(row)
        _ = (try reader.integer(), try reader.int())
        let kind: Movement.Kind = try reader.word()
        let key = try reader.text()
        return Movement(
            kind,
            try reader.amounts(currency),
            key: key,
            at: try reader.instant(),
            by: try reader.id(),
            memo: try reader.textOrNil()
        )
    }
}
