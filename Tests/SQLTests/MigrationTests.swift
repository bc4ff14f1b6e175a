import SQL
import Testing

@Suite struct MigrationTests {
    static let first = Migration(number: 1, name: "tickets", why: "what the desk is about") { dialect in
        [
            "create table ticket (id \(dialect.integer) not null primary key, title \(dialect.text))\(dialect.strict)",
            "create index ticket_title on ticket (title)",
        ]
    }
    static let second = Migration(number: 2, name: "notes", why: "what people say") { dialect in
        ["create table note (id \(dialect.integer) not null primary key)\(dialect.strict)"]
    }

    static func names(_ database: any Database) async throws -> [String] {
        try await Migrator([first, second]).status(database).applied.map(\.name)
    }

    static func problem(_ work: () async throws -> Void) async -> MigrationError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? MigrationError
        }
    }

    @Test(arguments: Engine.allCases)
    func `pending steps are applied once, in order, with their time`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let one = try await Migrator([Self.first]).migrate(database, atMilliseconds: 1_000)
            let both = Migrator([Self.first, Self.second])
            let planned = try await both.migrate(database, atMilliseconds: 2_000, dryRun: true)
            #expect(try await Self.names(database) == ["tickets"])
            #expect(await Self.problem { try await both.requireCurrent(database) } == .pending(first: 2, name: "notes"))
            let two = try await both.migrate(database, atMilliseconds: 2_000)
            let none = try await both.migrate(database, atMilliseconds: 3_000)
            #expect([one, planned, two, none].map { $0.map(\.number) } == [[1], [2], [2], []])
            let status = try await both.status(database)
            #expect(status.applied.map(\.atMilliseconds) == [1_000, 2_000])
            #expect(
                status.applied.map(\.fingerprint) == [Self.first, Self.second].map { $0.fingerprint(database.dialect) }
            )
            #expect(status.pending.isEmpty)
            try await both.requireCurrent(database)
            #expect(try await database.count("note") == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a dry run of an empty database leaves it empty`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let planned = try await Migrator([Self.first]).migrate(database, atMilliseconds: 1, dryRun: true)
            #expect(planned.map(\.name) == ["tickets"])
            for table in ["ticket", "schema_migration"] {
                let exists = try await database.read { connection in
                    try connection.integer(Statement(connection.dialect.tableExists, .text(table)))
                }
                #expect(exists == 0)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a newer database, another one and an edited step are refused with a sentence`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            _ = try await Migrator([Self.first, Self.second]).migrate(database, atMilliseconds: 1)
            let newer = await Self.problem { _ = try await Migrator([Self.first]).migrate(database, atMilliseconds: 2) }
            #expect(newer == .newer(applied: 2, known: 1))
            #expect(
                newer?.sentence
                    == "This database is at migration 2 of a newer program; this one knows 1: install the newer program."
            )
            let other = Migration(number: 2, name: "files", why: "") { _ in [] }
            #expect(
                await Self.problem { _ = try await Migrator([Self.first, other]).migrate(database, atMilliseconds: 2) }
                    == .different(number: 2, applied: "notes", known: "files")
            )
            let edited = Migration(number: 1, name: "tickets", why: "") { _ in ["create table ticket (id integer)"] }
            #expect(
                await Self.problem { _ = try await Migrator([edited, Self.second]).status(database) }
                    == .edited(number: 1, name: "tickets")
            )
            let gap = Migration(number: 4, name: "gap", why: "") { _ in [] }
            #expect(
                await Self.problem { _ = try await Migrator([Self.first, Self.second, gap]).status(database) }
                    == .misnumbered(expected: 3, found: 4)
            )
            #expect(try await Self.names(database) == ["tickets", "notes"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a step that fails is undone as a whole, and those before it are kept`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let broken = Migration(number: 2, name: "broken", why: "") { _ in
                ["create table half (id integer)", "create table half (id integer)"]
            }
            let problem = await Self.problem {
                _ = try await Migrator([Self.first, broken]).migrate(database, atMilliseconds: 1)
            }
            guard case .failed(number: 2, name: "broken", .rejected) = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
            #expect(try await Self.names(database) == ["tickets"])
            let half = try await database.read { connection in
                try connection.integer(Statement(connection.dialect.tableExists, .text("half")))
            }
            #expect(half == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `of eight that migrate at once, one applies each step`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let applied = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await Migrator([Self.first, Self.second]).migrate(database, atMilliseconds: 5).map(\.number)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == [1, 2])
            #expect(try await Self.names(database) == ["tickets", "notes"])
        }
    }
}
