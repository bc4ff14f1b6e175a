import SQL

extension Migration {
    /// What was last exchanged with other systems.
    static let exchange = Migration(
        number: 9,
        name: "exchange",
        why: "a ticket that went to another system is compared with what was sent when it comes back"
    ) { d in
        [
            """
            create table exchange_mark (
                system \(d.text) not null,
                ticket \(d.blob) not null references ticket (id),
                external_id \(d.text),
                version \(d.integer) not null check (version > 0),
                form \(d.blob) not null,
                note \(d.text),
                digest \(d.blob),
                modified_ms \(d.integer),
                at_ms \(d.integer) not null,
                primary key (system, ticket),
                unique (system, external_id)
            )\(d.strict)
            """
        ]
    }
}
