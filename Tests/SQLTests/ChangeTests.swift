import SQL
import Testing

@Suite struct ChangeTests {
    static func create(_ database: any Database) async throws {
        try await database.create {
            "create table item (id \($0.integer) not null primary key, n \($0.integer))\($0.strict)"
        }
    }

    @Test(arguments: Engine.allCases)
    func `how many rows were changed is told`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let changes = try await database.write { connection in
                [
                    try connection.runEach(
                        "insert into item (id, n) values ($1, $2)",
                        (1...1200).map { [.integer($0), .integer(0)] }
                    ),
                    try connection.run(Statement("update item set n = 1 where id <= $1", .integer(7))),
                    try connection.run(Statement("select * from item")),
                    try connection.run(Statement("update item set n = 2 where id > 5000")),
                    try connection.run(
                        Statement(
                            "insert into item (id, n) values (1, 5) on conflict (id) do update set n = excluded.n"
                        )
                    ),
                    try connection.run(Statement("insert into item (id) values (2) on conflict do nothing")),
                    try connection.run(Statement("delete from item where n = 1")),
                    try connection.runEach("insert into item (id, n) values ($1, $2)", []),
                ]
            }
            #expect(changes == [1200, 7, 0, 0, 1, 0, 6, 0])
            #expect(try await database.count("item") == 1194)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a change returns what it made`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let row = try await database.write { connection in
                try connection.run(Statement("insert into item (id, n) values (1, 10000)"))
                return try connection.first(Statement("update item set n = n + 1 where id = 1 returning n, id"))
            }
            #expect(row?.values == [.integer(10_001), .integer(1)])
            #expect(row?.columns.names == ["n", "id"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a statement the engine does not know is told with its text, and nothing of the write is kept`(
        engine: Engine
    ) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            for sql: SQLText in ["selec 1", "select * from nothing", "select nothing from item", "select 1; select 2"] {
                let error = await refusal {
                    try await database.write { connection in
                        try connection.run(Statement("insert into item (id) values (1)"))
                        return try connection.rows(Statement(sql))
                    }
                }
                guard case .rejected(_, _, sql.string) = error else {
                    Issue.record("\(String(describing: error)) for \(sql.string)")
                    continue
                }
                #expect(error?.sentence.contains(sql.string) == false)
                #expect(error?.debugDescription.contains(sql.string) == true)
            }
            #expect(try await database.count("item") == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `composed queries run with their binds numbered`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                try connection.runEach(
                    "insert into item (id, n) values ($1, $2)",
                    (1...20).map { [.integer($0), .integer($0 % 3)] }
                )
            }
            var query: Query = "select id from item where id > \(.integer(4))"
            query.append(" and n in ", list: [.integer(0), .integer(2)])
            let either = Query(["id < \(.integer(9))", "id = \(.integer(20))"], separator: " or ", enclosed: true)
            query.append(" and \(either) order by id limit \(.integer(10))")
            let statement = query.statement
            #expect(
                statement.sql
                    == "select id from item where id > $1 and n in ($2, $3) and (id < $4 or id = $5) order by id limit $6"
            )
            let found = try await database.read { try $0.rows(statement).map { try $0.integer(0) } }
            #expect(found == [5, 6, 8, 20])
            var none: Query = "select id from item where n in "
            none.append("", list: [])
            let nothing = none.statement
            #expect(try await database.read { try $0.rows(nothing).count } == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `ever new texts are answered, more than are kept prepared`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let sum = try await database.read { connection in
                var sum: Int64 = 0
                for number in 1...450 {
                    var query = Query(SQLText(unchecked: "select \(number) + "))
                    query.append("cast(\(.integer(1)) as bigint)")
                    sum += try connection.integer(query.statement) ?? 0
                }
                return sum
            }
            #expect(sum == 450 * 451 / 2 + 450)
        }
    }
}
