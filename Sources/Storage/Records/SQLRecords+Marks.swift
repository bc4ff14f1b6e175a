import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    func mark(of source: Source) throws -> IntakeMark? {
        let row = try connection.first(
            Statement(
                "select id, mark_digest, mark_ms from ticket where source_system = $1 and source_id = $2",
                .text(source.system),
                .text(source.externalID)
            )
        )
        return try row.map { row in
            var reader = ColumnReader(row)
            let ticket: Ticket.ID = try reader.id()
            return try reading("ticket \(ticket)") {
                IntakeMark(
                    ticket: ticket,
                    // A ticket that was restored without a mark is its source's all the same; no record equals nothing.
                    digest: try reader.digestOrNil() ?? Digest.of([]),
                    modifiedAt: try reader.instantOrNil()
                )
            }
        }
    }

    func save(_ mark: IntakeMark, of source: Source) throws {
        let changed = try connection.run(
            Statement(
                "update ticket set mark_digest = $1, mark_ms = $2 where id = $3 and source_system = $4 and source_id = $5",
                .digest(mark.digest),
                .instant(orNull: mark.modifiedAt),
                .id(mark.ticket),
                .text(source.system),
                .text(source.externalID)
            )
        )
        guard changed == 1 else {
            throw StoreError.unexpected("ticket \(mark.ticket) did not come from \(quoted(source.system))")
        }
    }
}
