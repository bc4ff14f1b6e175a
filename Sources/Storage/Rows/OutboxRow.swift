import Basics
import Casework
import SQL

/// The row of a mail in the outbox, read together with its ticket.
enum OutboxRow {
    static let select: SQLText = """
        select t.id, o.version, o.kind, o.recipient, o.language, o.created_ms, o.attempts, o.last_error, o.state,
            o.due_ms, o.ended_ms
        from outbox o join ticket t on t.seq = o.ticket
        """

    static func due(at now: Instant) -> Statement {
        Statement(
            """
            \(select) where o.due_ms <= $1
            order by o.due_ms, o.created_ms, o.ticket, o.version limit 1
            """,
            .instant(now)
        )
    }

    static func latest(_ limit: Int) -> Statement {
        Statement(
            "\(select) order by o.created_ms desc, o.ticket desc, o.version desc limit $1",
            .integer(limit)
        )
    }

    static let insert: SQLText = """
        insert into outbox (
            ticket, version, kind, recipient, language, created_ms, attempts, state, due_ms, ended_ms, last_error
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """

    static let update: SQLText = """
        update outbox set attempts = $1, state = $2, due_ms = $3, ended_ms = $4, last_error = $5
        where ticket = (select seq from ticket where id = $6) and version = $7
        """

    static func values(_ mail: OutboxEntry, ticket seq: Int64) -> [Value] {
        [
            .integer(seq), .integer(mail.id.version), .word(mail.kind), .text(mail.recipient.text),
            .word(mail.language), .instant(mail.createdAt),
        ] + progress(mail)
    }

    static func changes(_ mail: OutboxEntry) -> [Value] {
        progress(mail) + [.id(mail.id.ticket), .integer(mail.id.version)]
    }

    private static func progress(_ mail: OutboxEntry) -> [Value] {
        let state = State(mail.state)
        return [
            .integer(mail.attempts), .word(state.word), .instant(orNull: state.due), .instant(orNull: state.ended),
            .text(orNull: mail.lastError),
        ]
    }

    static func mail(_ row: Row) throws -> OutboxEntry {
        var reader = ColumnReader(row)
        let id = OutboxEntry.ID(ticket: try reader.id(), version: try reader.int())
        return try reading("the mail \(id)") {
            let (kind, recipient): (Notice.Kind, String) = (try reader.word(), try reader.text())
            let (language, createdAt): (Language, Instant) = (try reader.word(), try reader.instant())
            let (attempts, lastError) = (try reader.int(), try reader.textOrNil())
            let state = State(
                word: try reader.word(),
                due: try reader.instantOrNil(),
                ended: try reader.instantOrNil()
            )
            return OutboxEntry(
                id: id,
                kind: kind,
                recipient: try EmailAddress(recipient),
                language: language,
                createdAt: createdAt,
                attempts: attempts,
                state: try state.value,
                lastError: lastError
            )
        }
    }

    /// A state as three columns.
    private struct State {
        enum Word: String {
            case waiting, sending, sent, failed
        }

        let word: Word
        let due: Instant?
        let ended: Instant?

        init(word: Word, due: Instant?, ended: Instant?) {
            self.word = word
            self.due = due
            self.ended = ended
        }

        init(_ state: OutboxEntry.State) {
            switch state {
            case .waiting(let until): self.init(word: .waiting, due: until, ended: nil)
            case .sending(let until): self.init(word: .sending, due: until, ended: nil)
            case .sent(let at): self.init(word: .sent, due: nil, ended: at)
            case .failed(let at): self.init(word: .failed, due: nil, ended: at)
            }
        }

        var value: OutboxEntry.State {
            get throws {
                switch (word, due, ended) {
                case (.waiting, let due?, nil): return .waiting(until: due)
                case (.sending, let due?, nil): return .sending(until: due)
                case (.sent, nil, let ended?): return .sent(at: ended)
                case (.failed, nil, let ended?): return .failed(at: ended)
                case (.waiting, _, _), (.sending, _, _), (.sent, _, _), (.failed, _, _):
                    throw StoreError.corrupt("its times do not go with its state")
                }
            }
        }
    }
}
