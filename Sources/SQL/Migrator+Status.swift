extension Migrator {
    /// The table that lists what was applied.
    static func createTable(_ dialect: Dialect) -> Statement {
        Statement(
            """
            create table if not exists schema_migration (
                number \(dialect.integer) not null primary key check (number > 0),
                name text not null,
                fingerprint text not null,
                applied_ms \(dialect.integer) not null
            )\(dialect.strict)
            """,
            [],
            reuse: .never
        )
    }

    /// The comparison inside a transaction that is already open.
    package func status(_ connection: any Connection) throws -> Status {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw MigrationError.misnumbered(expected: index + 1, found: migration.number)
        }
        let applied = try applied(connection)
        for (step, migration) in zip(applied, migrations) {
            guard step.number == migration.number, step.name == migration.name else {
                throw MigrationError.different(number: migration.number, applied: step.name, known: migration.name)
            }
            guard step.fingerprint == migration.fingerprint(connection.dialect) else {
                throw MigrationError.edited(number: migration.number, name: migration.name)
            }
        }
        guard applied.count <= migrations.count else {
            throw MigrationError.newer(applied: applied.count, known: migrations.count)
        }
        return Status(applied: applied, pending: Array(migrations.dropFirst(applied.count)))
    }

    private func applied(_ connection: any Connection) throws(SQLError) -> [Applied] {
        guard try connection.integer(Statement(connection.dialect.tableExists, .text("schema_migration"))) == 1 else {
            return []
        }
        var applied: [Applied] = []
        let list: Statement = Statement(
            "select number, name, fingerprint, applied_ms from schema_migration order by number"
        )
        for row in try connection.rows(list) {
            applied.append(
                Applied(
                    number: try row.int(0),
                    name: try row.text(1),
                    fingerprint: try row.text(2),
                    atMilliseconds: try row.integer(3)
                )
            )
        }
        return applied
    }
}
