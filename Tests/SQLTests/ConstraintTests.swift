import SQL
import Testing

@Suite struct ConstraintTests {
    static func create(_ database: any Database) async throws {
        try await database.create { dialect in
            """
            create table owner (id \(dialect.integer) not null primary key)\(dialect.strict)
            """
        }
        try await database.create { dialect in
            """
            create table item (
                id \(dialect.integer) not null primary key,
                owner \(dialect.integer) not null references owner (id),
                source \(dialect.text) not null,
                external \(dialect.text) not null,
                amount \(dialect.integer) not null default 0,
                constraint amount_is_positive check (amount >= 0),
                unique (source, external)
            )\(dialect.strict)
            """
        }
        try await database.write { connection in
            try connection.run(Statement("insert into owner (id) values (1)"))
            try connection.run(
                Statement("insert into item (id, owner, source, external) values (1, 1, 'crm', 'private@example.org')")
            )
        }
    }

    static func constraint(_ error: SQLError?) -> Constraint? {
        guard case .constraint(let constraint, _) = error else { return nil }
        return constraint
    }

    static func insert(_ values: SQLText, _ database: any Database) async -> SQLError? {
        await refusal {
            try await database.write { connection in
                try connection.run(Statement("insert into owner (id) values (2)"))
                try connection.run(
                    Statement("insert into item (id, owner, source, external, amount) values \(values)")
                )
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `each broken rule is told by kind, table and columns or name, and nothing is changed`(
        engine: Engine
    ) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let double = await Self.insert("(2, 1, 'crm', 'private@example.org', 0)", database)
            let rule = Self.constraint(double)
            #expect(rule?.isUnique("item", "source", "external") == true)
            #expect(rule?.isUnique("item", "source") == false)
            #expect(double?.sentence.contains("private@example.org") == false)
            #expect(double?.sentence.contains("item: source, external") == true)

            let key = Self.constraint(await Self.insert("(1, 1, 'crm', 'b', 0)", database))
            #expect(key?.isUnique("item", "id") == true)

            let orphan = Self.constraint(await Self.insert("(2, 77, 'crm', 'b', 0)", database))
            #expect(orphan?.kind == .foreignKey)

            let negative = Self.constraint(await Self.insert("(2, 1, 'crm', 'b', -1)", database))
            #expect(negative?.kind == .check)
            #expect(negative?.name == "amount_is_positive")

            let missing = Self.constraint(await Self.insert("(2, 1, null, 'b', 0)", database))
            #expect(missing == Constraint(.notNull, table: "item", columns: ["source"]))

            #expect(try await database.count("item") == 1)
            #expect(try await database.count("owner") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a value of another type is refused`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let error = await refusal {
                try await database.write { connection in
                    try connection.run(Statement("insert into owner (id) values ($1)", .text("not a number")))
                }
            }
            #expect(Self.constraint(error)?.kind == .dataType)
            #expect(error?.sentence.contains("not a number") == false)
            #expect(try await database.count("owner") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a row that is referred to cannot be deleted`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let error = await refusal { try await database.write { try $0.run(Statement("delete from owner")) } }
            #expect(Self.constraint(error)?.kind == .foreignKey)
            #expect(try await database.count("owner") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `one bad list among many is told, and a savepoint undoes them all`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let rule = try await database.write { connection -> Constraint? in
                do {
                    try connection.savepoint {
                        try connection.runEach(
                            "insert into owner (id) values ($1)",
                            ((10..<800).map { $0 } + [10] + (801..<1900).map { $0 }).map { [.integer($0)] }
                        )
                    }
                } catch SQLError.constraint(let rule, _) {
                    try connection.run(Statement("insert into owner (id) values (5)"))
                    return rule
                }
                return nil
            }
            #expect(rule?.isUnique("owner", "id") == true)
            #expect(try await database.count("owner") == 2)
        }
    }
}
