import SQL

extension Migration {
    /// People, tickets, their events, files and the full-text index.
    static let tickets = Migration(
        number: 1,
        name: "people, tickets and files",
        why: "the desk keeps refund requests as chains of events, with what lists show beside them"
    ) { dialect in
        TicketSchema.settings(dialect) + TicketSchema.people(dialect) + TicketSchema.tickets(dialect)
            + TicketSchema.events(dialect) + TicketSchema.files(dialect) + TicketSchema.search(dialect)
            + TicketSchema.statistics(dialect)
    }
}

/// The statements of migration 1. Frozen: the lists of words are written out so that a later version of the program does
/// not change what an old step says.
///
/// Records refer to people, organisations and each other across archives by identifiers that need not be here, so foreign
/// keys stand only where a row is part of another.
private enum TicketSchema {
    static func settings(_ d: Dialect) -> [SQLText] {
        [
            "create table setting (name \(d.text) not null primary key, value \(d.text) not null)\(d.strict)",
            """
            create table counter (
                name \(d.text) not null primary key,
                next \(d.integer) not null check (next > 0)
            )\(d.strict)
            """,
            // The first number that people see, and the internal ones that children refer to.
            "insert into counter (name, next) values ('number', 10001), ('ticket', 1), ('file', 1), ('intake_run', 1)",
        ]
    }

    static func people(_ d: Dialect) -> [SQLText] {
        [
            """
            create table organisation (
                id \(d.blob) not null primary key check (length(id) = 16),
                name \(d.text) not null,
                parent \(d.blob) check (length(parent) = 16)
            )\(d.strict)
            """,
            """
            create table person (
                id \(d.blob) not null primary key check (length(id) = 16),
                system_name \(d.text) not null unique,
                display_name \(d.text) not null,
                email \(d.text),
                language \(d.text) not null check (\(oneOf("language", ["en", "ko"]))),
                organisation \(d.blob) not null check (length(organisation) = 16)
            )\(d.strict)
            """,
            """
            create table person_role (
                person \(d.blob) not null references person (id),
                role \(d.text) not null check (\(oneOf("role", FirstWords.roles))),
                primary key (person, role)
            )\(d.strict)
            """,
        ]
    }

    static func tickets(_ d: Dialect) -> [SQLText] {
        [
            """
            create table ticket (
                seq \(d.integer) not null primary key,
                id \(d.blob) not null check (length(id) = 16),
                number \(d.integer) check (number > 0),
                status \(d.text) not null check (\(oneOf("status", FirstWords.statuses))),
                version \(d.integer) not null check (version > 0),
                head \(d.blob) not null check (length(head) = 32),
                title \(d.text) not null,
                impact \(d.text) check (\(oneOf("impact", ["critical", "moderate", "minimal"]))),
                problem \(d.text) check (\(oneOf("problem", ["refund", "serviceCredit", "reservation"]))),
                reason \(d.text) check (\(oneOf("reason", FirstWords.reasons))),
                tenant \(d.text),
                tenant_written \(d.text),
                purchase \(d.text),
                amount_minor \(d.integer),
                currency \(d.text) check (length(currency) = 3),
                amount_scaled \(d.integer),
                contact_name \(d.text),
                requester \(d.blob) check (length(requester) = 16),
                filer \(d.blob) not null check (length(filer) = 16),
                filed_from \(d.text) not null check (\(oneOf("filed_from", FirstWords.origins))),
                assignee \(d.blob) check (length(assignee) = 16),
                assignee_name \(d.text) check ((assignee_name is null) = (assignee is null)),
                source_system \(d.text),
                source_id \(d.text) check ((source_id is null) = (source_system is null)),
                mark_digest \(d.blob) check (length(mark_digest) = 32),
                mark_ms \(d.integer),
                created_ms \(d.integer) not null,
                updated_ms \(d.integer) not null,
                submitted_ms \(d.integer),
                due_ms \(d.integer),
                files \(d.integer) not null check (files >= 0),
                check ((amount_minor is null) = (currency is null) and (amount_scaled is null) = (currency is null))
            )\(d.strict)
            """,
            "create unique index ticket_id on ticket (id)",
            "create unique index ticket_number on ticket (number) where number is not null",
            """
            create unique index ticket_source on ticket (source_system, source_id) where source_system is not null
            """,
            "create index ticket_updated on ticket (updated_ms\(creation(d)))",
            "create index ticket_status on ticket (status, updated_ms\(creation(d)))",
            "create index ticket_tenant on ticket (tenant) where tenant is not null",
            "create index ticket_purchase on ticket (purchase) where purchase is not null",
            "create index ticket_assignee on ticket (assignee, updated_ms\(creation(d))) where assignee is not null",
            "create index ticket_requester on ticket (requester, updated_ms\(creation(d))) where requester is not null",
            "create index ticket_filer on ticket (filer, updated_ms\(creation(d))) where filed_from <> 'import'",
            """
            create table former_number (
                number \(d.integer) not null,
                ticket \(d.integer) not null references ticket (seq),
                primary key (number, ticket)
            )\(d.strict)
            """,
            """
            create table queue_count (
                status \(d.text) not null check (\(oneOf("status", FirstWords.statuses))),
                assignee \(d.blob) not null check (length(assignee) in (0, 16)),
                n \(d.integer) not null check (n >= 0),
                primary key (status, assignee)
            )\(d.strict)
            """,
        ]
    }

    /// The order of creation at the end of an index: SQLite's end with the row's number by themselves.
    private static func creation(_ d: Dialect) -> SQLText {
        switch d {
        case .sqlite: ""
        case .postgres: ", seq"
        }
    }

    /// How many of 100,000 tickets an index leads to, for SQLite's planner. Without it all indexes look alike to it, and a
    /// question for a status and a tenant might start at the status. PostgreSQL counts by itself.
    static func statistics(_ d: Dialect) -> [SQLText] {
        switch d {
        case .postgres: []
        case .sqlite:
            [
                "analyze",
                """
                insert into sqlite_stat1 (tbl, idx, stat) values
                    ('ticket', 'ticket_id', '100000 1'), ('ticket', 'ticket_number', '100000 1'),
                    ('ticket', 'ticket_source', '100000 20000 1'), ('ticket', 'ticket_updated', '100000 10'),
                    ('ticket', 'ticket_status', '100000 8000 10'), ('ticket', 'ticket_tenant', '100000 10'),
                    ('ticket', 'ticket_purchase', '100000 2'), ('ticket', 'ticket_assignee', '100000 1000 2'),
                    ('ticket', 'ticket_requester', '100000 100 2'), ('ticket', 'ticket_filer', '100000 100 2')
                """,
                "analyze sqlite_schema",
            ]
        }
    }

    static func events(_ d: Dialect) -> [SQLText] {
        [
            """
            create table event (
                ticket \(d.integer) not null references ticket (seq),
                version \(d.integer) not null check (version > 0),
                action \(d.text) not null check (\(oneOf("action", FirstWords.actions))),
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
            """
        ]
    }

    static func files(_ d: Dialect) -> [SQLText] {
        [
            """
            create table file (
                seq \(d.integer) not null primary key,
                digest \(d.blob) not null unique check (length(digest) = 32),
                size \(d.integer) not null check (size >= 0)
            )\(d.strict)
            """,
            """
            create table file_chunk (
                file \(d.integer) not null references file (seq),
                position \(d.integer) not null check (position >= 0),
                bytes \(d.blob) not null check (length(bytes) between 1 and 786432),
                primary key (file, position)
            )\(d.strict)
            """,
        ]
    }

    /// The one place where the engines' tables differ; `FullText` writes and asks them.
    static func search(_ d: Dialect) -> [SQLText] {
        switch d {
        case .sqlite:
            // Without contents: the texts are in the events. Marks belong to words, so that words end where
            // `TicketQuery.searchWords` ends them.
            [
                """
                create virtual table ticket_search using fts5 (
                    open, inside, content = '', columnsize = 0,
                    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
                )
                """,
                // Parts of the index are put together when 64 have gathered, not a little at every commit: merging was a
                // third of a large import, and 64 parts are searched as fast as one can tell.
                "insert into ticket_search (ticket_search, rank) values ('automerge', 0)",
                "insert into ticket_search (ticket_search, rank) values ('crisismerge', 64)",
            ]
        case .postgres:
            [
                """
                create table ticket_search (
                    seq bigint not null primary key references ticket (seq),
                    open tsvector not null,
                    inside tsvector not null
                )
                """,
                "create index ticket_search_open on ticket_search using gin (open)",
                "create index ticket_search_inside on ticket_search using gin (inside)",
            ]
        }
    }
}
