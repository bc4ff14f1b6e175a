import SQL

/// What was paid, given back and billed.
extension OrderSchema {
    static func ledger(_ d: Dialect) -> [SQLText] {
        [
            // Only ever added to.
            """
            create table movement (
                purchase \(d.integer) not null,
                line \(d.integer) not null,
                ordinal \(d.integer) not null check (ordinal >= 0),
                kind \(d.text) not null check (\(oneOf("kind", OrderWords.movements))),
                key \(d.text) not null,
                net \(d.integer) not null check (net >= 0),
                tax \(d.integer) not null check (tax >= 0),
                at_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16),
                memo \(d.text),
                primary key (purchase, line, ordinal),
                foreign key (purchase, line) references purchase_line (purchase, number)
            )\(d.strictWithoutRowid)
            """,
            "create unique index movement_key on movement (purchase, line, key)",
            """
            create table ledger_entry (
                purchase \(d.integer) not null,
                line \(d.integer) not null,
                ordinal \(d.integer) not null,
                account \(d.text) not null check (\(oneOf("account", OrderWords.accounts))),
                net \(d.integer) not null,
                tax \(d.integer) not null,
                primary key (purchase, line, ordinal, account),
                foreign key (purchase, line, ordinal) references movement (purchase, line, ordinal)
            )\(d.strictWithoutRowid)
            """,
        ]
    }

    static func credits(_ d: Dialect) -> [SQLText] {
        [
            // Names the movement that gave it.
            """
            create table credit (
                key \(d.text) not null primary key,
                purchase \(d.integer) not null,
                line \(d.integer) not null,
                ordinal \(d.integer) not null check (ordinal >= 0),
                kind \(d.text) not null check (\(oneOf("kind", OrderWords.credits))),
                net \(d.integer) not null check (net >= 0),
                tax \(d.integer) not null check (tax >= 0),
                at_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16),
                reference \(d.text),
                shown \(d.integer) not null check (shown >= 0),
                settled_invoice \(d.text),
                settled_line \(d.integer),
                settled_ms \(d.integer),
                check ((settled_invoice is null) = (settled_ms is null)),
                check ((settled_line is null) = (settled_ms is null)),
                foreign key (purchase, line, ordinal) references movement (purchase, line, ordinal)
            )\(d.strict)
            """,
            "create unique index credit_movement on credit (purchase, line, ordinal)",
            "create index credit_at on credit (at_ms, key)",
            "create index credit_open on credit (at_ms, key) where settled_ms is null",
        ]
    }

    static func invoices(_ d: Dialect) -> [SQLText] {
        [
            // Months since January of the year 0. Never changed.
            """
            create table invoice (
                number \(d.text) not null primary key,
                month \(d.integer) not null,
                currency \(d.text) not null check (length(currency) = 3),
                closed_ms \(d.integer) not null,
                closed_by \(d.blob) not null check (length(closed_by) = 16),
                line_count \(d.integer) not null check (line_count >= 0),
                net \(d.integer) not null,
                tax \(d.integer) not null,
                unique (month, currency)
            )\(d.strict)
            """,
            """
            create table invoice_line (
                invoice \(d.text) not null references invoice (number),
                position \(d.integer) not null check (position > 0),
                customer \(d.blob) not null check (length(customer) = 16),
                order_id \(d.text) not null,
                line \(d.integer) not null check (line >= 0),
                charge \(d.text) not null check (\(oneOf("charge", OrderWords.charges))),
                title \(d.text) not null,
                item \(d.text) not null,
                quantity \(d.integer) not null,
                price_coefficient \(d.integer) not null,
                price_decimals \(d.integer) not null check (price_decimals between 0 and 18),
                price_currency \(d.text) not null check (length(price_currency) = 3),
                net \(d.integer) not null,
                tax \(d.integer) not null,
                at_ms \(d.integer) not null,
                first_day \(d.integer),
                last_day \(d.integer) check (last_day >= first_day),
                credit \(d.text),
                reference \(d.text),
                check ((first_day is null) = (last_day is null)),
                primary key (invoice, position)
            )\(d.strictWithoutRowid)
            """,
        ]
    }

    static func reconciliation(_ d: Dialect) -> [SQLText] {
        [
            """
            create table read_row (
                hash \(d.blob) not null check (length(hash) = 32),
                invoice \(d.text) not null,
                occurrence \(d.integer) not null check (occurrence > 0),
                credit \(d.text),
                gross \(d.integer) not null,
                line \(d.integer) not null,
                read_ms \(d.integer) not null,
                primary key (hash, invoice, occurrence)
            )\(d.strictWithoutRowid)
            """
        ]
    }
}
