import SQL
import SQLite
import Testing

@testable import Commands

struct PlaceTests {
    @Test func `the option wins over the variable, and that over the home folder`() async throws {
        func place(_ option: String?, _ environment: [String: String]) throws -> DatabasePlace {
            var surroundings = try CommandRun().surroundings
            surroundings.environment = environment
            return try DatabasePlace(option, surroundings)
        }
        let all = ["RECOUP_DATABASE": "/v/desk.db", "XDG_DATA_HOME": "/data", "HOME": "/home/kim"]
        #expect(try place("/o/desk.db", all) == .file("/o/desk.db"))
        #expect(try place(nil, all) == .file("/v/desk.db"))
        #expect(try place(nil, ["XDG_DATA_HOME": "/data", "HOME": "/home/kim"]) == .file("/data/recoup/recoup.db"))
        #expect(try place(nil, ["HOME": "/home/kim"]) == .file("/home/kim/.local/share/recoup/recoup.db"))
        #expect(
            try place(nil, ["XDG_DATA_HOME": "", "HOME": "/home/kim"])
                == .file("/home/kim/.local/share/recoup/recoup.db")
        )
        #expect(try place("postgres://h/d", [:]) == .server("postgres://h/d"))
        #expect(try place("postgresql://h/d", [:]) == .server("postgresql://h/d"))
        #expect(try place("sqlite:///x/y.db", [:]) == .file("/x/y.db"))
        #expect(throws: Failure.self) { try place("mysql://h/d", [:]) }
        #expect(throws: Failure.self) { try place("", [:]) }
        #expect(throws: Failure.self) { try place(nil, [:]) }
    }

    @Test func `reading makes no database, changing makes one and says so`() async throws {
        let recoup = try CommandRun()
        let read = try await recoup("tickets", "list")
        #expect(read.status == .notFound)
        #expect(read.output == "")
        #expect(
            read.messages
                == "recoup: there is no database at \(recoup.folder.file("desk.db")); 'recoup database create' makes one, "
                + "--database names another\n"
        )
        #expect(try recoup.folder.names == ["standard-input"])

        let rehearsed = try await recoup.run(["tickets", "new", "--dry-run"] + CommandRun.facts())
        #expect(rehearsed.status == .notFound)
        #expect(try recoup.folder.names == ["standard-input"])

        let made = try await recoup.run(["tickets", "new", "-q"] + CommandRun.facts())
        #expect(made.status == .done)
        #expect(made.output == "R-10001\n")
        #expect(
            made.messages == """
                recoup: made the database \(recoup.folder.file("desk.db")), which keeps the external book
                recoup: tester is the first person of this desk and has every role; add others with \
                'recoup users add NAME --role ROLE'

                """
        )
    }

    @Test func `a book is chosen once`() async throws {
        let recoup = try CommandRun()
        try await recoup.done("database", "create", "--book", "simulated")
        #expect(try await recoup.done("database", "status").contains("book\tsimulated\n"))
        let again = try await recoup("database", "create", "--book", "external")
        #expect(again.status == .refused)
        #expect(try await recoup.done("database", "status").contains("book\tsimulated\n"))
    }

    @Test func `a file that is no database is refused and left as it is`() async throws {
        let recoup = try CommandRun()
        _ = try recoup.folder.write("This is a letter, not a database, and long enough to be one.\n", to: "desk.db")
        let result = try await recoup("tickets", "list")
        #expect(result.status == .refused)
        #expect(result.messages.hasPrefix("recoup: "))
        #expect(try recoup.folder.text("desk.db") == "This is a letter, not a database, and long enough to be one.\n")
    }

    @Test func `a database of a newer program is refused`() async throws {
        let recoup = try await CommandRun().withTicket()
        let database = try SQLiteDatabase(path: recoup.folder.file("desk.db"))
        try await database.write { connection in
            try connection.run(
                Statement(
                    SQLText(
                        unchecked: """
                            insert into schema_migration select (select max(number) + 1 from schema_migration), name, fingerprint, \
                            applied_ms from schema_migration where number = 1
                            """
                    )
                )
            )
        }
        await database.close()
        let result = try await recoup("tickets", "list")
        #expect(result.status == .refused)
        #expect(result.output == "")
        #expect(result.messages.contains("newer"))
    }
}
