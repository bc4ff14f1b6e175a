import Basics
import Casework
import SQL
import SQLite
import SampleDesk
import Storage
import Testing
import Tickets

@Suite struct MigrationTests {
    @Test func `released migrations never change`() {
        let known = SQLDeskStore.migrations.map { "\($0.number) \($0.name)" }
        #expect(known == ["1 people, tickets and files", "2 intake runs and records"])
        #expect(SQLDeskStore.migrations.map { $0.fingerprint(.sqlite) } == ["c3cece135e942e32", "684903fb11950fd8"])
        #expect(SQLDeskStore.migrations.map { $0.fingerprint(.postgres) } == ["264c6fd7700e5327", "3c67f1f992ca58fe"])
    }

    @Test(arguments: [
        ("ticket", "status", TicketStatus.allCases.map(\.rawValue)),
        ("ticket", "impact", Impact.allCases.map(\.rawValue)),
        ("ticket", "problem", ProblemType.allCases.map(\.rawValue)),
        ("ticket", "reason", RefundReason.allCases.map(\.rawValue)),
        ("ticket", "filed_from", Origin.allCases.map(\.rawValue)),
        ("queue_count", "status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "action", TicketAction.allCases.map(\.rawValue)),
        ("event", "from_status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "to_status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "origin", Origin.allCases.map(\.rawValue)),
        ("person", "language", Language.allCases.map(\.rawValue)),
        ("person_role", "role", Role.allCases.map(\.rawValue)),
        ("intake_record", "outcome", IntakeOutcome.allCases.map(\.rawValue)),
    ])
    func `the words that a column takes are those that the program has`(
        table: String,
        column: String,
        words: [String]
    ) throws {
        let statements = SQLDeskStore.migrations.flatMap { $0.statements(.sqlite) }.map(\.string)
        let text = try #require(statements.first { $0.hasPrefix("create table \(table) (") })
        let allowed = text.split(separator: "\n").filter { $0.contains(" \(column) = '") }
            .flatMap { $0.ranges(of: "\(column) = '").map { range in text[range.upperBound...].prefix { $0 != "'" } } }
        #expect(allowed.map(String.init).sorted() == words.sorted())
    }

    @Test(arguments: Backing.allCases)
    func `preparing a prepared database does nothing`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            let first = try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let second = try await SQLDeskStore.prepare(database, at: SampleClock.start)
            #expect(first.map(\.number) == [1, 2])
            #expect(second.map(\.number) == [])
            try await SQLDeskStore.requirePrepared(database)
        }
    }

    @Test(arguments: Backing.allCases)
    func `a database of a newer program is refused and left as it is`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            try await database.tamper(
                "insert into schema_migration (number, name, fingerprint, applied_ms) values (3, 'later', 'x', 1)"
            )
            let sentence = """
                This database is at migration 3 of a newer program; this one knows 2: install the newer program.
                """
            await #expect(throws: StoreError.unavailable(sentence)) {
                try await SQLDeskStore.prepare(database, at: SampleClock.start)
            }
            #expect(try await database.count("schema_migration") == 3)
        }
    }

    @Test func `an empty database is not prepared`() async throws {
        let database = try SQLiteDatabase.inMemory()
        await #expect(throws: StoreError.self) { try await SQLDeskStore.requirePrepared(database) }
        #expect(try await database.count("sqlite_master") == 0)
        await database.close()
    }
}
