import SQL
import Testing

@Suite struct TransactionTests {
    struct Refused: Error, Equatable {}

    static func create(_ database: any Database) async throws {
        try await database.create {
            "create table tally (id \($0.integer) not null primary key, n \($0.integer) not null)"
        }
        try await database.write { try $0.run(Statement("insert into tally (id, n) values (1, 0)")) }
    }

    static func tally(_ database: any Database) async throws -> Int64? {
        try await database.read { try $0.integer(Statement("select n from tally where id = 1")) }
    }

    @Test(arguments: Engine.allCases)
    func `what a body throws undoes everything and reaches the caller`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            await #expect(throws: Refused()) {
                try await database.write { connection in
                    try connection.run(Statement("update tally set n = 9"))
                    try connection.run(Statement("insert into tally (id, n) values (2, 0)"))
                    try connection.run(Statement("create table made (id integer)", [], reuse: .never))
                    throw Refused()
                }
            }
            #expect(try await Self.tally(database) == 0)
            #expect(try await database.count("tally") == 1)
            let made = try await database.read { connection in
                try connection.integer(Statement(connection.dialect.tableExists, .text("made")))
            }
            #expect(made == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a savepoint undoes only its own changes, at any depth`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await database.write { connection in
                let insert: SQLText = "insert into tally (id, n) values ($1, 0)"
                try connection.run(Statement(insert, .integer(2)))
                try connection.savepoint {
                    try connection.run(Statement(insert, .integer(3)))
                    #expect(throws: Refused()) {
                        try connection.savepoint {
                            try connection.run(Statement(insert, .integer(4)))
                            try connection.savepoint { try connection.run(Statement(insert, .integer(5))) }
                            throw Refused()
                        }
                    }
                    try connection.run(Statement(insert, .integer(6)))
                }
                #expect(throws: SQLError.self) {
                    try connection.savepoint {
                        try connection.run(Statement(insert, .integer(7)))
                        try connection.run(Statement(insert, .integer(2)))
                    }
                }
                try connection.run(Statement(insert, .integer(8)))
            }
            let ids = try await database.read { connection in
                try connection.rows(Statement("select id from tally order by id")).map { try $0.integer(0) }
            }
            #expect(ids == [1, 2, 3, 6, 8])
        }
    }

    @Test(arguments: Engine.allCases)
    func `fifty tasks that read and then write one counter lose nothing`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await withThrowingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { connection in
                            let n = try connection.integer(Statement("select n from tally where id = 1")) ?? -100
                            try connection.run(Statement("update tally set n = $1 where id = 1", .integer(n + 1)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.tally(database) == 50)
        }
    }

    @Test(arguments: Engine.allCases)
    func `of fifty tasks that want one transition, one makes it`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let made = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { connection in
                            guard try connection.integer(Statement("select n from tally where id = 1")) == 0 else {
                                return 0
                            }
                            try connection.run(Statement("update tally set n = 1 where id = 1"))
                            return 1
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(made == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a rule that was checked by reading still holds after both have written`(engine: Engine) async throws {
        // Two transactions each see room for one more and each insert another row: write skew.
        try await engine.withDatabase { database in
            try await Self.create(database)
            try await withThrowingTaskGroup { group in
                for id in 2...9 {
                    group.addTask {
                        try await database.write { connection in
                            let count = try connection.integer(Statement("select count(*) from tally")) ?? 0
                            guard count < 3 else { return }
                            try connection.run(Statement("insert into tally (id, n) values ($1, 0)", .integer(id)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.count("tally") == 3)
        }
    }

    @Test(arguments: [Engine.file, .postgres])
    func `a read sees one state from its first statement to its last`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let (reading, hasRead) = AsyncStream<Void>.makeStream()
            let (written, hasWritten) = AsyncStream<Void>.makeStream()
            let gate = Gate()
            async let pair = database.read { connection in
                let first = try connection.integer(Statement("select n from tally"))
                hasRead.finish()
                gate.wait()
                return [first, try connection.integer(Statement("select n from tally"))]
            }
            for await _ in reading {}
            try await database.write { try $0.run(Statement("update tally set n = 5")) }
            hasWritten.finish()
            for await _ in written {}
            #expect(try await Self.tally(database) == 5)
            gate.open()
            #expect(try await pair == [0, 0])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a read cannot write`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let error = await refusal { try await database.read { try $0.run(Statement("update tally set n = 1")) } }
            #expect(error == .readOnly(place: database.place))
            #expect(try await Self.tally(database) == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `after closing everything is refused`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            await database.close()
            #expect(await refusal { try await database.read { _ in 1 } } == .closed)
            #expect(await refusal { try await database.write { _ in 1 } } == .closed)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a cancelled task's write is undone`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Self.create(database)
            let gate = Gate()
            let (started, hasStarted) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await database.write { connection in
                    try connection.run(Statement("update tally set n = 7"))
                    hasStarted.finish()
                    gate.wait()
                }
            }
            for await _ in started {}
            task.cancel()
            gate.open()
            #expect(await refusal { try await task.value } == .interrupted)
            #expect(try await Self.tally(database) == 0)
        }
    }
}
