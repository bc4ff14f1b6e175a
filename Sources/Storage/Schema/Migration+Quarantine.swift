import SQL

extension Migration {
    /// How quarantined records are settled, and saved views of the queue.
    static let quarantine = Migration(
        number: 6,
        name: "settled records of imports, saved views",
        why: "what an import quarantined is corrected or given up, and people keep the queries they ask every day"
    ) { dialect in
        QuarantineSchema.records(dialect) + QuarantineSchema.views(dialect) + QuarantineSchema.due(dialect)
    }
}

/// The statements of this migration. Frozen.
private enum QuarantineSchema {
    static func records(_ d: Dialect) -> [SQLText] {
        [
            // What a record needs around it to be read alone, and where its first line begins.
            "alter table intake_run add column head \(d.text)",
            "alter table intake_record add column start_column \(d.integer)",
            "create index intake_quarantined on intake_record (run, ordinal) where outcome = 'quarantined'",
            """
            create table intake_resolution (
                run \(d.integer) not null,
                ordinal \(d.integer) not null,
                corrected_by \(d.blob) references intake_run (id) check (length(corrected_by) = 16),
                reason \(d.text) check ((reason is null) = (corrected_by is not null)),
                at_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16),
                by_name \(d.text) not null,
                account \(d.text) not null,
                primary key (run, ordinal),
                foreign key (run, ordinal) references intake_record (run, ordinal)
            )\(d.strictWithoutRowid)
            """,
            """
            create unique index intake_resolution_by on intake_resolution (corrected_by)
            where corrected_by is not null
            """,
        ]
    }

    static func views(_ d: Dialect) -> [SQLText] {
        [
            // Shared views have no owner: an empty one stands for nobody, so that one rule keeps all names apart.
            """
            create table saved_view (
                owner \(d.blob) not null check (length(owner) in (0, 16)),
                name \(d.text) not null,
                query \(d.text) not null,
                saved_by \(d.blob) not null check (length(saved_by) = 16),
                saved_by_name \(d.text) not null,
                saved_ms \(d.integer) not null,
                primary key (owner, name)
            )\(d.strictWithoutRowid)
            """
        ]
    }

    /// What is due today is asked every day. The estimates are for SQLite's planner, as in migration 1: of very many records
    /// few are quarantined, and few tickets are due.
    static func due(_ d: Dialect) -> [SQLText] {
        let index: SQLText = "create index ticket_due on ticket (due_ms) where due_ms is not null"
        switch d {
        case .postgres: return [index]
        case .sqlite:
            return [
                index,
                """
                insert into sqlite_stat1 (tbl, idx, stat) values
                    ('ticket', 'ticket_due', '100000 2'), ('intake_record', 'intake_record', '1000000 10000 1'),
                    ('intake_record', 'intake_quarantined', '1000 10 1')
                """,
                "analyze sqlite_schema",
            ]
        }
    }
}
