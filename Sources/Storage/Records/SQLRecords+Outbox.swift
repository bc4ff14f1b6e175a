import Basics
import Casework
import SQL

extension SQLRecords {
    func dueMail(at now: Instant) throws -> OutboxEntry? {
        try connection.first(OutboxRow.due(at: now)).map(OutboxRow.mail)
    }

    func mail(_ id: OutboxEntry.ID) throws -> OutboxEntry? {
        let statement = Statement(
            "\(OutboxRow.select) where t.id = $1 and o.version = $2",
            .id(id.ticket),
            .integer(id.version)
        )
        return try connection.first(statement).map(OutboxRow.mail)
    }

    func mails(limit: Int) throws -> [OutboxEntry] {
        try connection.rows(OutboxRow.latest(limit)).map(OutboxRow.mail)
    }

    func append(_ mail: OutboxEntry) throws {
        let (ticket, version) = (mail.id.ticket, mail.id.version)
        let seq = try connection.integer(
            Statement(
                """
                select e.ticket from event e join ticket t on t.seq = e.ticket where t.id = $1 and e.version = $2
                """,
                .id(ticket),
                .integer(version)
            )
        )
        guard let seq else { throw StoreError.unexpected("there is no event \(mail.id) to send a mail of") }
        try overtaking({ $0.table == "outbox" }) {
            try connection.run(Statement(OutboxRow.insert, OutboxRow.values(mail, ticket: seq)))
        }
    }

    func save(_ mail: OutboxEntry) throws {
        let changed = try connection.run(Statement(OutboxRow.update, OutboxRow.changes(mail)))
        guard changed == 1 else { throw StoreError.unexpected("there is no mail \(mail.id)") }
    }
}
