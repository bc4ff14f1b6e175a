import SQL

extension Migration {
    /// Customers, the price list, orders with their ledgers, keys and links, the activity log, invoices and reconciliation.
    static let orders = Migration(
        number: 3,
        name: "customers, orders and invoices",
        why: "the desk knows what was paid, what was given back, and which invoice showed it"
    ) { dialect in
        OrderSchema.customers(dialect) + OrderSchema.offers(dialect) + OrderSchema.purchases(dialect)
            + OrderSchema.ledger(dialect) + OrderSchema.credits(dialect) + OrderSchema.quotes(dialect)
            + OrderSchema.entitlements(dialect) + OrderSchema.activity(dialect) + OrderSchema.invoices(dialect)
            + OrderSchema.reconciliation(dialect) + OrderSchema.statistics(dialect)
    }
}

/// The statements of migration 3. Frozen, words included, as those of migration 1.
///
/// An order is the row `purchase`, because `order` is a word of SQL. Its lines are charges, each with a ledger of movements;
/// `ledger_entry` says every movement again in double entry. Orders name customers, people and invoices that need not be
/// here, so foreign keys stand only where a row is part of another.
enum OrderSchema {
    static func activity(_ d: Dialect) -> [SQLText] {
        [
            """
            create table activity (
                customer \(d.blob) not null check (length(customer) = 16),
                sequence \(d.integer) not null check (sequence > 0),
                kind \(d.text) not null check (\(oneOf("kind", OrderWords.acts))),
                refusal \(d.text),
                at_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16),
                by_name \(d.text) not null,
                account \(d.text) not null,
                door \(d.text) not null,
                order_id \(d.text),
                line \(d.integer),
                detail \(d.text) not null,
                previous \(d.blob) check (length(previous) = 32),
                digest \(d.blob) not null check (length(digest) = 32),
                primary key (customer, sequence)
            )\(d.strictWithoutRowid)
            """,
            "create index activity_at on activity (at_ms, customer, sequence, kind)",
            "create index activity_customer on activity (customer, at_ms, sequence, kind)",
            "create index activity_order on activity (order_id, customer, at_ms, sequence) where order_id is not null",
            // Where each chain ends, so that a removed end is noticed.
            """
            create table activity_end (
                customer \(d.blob) not null primary key check (length(customer) = 16),
                sequence \(d.integer) not null check (sequence > 0),
                digest \(d.blob) not null check (length(digest) = 32)
            )\(d.strict)
            """,
        ]
    }

    /// How many of 100,000 orders an index leads to, for SQLite's planner, as migration 1 tells it of tickets: without it a
    /// question for a customer and a status might start at the status.
    static func statistics(_ d: Dialect) -> [SQLText] {
        switch d {
        case .postgres: []
        case .sqlite:
            [
                """
                insert into sqlite_stat1 (tbl, idx, stat) values
                    ('purchase', 'purchase_id', '100000 1'), ('purchase', 'purchase_alternate', '100000 1'),
                    ('purchase', 'purchase_request', '100000 1'), ('purchase', 'purchase_placed', '100000 10 1'),
                    ('purchase', 'purchase_customer', '100000 50 1 1'),
                    ('purchase', 'purchase_status', '100000 50000 10 1')
                """,
                "analyze sqlite_schema",
            ]
        }
    }
}
