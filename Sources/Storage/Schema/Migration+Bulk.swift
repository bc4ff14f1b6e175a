import SQL

extension Migration {
    /// What people did to many tickets at once, and what became of each.
    static let bulk = Migration(
        number: 8,
        name: "bulk",
        why: "what was done to many tickets at once can be shown ticket by ticket, and taken back"
    ) { d in
        [
            """
            create table bulk (
                seq \(d.integer) not null primary key,
                id \(d.blob) not null unique check (length(id) = 16),
                action \(d.text) not null check (\(oneOf("action", BulkWords.actions))),
                by_id \(d.blob) not null check (length(by_id) = 16),
                by_name \(d.text) not null,
                started_ms \(d.integer) not null,
                size \(d.integer) not null check (size > 0),
                undoes \(d.blob) references bulk (id),
                done \(d.integer) not null check (done >= 0),
                refused \(d.integer) not null check (refused >= 0),
                overtaken \(d.integer) not null check (overtaken >= 0),
                missing \(d.integer) not null check (missing >= 0),
                finished_ms \(d.integer),
                check (done + refused + overtaken + missing <= size),
                check (finished_ms is null or done + refused + overtaken + missing = size)
            )\(d.strict)
            """,
            "create index bulk_by on bulk (by_id, seq)",
            "create index bulk_undoes on bulk (undoes) where undoes is not null",
            """
            create table bulk_row (
                bulk \(d.integer) not null references bulk (seq),
                ordinal \(d.integer) not null check (ordinal > 0),
                ticket \(d.blob) check (length(ticket) = 16),
                name \(d.text) not null,
                before_version \(d.integer),
                after_version \(d.integer),
                outcome \(d.text) not null check (\(oneOf("outcome", BulkWords.outcomes))),
                reason \(d.text),
                primary key (bulk, ordinal),
                check ((ticket is null) = (before_version is null)),
                check ((after_version is null) = (outcome <> 'done')),
                check ((reason is null) = (outcome = 'done'))
            )\(d.strictWithoutRowid)
            """,
            "insert into counter (name, next) values ('bulk', 1)",
        ]
    }
}

/// The words that the columns took when the migration was written, the most frequent first. Frozen with it.
private enum BulkWords {
    static let actions: [SQLText] = [
        "take", "note", "give", "close", "decline", "approve", "release", "ask", "reply", "edit", "merge", "withdraw",
        "credit", "settle", "revoke", "reopen", "escalate", "answer", "dispute", "reverse", "correct", "attach", "link",
        "unmerge", "submit", "discard", "lapse", "draft", "file",
    ]
    static let outcomes: [SQLText] = ["done", "refused", "overtaken", "missing"]
}
