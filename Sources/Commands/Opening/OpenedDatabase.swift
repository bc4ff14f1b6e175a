import Basics
import Casework
import Glibc
import Orders
import Postgres
import SQL
import SQLite
import Storage

/// A database that is open and at this program's schema.
struct OpenedDatabase: Sendable {
    let database: any Database
    let store: SQLDeskStore
    let book: Book

    /// What a command may do to get a database.
    enum Creation: Equatable {
        /// Only an existing one will do.
        case never
        /// A missing one is made, and said to be.
        case ifMissing(Book)
        /// It must not be there yet.
        case always(Book)

        var book: Book? {
            switch self {
            case .never: nil
            case .ifMissing(let book), .always(let book): book
            }
        }
    }

    /// Opens the database, makes it when that is allowed, and brings an older one up to date, saying so.
    static func open(
        _ options: DeskOptions,
        _ creation: Creation,
        _ surroundings: Surroundings
    ) async throws -> OpenedDatabase {
        let place = try DatabasePlace(options.database, surroundings)
        let database = try await connect(place, options.durability, creation, surroundings)
        do {
            let book = try await prepare(database, creation, surroundings)
            return OpenedDatabase(database: database, store: SQLDeskStore(database), book: book)
        } catch {
            await database.close()
            throw error
        }
    }

    /// Connects without looking at the schema.
    static func connect(
        _ place: DatabasePlace,
        _ durability: Durability,
        _ creation: Creation,
        _ surroundings: Surroundings
    ) async throws -> any Database {
        switch place {
        case .server(let url): return try await PostgresDatabase(url: url)
        case .file(let path):
            if access(path, F_OK) != 0 {
                guard creation.book != nil else { throw Failure.noDatabase(place: SafeText.line(path)) }
                try DatabasePlace.makeFolder(for: path)
            }
            var settings = SQLiteSettings()
            settings.synchronous =
                switch durability {
                case .full: .full
                case .normal: .normal
                }
            return try SQLiteDatabase(path: path, settings: settings)
        }
    }

    private static func prepare(
        _ database: any Database,
        _ creation: Creation,
        _ surroundings: Surroundings
    ) async throws -> Book {
        let status = try await Migrator(SQLDeskStore.migrations).status(database)
        if status.applied.isEmpty {
            guard creation.book != nil else { throw Failure.noDatabase(place: database.place) }
        } else if case .always = creation {
            throw Failure.databaseExists(place: database.place)
        }
        if !status.pending.isEmpty {
            if !status.applied.isEmpty {
                surroundings.console.say(
                    "bringing \(database.place) from step \(status.applied.count) to step \(SQLDeskStore.migrations.count)"
                )
            }
            try await SQLDeskStore.prepare(database, at: surroundings.now())
        }
        let store = SQLDeskStore(database)
        if let name = try await store.read({ try $0.setting("book") }) {
            guard let book = Book(rawValue: name) else {
                throw StoreError.corrupt(
                    "the database says that it keeps the book '\(SafeText.line(name))', which is none"
                )
            }
            return book
        }
        let book = creation.book ?? .external
        try await store.write { try $0.set("book", to: book.rawValue) }
        surroundings.console.say("made the database \(database.place), which keeps the \(book.rawValue) book")
        return book
    }
}
