import Basics
import Casework
import SQL

extension SQLRecords {
    func absences() throws -> [Absence] {
        let rows = try connection.rows(
            Statement("select person, deputy, from_ms, until_ms from absence order by person")
        )
        return try rows.map { row in
            var reader = ColumnReader(row)
            return try reading("an absence") {
                Absence(
                    person: try reader.id(),
                    deputy: try reader.id(),
                    from: try reader.instant(),
                    until: try reader.instant()
                )
            }
        }
    }

    func save(_ absence: Absence) throws {
        try connection.run(
            Statement(
                """
                insert into absence (person, deputy, from_ms, until_ms) values ($1, $2, $3, $4)
                on conflict (person) do update set
                    deputy = excluded.deputy, from_ms = excluded.from_ms, until_ms = excluded.until_ms
                """,
                .id(absence.person),
                .id(absence.deputy),
                .instant(absence.from),
                .instant(absence.until)
            )
        )
    }

    func removeAbsence(of person: Person.ID) throws {
        try connection.run(Statement("delete from absence where person = $1", .id(person)))
    }
}
