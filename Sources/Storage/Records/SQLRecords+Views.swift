import Basics
import Casework
import SQL

extension SQLRecords {
    func views(of owner: Person.ID?) throws -> [StoredView] {
        let query: Query = """
            select name, query, saved_by, saved_by_name, saved_ms from saved_view
            where owner = \(Self.key(owner)) order by name
            """
        return try connection.rows(query.statement).map { row in
            var reader = ColumnReader(row)
            let name = try reader.text()
            return try reading("the view '\(name)'") {
                StoredView(
                    owner: owner,
                    name: name,
                    query: try reader.text(),
                    savedBy: try reader.id(),
                    savedByName: try reader.text(),
                    savedAt: try reader.instant()
                )
            }
        }
    }

    func save(_ view: StoredView) throws {
        try connection.run(
            Statement(
                """
                insert into saved_view (owner, name, query, saved_by, saved_by_name, saved_ms)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (owner, name) do update set
                    query = excluded.query, saved_by = excluded.saved_by, saved_by_name = excluded.saved_by_name,
                    saved_ms = excluded.saved_ms
                """,
                Self.key(view.owner),
                .text(view.name),
                .text(view.query),
                .id(view.savedBy),
                .text(view.savedByName),
                .instant(view.savedAt)
            )
        )
    }

    func removeView(named name: String, of owner: Person.ID?) throws -> Bool {
        let removed = try connection.run(
            Statement("delete from saved_view where owner = $1 and name = $2", Self.key(owner), .text(name))
        )
        return removed > 0
    }

    /// Nobody is an empty blob.
    private static func key(_ owner: Person.ID?) -> Value { owner.map { .id($0) } ?? .blob([]) }
}
