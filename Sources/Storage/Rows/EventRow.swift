import Basics
import SQL
import Tickets

/// The row of an event, which is kept as it was made: its digest covers every column.
enum EventRow {
    static let insert: SQLText = """
        insert into event (
            ticket, version, action, from_status, to_status, by_id, by_name, account, origin, at_ms, detail, previous, digest
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """

    static func values(_ event: Event, ticket seq: Int64) -> [Value] {
        [
            .integer(seq), .integer(event.version), .word(event.action), .word(orNull: event.from), .word(event.to),
            .id(event.by), .text(event.byName), .text(event.account), .word(event.origin), .instant(event.at),
            .blob(event.detail.bytes), .digest(orNull: event.previous), .digest(event.digest),
        ]
    }

    static let columns: SQLText =
        "version, action, from_status, to_status, by_id, by_name, account, origin, at_ms, detail, previous, digest"

    static func event(of ticket: Ticket.ID, _ reader: inout ColumnReader) throws -> Event {
        let version = try reader.int()
        return try reading("ticket \(ticket), event \(version)") {
            Event(
                restoring: ticket,
                version: version,
                action: try reader.word(),
                from: try reader.wordOrNil(),
                to: try reader.word(),
                by: try reader.id(),
                byName: try reader.text(),
                account: try reader.text(),
                origin: try reader.word(),
                at: try reader.instant(),
                detail: try Fields(parsing: try reader.blob()),
                previous: try reader.digestOrNil(),
                digest: try reader.digest()
            )
        }
    }
}
