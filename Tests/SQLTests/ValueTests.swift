import SQL
import Testing

@Suite struct ValueTests {
    static let texts: [String] = [
        "", " ", "'", "''; drop table kept; --", "\"", "\\", "\\x41", "$1", "?1", ":name", "%s", "{}", "\u{1}",
        "\r\n\t",
        "환불 요청", "e\u{301}", "\u{e9}", "👩‍👩‍👧‍👦", "\u{10ffff}", "\u{feff}bom", String(repeating: "가", count: 40_000),
    ]

    static func create(_ database: any Database) async throws {
        try await database.create { dialect in
            """
            create table kept (
                id \(dialect.integer) not null primary key, t \(dialect.text), i \(dialect.integer), b \(dialect.blob)
            )\(dialect.strict)
            """
        }
    }

    @Test(arguments: Engine.allCases)
    func `text of every kind comes back byte for byte`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                for (id, text) in Self.texts.enumerated() {
                    try connection.run(
                        Statement("insert into kept (id, t) values ($1, $2)", .integer(id), .text(text))
                    )
                }
            }
            let found = try await database.read { connection in
                try connection.rows(Statement("select t from kept order by id")).map { try $0.text("t") }
            }
            #expect(found.map { Array($0.utf8) } == Self.texts.map { Array($0.utf8) })
            // NFC and NFD are two texts, and both are found by their own bytes only.
            let composed = try await database.read { connection in
                try connection.integer(Statement("select count(*) from kept where t = $1", .text("\u{e9}")))
            }
            #expect(composed == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `whole numbers at both ends of 64 bits come back`(engine: Engine) async throws {
        let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, 4_294_967_296, .max]
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                try connection.runEach(
                    "insert into kept (id, i) values ($1, $2)",
                    numbers.enumerated().map { [.integer($0), .integer($1)] }
                )
            }
            let found = try await database.read { connection in
                try connection.rows(Statement("select i from kept order by id")).map { try $0.integer(0) }
            }
            #expect(found == numbers)
        }
    }

    @Test(arguments: Engine.allCases)
    func `bytes from none to a mebibyte come back, and null is not empty`(engine: Engine) async throws {
        let all = (0...255).map { UInt8($0) }
        let large = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                for (id, blob) in [[], all, large].enumerated() {
                    try connection.run(
                        Statement("insert into kept (id, b) values ($1, $2)", .integer(id), .blob(blob))
                    )
                }
                try connection.run(
                    Statement("insert into kept (id, b, t) values ($1, $2, $3)", .integer(9), .null, .null)
                )
            }
            let rows = try await database.read { try $0.rows(Statement("select b, t from kept order by id")) }
            #expect(try rows.map { try $0.blobOrNull("b") } == [[], all, large, nil])
            #expect(try rows[3].textOrNull(1) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `the character U+0000 is refused with its place and nothing is written`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let error = await refusal {
                try await database.write { connection in
                    try connection.run(Statement("insert into kept (id) values (1)"))
                    try connection.run(
                        Statement(
                            "insert into kept (i, id, t) values ($1, $2, $3)",
                            .integer(1),
                            .integer(2),
                            .text("a\0b")
                        )
                    )
                }
            }
            #expect(error == .nulInText(bind: 3))
            let many = await refusal {
                try await database.write { connection in
                    try connection.runEach(
                        "insert into kept (id, t) values ($1, $2)",
                        [[.integer(1), .text("a")], [.integer(2), .text("\0")], [.integer(3), .text("c")]]
                    )
                }
            }
            #expect(many == .nulInText(bind: 2))
            #expect(try await database.count("kept") == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `values go where their numbers stand, in any order and more than once`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                try connection.run(
                    Statement("insert into kept (t, id, i) values ($3, $1, $2)", .integer(7), .integer(8), .text("x"))
                )
            }
            let row = try await database.read { connection in
                try connection.first(
                    Statement(
                        "select id, i, t from kept where i = $2 and id = $1 and (id < $2 or t = $3)",
                        .integer(7),
                        .integer(8),
                        .text("x")
                    )
                )
            }
            #expect(row?.values == [.integer(7), .integer(8), .text("x")])
        }
    }

    @Test(arguments: Engine.allCases)
    func `too few and too many values are refused`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let sql: SQLText = "insert into kept (id, i) values ($1, $2)"
            for values: [Value] in [[], [.integer(1)], [.integer(1), .integer(2), .integer(3)]] {
                let error = await refusal { try await database.write { try $0.run(Statement(sql, values)) } }
                #expect(error == .bindCount(expected: 2, found: values.count, sql: sql.string))
                let each = await refusal { try await database.write { try $0.runEach(sql, [values]) } }
                #expect(each == .bindCount(expected: 2, found: values.count, sql: sql.string))
            }
            #expect(try await database.count("kept") == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a column that is not there or of another type is named`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                try connection.run(Statement("insert into kept (id, t, i) values (1, 'secret', 2)"))
            }
            let row = try #require(try await database.read { try $0.first(Statement("select id, t, i, b from kept")) })
            #expect(throws: SQLError.missingColumn("title", available: ["id", "t", "i", "b"])) { try row.text("title") }
            #expect(throws: SQLError.missingColumn("number 4", available: ["id", "t", "i", "b"])) { try row.text(4) }
            #expect(throws: SQLError.wrongType(column: "t", expected: "integer", found: "text")) {
                try row.integer("t")
            }
            #expect(throws: SQLError.wrongType(column: "b", expected: "blob", found: "null")) { try row.blob("b") }
            #expect(throws: SQLError.wrongType(column: "i", expected: "0 or 1", found: "another integer")) {
                try row.flag("i")
            }
            #expect(try row.flag("id"))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a fraction is refused, since money is never one`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let error = await refusal {
                try await database.read { try $0.rows(Statement("select cast(1.5 as real) as share")) }
            }
            guard case .wrongType(column: "share", expected: "integer, text, blob or null", _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `counts and sums are whole numbers`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                try connection.runEach(
                    "insert into kept (id, i) values ($1, $2)",
                    [1, 20_000, 300_000_000, -50_000].enumerated().map { [.integer($0), .integer($1)] }
                )
            }
            let row = try #require(
                try await database.read { connection in
                    try connection.first(
                        Statement("select count(*), sum(i), cast(sum(i) as bigint), min(i), sum(i) - sum(i) from kept")
                    )
                }
            )
            #expect(row.values == [4, 299_970_001, 299_970_001, -50_000, 0].map { .integer(Int64($0)) })
        }
    }
}
