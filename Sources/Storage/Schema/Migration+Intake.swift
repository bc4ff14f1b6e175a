import SQL

extension Migration {
    /// Runs of intake and what became of each record.
    static let intake = Migration(
        number: 2,
        name: "intake runs and records",
        why: "what was received must equal what was applied, left unchanged and quarantined, provably and for ever"
    ) { d in
        [
            """
            create table intake_run (
                seq \(d.integer) not null primary key,
                id \(d.blob) not null unique check (length(id) = 16),
                started_ms \(d.integer) not null,
                by_id \(d.blob) not null check (length(by_id) = 16),
                name \(d.text) not null,
                format \(d.text) not null,
                applied \(d.integer) not null check (applied >= 0),
                unchanged \(d.integer) not null check (unchanged >= 0),
                quarantined \(d.integer) not null check (quarantined >= 0),
                finished_ms \(d.integer),
                stopped_because \(d.text)
            )\(d.strict)
            """,
            """
            create table intake_record (
                run \(d.integer) not null references intake_run (seq),
                ordinal \(d.integer) not null check (ordinal > 0),
                first_byte \(d.integer) not null check (first_byte >= 0),
                byte_count \(d.integer) not null check (byte_count >= 0),
                line \(d.integer) not null,
                digest \(d.blob) check (length(digest) = 32),
                outcome \(d.text) not null check (\(oneOf("outcome", ["applied", "unchanged", "quarantined"]))),
                ticket \(d.blob) check (length(ticket) = 16),
                reasons \(d.blob),
                original \(d.blob),
                primary key (run, ordinal)
            )\(d.strictWithoutRowid)
            """,
        ]
    }
}
