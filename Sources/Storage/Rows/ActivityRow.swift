import Basics
import Orders
import SQL

/// The row of an entry of the activity log, which is kept as it was made: its digest covers every column.
enum ActivityRow {
    static let columns: SQLText = """
        customer, sequence, kind, refusal, at_ms, by_id, by_name, account, door, order_id, line, detail, previous, digest
        """

    static let insert: SQLText = """
        insert into activity (\(columns))
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """

    static func values(_ entry: ActivityEntry) -> [Value] {
        [
            .id(entry.customer), .integer(entry.sequence), .word(entry.kind), .text(orNull: entry.refusal),
            .instant(entry.at), .id(entry.by), .text(entry.byName), .text(entry.account), .text(entry.door),
            .order(orNull: entry.order), .integer(orNull: entry.line.map(Int64.init)), .text(entry.detail),
            .digest(orNull: entry.previous), .digest(entry.digest),
        ]
    }

    static func entry(_ row: Row) throws -> ActivityEntry {
        var reader = ColumnReader(row)
        let (customer, sequence): (Customer.ID, Int64) = (try reader.id(), try reader.integer())
        return try reading("the activity of customer \(customer), entry \(sequence)") {
            let act = ActivityAct(
                customer: customer,
                kind: try reader.word(),
                refusal: try reader.textOrNil(),
                at: try reader.instant(),
                by: try reader.id(),
                byName: try reader.text(),
                account: try reader.text(),
                door: try reader.text(),
                order: try reader.textOrNil().map { try Order.ID($0) },
                line: try reader.intOrNil(),
                detail: try reader.text()
            )
            return ActivityEntry(
                restoring: act,
                sequence: sequence,
                previous: try reader.digestOrNil(),
                digest: try reader.digest()
            )
        }
    }

    static let endColumns: SQLText = "customer, sequence, digest"

    /// The later end stays.
    static let saveEnd: SQLText = """
        insert into activity_end (\(endColumns)) values ($1, $2, $3)
        on conflict (customer) do update set sequence = excluded.sequence, digest = excluded.digest
        where excluded.sequence > activity_end.sequence
        """

    static func values(_ customer: Customer.ID, _ end: ActivityLink) -> [Value] {
        [.id(customer), .integer(end.sequence), .digest(end.digest)]
    }

    static func end(_ row: Row) throws -> (customer: Customer.ID, end: ActivityLink) {
        var reader = ColumnReader(row)
        let customer: Customer.ID = try reader.id()
        return try reading("the end of the activity of customer \(customer)") {
            (customer, ActivityLink(sequence: try reader.integer(), digest: try reader.digest()))
        }
    }
}
