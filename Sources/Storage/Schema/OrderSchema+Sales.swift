import SQL

/// Who buys what, and what they got.
extension OrderSchema {
    static func customers(_ d: Dialect) -> [SQLText] {
        [
            "insert into counter (name, next) values ('purchase', 1), ('invoice', 1)",
            // The tenant that a customer's global admin administers.
            "alter table person add column tenant \(d.blob) check (length(tenant) = 16)",
            """
            create table customer (
                id \(d.blob) not null primary key check (length(id) = 16),
                domain \(d.text) not null unique,
                name \(d.text) not null,
                sort_name \(d.text) not null,
                market \(d.text) not null check (length(market) = 2),
                segment \(d.text) not null check (\(oneOf("segment", OrderWords.segments))),
                agreed_day \(d.integer),
                language \(d.text) check (\(oneOf("language", OrderWords.languages)))
            )\(d.strict)
            """,
            "create index customer_sort_name on customer (sort_name, id)",
        ]
    }

    static func offers(_ d: Dialect) -> [SQLText] {
        [
            // An unknown availability is empty text, because null differs from null in a key.
            """
            create table offer (
                product \(d.text) not null,
                sku \(d.text) not null,
                availability \(d.text) not null,
                market \(d.text) not null check (length(market) = 2),
                segment \(d.text) not null check (\(oneOf("segment", OrderWords.segments))),
                currency \(d.text) not null check (length(currency) = 3),
                title \(d.text) not null,
                folded_title \(d.text) not null,
                sku_title \(d.text) not null,
                publisher \(d.text) not null,
                kind \(d.text) not null check (\(oneOf("kind", OrderWords.kinds))),
                months \(d.integer) check (months > 0),
                price_coefficient \(d.integer) not null,
                price_decimals \(d.integer) not null check (price_decimals between 0 and 18),
                least \(d.integer) not null check (least > 0),
                most \(d.integer) not null check (most >= least),
                from_day \(d.integer) not null,
                through_day \(d.integer),
                versions \(d.blob),
                primary key (product, sku, availability, market, segment, currency)
            )\(d.strict)
            """,
            "create index offer_title on offer (title, product, sku, availability, market, segment, currency)",
            "create index offer_market on offer (market, segment, title, product, sku, availability, currency)",
            "create index offer_folded_title on offer (folded_title)",
        ]
    }

    static func purchases(_ d: Dialect) -> [SQLText] {
        [
            """
            create table purchase (
                seq \(d.integer) not null primary key,
                id \(d.text) not null,
                alternate \(d.text),
                customer \(d.blob) not null check (length(customer) = 16),
                market \(d.text) not null check (length(market) = 2),
                currency \(d.text) not null check (length(currency) = 3),
                placed_ms \(d.integer) not null,
                placed_by \(d.blob) not null check (length(placed_by) = 16),
                placed_by_name \(d.text) not null,
                origin \(d.text) not null check (\(oneOf("origin", OrderWords.origins))),
                request \(d.text),
                status \(d.text) not null check (\(oneOf("status", OrderWords.statuses))),
                version \(d.integer) not null check (version > 0)
            )\(d.strict)
            """,
            "create unique index purchase_id on purchase (id)",
            "create unique index purchase_alternate on purchase (alternate) where alternate is not null",
            "create unique index purchase_request on purchase (request) where request is not null",
            "create index purchase_placed on purchase (placed_ms, id)",
            "create index purchase_customer on purchase (customer, placed_ms, id)",
            "create index purchase_status on purchase (status, placed_ms, id)",
            """
            create table purchase_line (
                purchase \(d.integer) not null references purchase (seq),
                number \(d.integer) not null check (number >= 0),
                product \(d.text) not null,
                sku \(d.text) not null,
                availability \(d.text),
                title \(d.text) not null,
                sku_title \(d.text) not null,
                publisher \(d.text) not null,
                kind \(d.text) not null check (\(oneOf("kind", OrderWords.kinds))),
                months \(d.integer) check (months > 0),
                subscription \(d.blob) check (length(subscription) = 16),
                ordered_ms \(d.integer) not null,
                adds_to \(d.integer),
                quantity \(d.integer) not null check (quantity > 0),
                price_coefficient \(d.integer) not null,
                price_decimals \(d.integer) not null check (price_decimals between 0 and 18),
                price_currency \(d.text) not null check (length(price_currency) = 3),
                net \(d.integer) not null check (net >= 0),
                tax \(d.integer) not null check (tax >= 0),
                currency \(d.text) not null check (length(currency) = 3),
                treatment \(d.text) not null check (\(oneOf("treatment", OrderWords.treatments))),
                first_day \(d.integer),
                last_day \(d.integer) check (last_day >= first_day),
                reference \(d.text),
                invoice \(d.text),
                cancelled_ms \(d.integer),
                cancelled_by \(d.blob) check (length(cancelled_by) = 16),
                cancelled_by_name \(d.text),
                cancelled_quote \(d.blob) check (length(cancelled_quote) = 16),
                cancelled_reference \(d.text),
                check ((first_day is null) = (last_day is null)),
                check ((cancelled_by is null) = (cancelled_ms is null)),
                check ((cancelled_by_name is null) = (cancelled_ms is null)),
                primary key (purchase, number)
            )\(d.strictWithoutRowid)
            """,
            "create index purchase_line_product on purchase_line (product, sku, purchase)",
            "create index purchase_line_subscription on purchase_line (subscription) where subscription is not null",
            "create index purchase_line_uninvoiced on purchase_line (ordered_ms) where invoice is null",
        ]
    }

    static func quotes(_ d: Dialect) -> [SQLText] {
        [
            """
            create table quote (
                id \(d.blob) not null primary key check (length(id) = 16),
                order_id \(d.text) not null,
                at_ms \(d.integer) not null,
                expires_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16)
            )\(d.strict)
            """,
            """
            create table quote_line (
                quote \(d.blob) not null references quote (id),
                position \(d.integer) not null check (position >= 0),
                line \(d.integer) not null check (line >= 0),
                net \(d.integer) not null,
                tax \(d.integer) not null,
                currency \(d.text) not null check (length(currency) = 3),
                policy \(d.text) not null,
                formula \(d.text) not null,
                primary key (quote, position)
            )\(d.strictWithoutRowid)
            """,
        ]
    }

    static func entitlements(_ d: Dialect) -> [SQLText] {
        [
            """
            create table sealed_key (
                purchase \(d.integer) not null,
                line \(d.integer) not null,
                version \(d.text) not null,
                sealed \(d.blob) not null,
                primary key (purchase, line, version),
                foreign key (purchase, line) references purchase_line (purchase, number)
            )\(d.strictWithoutRowid)
            """,
            """
            create table download_link (
                token \(d.blob) not null primary key check (length(token) = 32),
                purchase \(d.integer) not null,
                line \(d.integer) not null,
                version \(d.text) not null,
                language \(d.text) not null,
                bits \(d.text) not null check (\(oneOf("bits", OrderWords.bits))),
                made_ms \(d.integer) not null,
                made_by \(d.blob) not null check (length(made_by) = 16),
                first_used_ms \(d.integer),
                foreign key (purchase, line) references purchase_line (purchase, number)
            )\(d.strict)
            """,
        ]
    }
}
