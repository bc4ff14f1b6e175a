import SQL

extension Migration {
    /// Who is away, and who stands in.
    static let absences = Migration(
        number: 7,
        name: "absences",
        why: "a deputy acts for somebody who is away, and counts as them"
    ) { d in
        [
            """
            create table absence (
                person \(d.blob) not null primary key references person (id),
                deputy \(d.blob) not null references person (id),
                from_ms \(d.integer) not null,
                until_ms \(d.integer) not null,
                check (person <> deputy)
            )\(d.strict)
            """
        ]
    }
}
