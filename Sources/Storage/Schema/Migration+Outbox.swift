import SQL

extension Migration {
    /// Mails to requesters, and how far each has come.
    static let outbox = Migration(
        number: 5,
        name: "outbox",
        why: "a mail is promised in the transaction that makes its event, and sent after it"
    ) { d in
        [
            """
            create table outbox (
                ticket \(d.integer) not null,
                version \(d.integer) not null,
                kind \(d.text) not null check (\(oneOf("kind", OutboxWords.kinds))),
                recipient \(d.text) not null,
                language \(d.text) not null check (\(oneOf("language", ["en", "ko"]))),
                created_ms \(d.integer) not null,
                attempts \(d.integer) not null check (attempts >= 0),
                state \(d.text) not null check (\(oneOf("state", OutboxWords.states))),
                due_ms \(d.integer),
                ended_ms \(d.integer),
                last_error \(d.text),
                primary key (ticket, version),
                foreign key (ticket, version) references event (ticket, version),
                check ((due_ms is null) = (state = 'sent' or state = 'failed')),
                check ((ended_ms is null) = (due_ms is not null))
            )\(d.strictWithoutRowid)
            """,
            "create index outbox_due on outbox (due_ms, created_ms, ticket, version) where due_ms is not null",
            "create index outbox_created on outbox (created_ms, ticket, version)",
        ]
    }
}

/// The words that the columns took when the migration was written. Frozen with it.
private enum OutboxWords {
    static let kinds: [SQLText] = ["asked", "noted", "approved", "declined", "credited", "disputed", "settled"]
    static let states: [SQLText] = ["sent", "waiting", "sending", "failed"]
}
