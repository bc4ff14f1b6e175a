import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    private static let markColumns: SQLText =
        "system, ticket, external_id, version, form, note, digest, modified_ms, at_ms"

    func exchangeMark(of ticket: Ticket.ID, with system: String) throws -> ExchangeMark? {
        try connection.first(
            Statement(
                "select \(Self.markColumns) from exchange_mark where system = $1 and ticket = $2",
                .text(system),
                .id(ticket)
            )
        ).map { try ExchangeMark($0) }
    }

    func exchangeMark(of externalID: String, in system: String) throws -> ExchangeMark? {
        try connection.first(
            Statement(
                "select \(Self.markColumns) from exchange_mark where system = $1 and external_id = $2",
                .text(system),
                .text(externalID)
            )
        ).map { try ExchangeMark($0) }
    }

    func eachExchangeMark(with system: String, _ body: (ExchangeMark) throws -> Void) throws {
        try connection.each(
            Statement(
                "select \(Self.markColumns) from exchange_mark where system = $1 order by ticket",
                .text(system)
            )
        ) { try body(ExchangeMark($0)) }
    }

    func save(_ mark: ExchangeMark) throws {
        try overtaking({ _ in true }) {
            try connection.run(
                Statement(
                    """
                    insert into exchange_mark (\(Self.markColumns)) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    on conflict (system, ticket) do update set
                        external_id = excluded.external_id, version = excluded.version, form = excluded.form,
                        note = excluded.note, digest = excluded.digest, modified_ms = excluded.modified_ms,
                        at_ms = excluded.at_ms
                    """,
                    .text(mark.system),
                    .id(mark.ticket),
                    .text(orNull: mark.externalID),
                    .integer(Int64(mark.version)),
                    .blob(TicketCommand.edit(mark.form).fields.bytes),
                    .text(orNull: mark.note),
                    .digest(orNull: mark.digest),
                    .instant(orNull: mark.modifiedAt),
                    .instant(mark.at)
                )
            )
        }
    }
}

extension ExchangeMark {
    fileprivate init(_ row: Row) throws {
        var reader = ColumnReader(row)
        self = try reading("an exchange mark") {
            ExchangeMark(
                system: try reader.text(),
                ticket: try reader.id(),
                externalID: try reader.textOrNil(),
                version: try reader.int(),
                form: try Self.form(Fields(parsing: try reader.blob())),
                note: try reader.textOrNil(),
                digest: try reader.digestOrNil(),
                modifiedAt: try reader.instantOrNil(),
                at: try reader.instant()
            )
        }
    }

    /// The facts in the form in which an edit is recorded.
    private static func form(_ fields: Fields) throws -> FactsForm {
        guard case .edit(let form)? = try TicketCommand(.edit, fields) else { return FactsForm() }
        return form
    }
}
