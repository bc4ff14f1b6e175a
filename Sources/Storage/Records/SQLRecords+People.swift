import Basics
import SQL

extension SQLRecords {
    func person(_ id: Person.ID) throws -> Person? {
        try people(" where id = \(.id(id))").first
    }

    func person(named name: String) throws -> Person? {
        try people(" where system_name = \(.text(name))").first
    }

    func people() throws -> [Person] {
        try people(" order by id")
    }

    private func people(_ condition: Query) throws -> [Person] {
        let columns: SQLText = "id, system_name, display_name, email, language, organisation, tenant"
        let found = try connection.rows(Query("select \(columns) from person\(condition)").statement)
        guard !found.isEmpty else { return [] }
        var roles: [Person.ID: Set<Role>] = [:]
        var query: Query = "select person, role from person_role"
        if found.count == 1 { query.append(" where person = ", try found[0].value(0)) }
        for row in try connection.rows(query.statement) {
            var reader = ColumnReader(row)
            let person: Person.ID = try reader.id()
            roles[person, default: []].insert(try reading("person \(person)") { try reader.word() })
        }
        return try found.map { try person(ColumnReader($0), roles) }
    }

    private func person(_ reader: ColumnReader, _ roles: [Person.ID: Set<Role>]) throws -> Person {
        var reader = reader
        let id: Person.ID = try reader.id()
        return try reading("person \(id)") {
            Person(
                id: id,
                systemName: try reader.text(),
                displayName: try reader.text(),
                email: try reader.textOrNil().map { try EmailAddress($0) },
                language: try reader.word(),
                organisation: try reader.id(),
                roles: roles[id] ?? [],
                tenant: try reader.guidOrNil()
            )
        }
    }

    func save(_ person: Person) throws {
        try connection.run(
            Statement(
                """
                insert into person (id, system_name, display_name, email, language, organisation, tenant)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (id) do update set
                    system_name = excluded.system_name, display_name = excluded.display_name, email = excluded.email,
                    language = excluded.language, organisation = excluded.organisation, tenant = excluded.tenant
                """,
                .id(person.id),
                .text(person.systemName),
                .text(person.displayName),
                .text(orNull: person.email?.text),
                .word(person.language),
                .id(person.organisation),
                .guid(orNull: person.tenant)
            )
        )
        try connection.run(Statement("delete from person_role where person = $1", .id(person.id)))
        try connection.runEach(
            "insert into person_role (person, role) values ($1, $2)",
            person.roles.sorted().map { [.id(person.id), .word($0)] }
        )
    }

    func organisations() throws -> [Organisation] {
        try connection.rows(Statement("select id, name, parent from organisation order by id")).map { row in
            var reader = ColumnReader(row)
            return Organisation(id: try reader.id(), name: try reader.text(), parent: try reader.idOrNil())
        }
    }

    func save(_ organisation: Organisation) throws {
        try connection.run(
            Statement(
                """
                insert into organisation (id, name, parent) values ($1, $2, $3)
                on conflict (id) do update set name = excluded.name, parent = excluded.parent
                """,
                .id(organisation.id),
                .text(organisation.name),
                .id(orNull: organisation.parent)
            )
        )
    }
}
