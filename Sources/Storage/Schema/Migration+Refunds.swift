import SQL

extension Migration {
    /// What the events of merging need, and what lists show of it; how urgent a ticket is.
    static let refunds = Migration(
        number: 4,
        name: "merged tickets and urgency",
        why:
            "requests about the same purchase are merged and linked, and the most urgent one is found without looking at all"
    ) { dialect in
        RefundSchema.events(dialect) + RefundSchema.tickets(dialect) + RefundSchema.statistics(dialect)
    }
}

/// The statements of migration 4. Frozen, words included, as those of migration 1.
private enum RefundSchema {
    private static let actions: [SQLText] = [
        "file", "note", "draft", "submit", "discard", "take", "withdraw", "ask", "escalate", "release", "decline",
        "approve", "reply", "lapse", "answer", "credit", "revoke", "settle", "dispute", "reverse", "correct", "close",
        "reopen", "edit", "attach", "give", "merge", "unmerge", "link",
    ]

    /// Three actions more. SQLite cannot change a rule, so the table is written anew.
    static func events(_ d: Dialect) -> [SQLText] {
        switch d {
        case .postgres:
            [
                "alter table event drop constraint event_action_check",
                "alter table event add constraint event_action_check check (\(oneOf("action", actions)))",
            ]
        case .sqlite:
            [
                """
                create table event_new (
                    ticket \(d.integer) not null references ticket (seq),
                    version \(d.integer) not null check (version > 0),
                    action \(d.text) not null check (\(oneOf("action", actions))),
                    from_status \(d.text) check (\(oneOf("from_status", FirstWords.statuses))),
                    to_status \(d.text) not null check (\(oneOf("to_status", FirstWords.statuses))),
                    by_id \(d.blob) not null check (length(by_id) = 16),
                    by_name \(d.text) not null,
                    account \(d.text) not null,
                    origin \(d.text) not null check (\(oneOf("origin", FirstWords.origins))),
                    at_ms \(d.integer) not null,
                    detail \(d.blob) not null,
                    previous \(d.blob) check (length(previous) = 32),
                    digest \(d.blob) not null check (length(digest) = 32),
                    primary key (ticket, version)
                )\(d.strictWithoutRowid)
                """,
                """
                insert into event_new (
                    ticket, version, action, from_status, to_status, by_id, by_name, account, origin, at_ms, detail, previous,
                    digest
                ) select
                    ticket, version, action, from_status, to_status, by_id, by_name, account, origin, at_ms, detail, previous,
                    digest
                from event order by ticket, version
                """,
                "drop table event",
                "alter table event_new rename to event",
            ]
        }
    }

    static func tickets(_ d: Dialect) -> [SQLText] {
        [
            "alter table ticket add column merged_into \(d.blob) check (length(merged_into) = 16)",
            // When the window of its purchase closes, as far as the books knew when the ticket was last looked at.
            "alter table ticket add column deadline_ms \(d.integer)",
            // By when somebody should be at it; the greatest number where nobody has to.
            "alter table ticket add column urgent_ms \(d.integer) not null default 9223372036854775807",
            """
            update ticket set urgent_ms = coalesce(due_ms, updated_ms + 432000000)
            where status in ('submitted', 'underReview', 'approved', 'disputed')
            """,
            "create index ticket_urgent on ticket (status, merged_into, urgent_ms\(creation(d)))",
        ]
    }

    /// The order of creation at the end of an index: SQLite's end with the row's number by themselves.
    private static func creation(_ d: Dialect) -> SQLText {
        switch d {
        case .sqlite: ""
        case .postgres: ", seq"
        }
    }

    static func statistics(_ d: Dialect) -> [SQLText] {
        switch d {
        case .postgres: []
        case .sqlite:
            [
                "insert into sqlite_stat1 (tbl, idx, stat) values ('ticket', 'ticket_urgent', '100000 8000 8000 2')",
                "analyze sqlite_schema",
            ]
        }
    }
}
