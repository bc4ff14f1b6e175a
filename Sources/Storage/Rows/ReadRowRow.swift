import Basics
import Casework
import Orders
import SQL

/// The row of a reconciliation file's row that was read.
enum ReadRowRow {
    static let columns: SQLText = "hash, invoice, occurrence, credit, gross, line, read_ms"

    static let insert: SQLText = """
        insert into read_row (\(columns))
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (hash, invoice, occurrence) do update
        set credit = excluded.credit, read_ms = excluded.read_ms
        where read_row.credit is null and excluded.credit is not null
        """

    static func values(_ row: ReadRow) -> [Value] {
        [
            .digest(row.identity.hash), .text(row.identity.invoice), .integer(row.identity.occurrence),
            .text(orNull: row.credit), .integer(row.gross), .integer(row.line), .instant(row.readAt),
        ]
    }

    static func row(_ row: Row) throws -> ReadRow {
        var reader = ColumnReader(row)
        let hash = try reader.digest()
        return try reading("the row \(hash) of a reconciliation file") {
            ReadRow(
                identity: RowIdentity(invoice: try reader.text(), hash: hash, occurrence: try reader.int()),
                credit: try reader.textOrNil(),
                gross: try reader.integer(),
                line: try reader.int(),
                readAt: try reader.instant()
            )
        }
    }
}
