import GRDB
import GRDBSQLite

/// What went wrong inside GRDB or SQLite, before it is told as an `SQLError`.
struct EngineFault: Error {
    /// SQLite's extended result code.
    let code: Int32
    let message: String
    let sql: String
}

/// GRDB's connections: a pool for a file, one connection for memory. This file is where GRDB ends; its names collide
/// with ours.
struct Engine: Sendable {
    private let writer: any DatabaseWriter
    private let path: String?

    init(path: String?, settings: SQLiteSettings) throws {
        self.path = path
        var configuration = Configuration()
        configuration.label = "sqlite"
        configuration.readonly = settings.readOnly
        configuration.busyMode = .timeout(settings.busySeconds)
        configuration.maximumReaderCount = settings.readers
        configuration.prepareDatabase { connection in
            for pragma in settings.pragmas(isReader: connection.configuration.readonly) {
                try connection.execute(sql: pragma)
            }
        }
        if let path {
            writer = try DatabasePool(path: path, configuration: configuration)
            // GRDB chooses synchronous=NORMAL when it turns on WAL, after the connection was prepared.
            if !settings.readOnly {
                try writer.writeWithoutTransaction { try $0.execute(sql: settings.synchronousPragma) }
            }
        } else {
            writer = try DatabaseQueue(configuration: configuration)
        }
    }

    /// A transaction that sees one state of the database.
    func read<T: Sendable>(_ body: @Sendable @escaping (EngineConnection) throws -> T) async throws -> T {
        guard path == nil else { return try await writer.read { try body(EngineConnection(connection: $0)) } }
        return try await writer.writeWithoutTransaction { connection in
            try EngineConnection(connection: connection).transaction(.deferred) { engine in
                try connection.readOnly { try body(engine) }
            }
        }
    }

    /// A transaction that takes the write lock at its start.
    func write<T: Sendable>(_ body: @Sendable @escaping (EngineConnection) throws -> T) async throws -> T {
        try await writer.writeWithoutTransaction { connection in
            try EngineConnection(connection: connection).transaction(.immediate, body)
        }
    }

    /// Copies everything into the empty file at the path: through a connection of its own, so that writers go on, or
    /// through the only one there is.
    func vacuum(into target: String) async throws {
        guard let path else {
            try await Self.vacuum(writer, into: target)
            return
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try await Self.vacuum(reader, into: target)
        try reader.close()
    }

    private static func vacuum(_ connections: any DatabaseWriter, into target: String) async throws {
        try await connections.writeWithoutTransaction { connection in
            try connection.execute(sql: "VACUUM INTO ?", arguments: [target])
        }
    }

    /// Closes the connections, and before that brings the log's content into the file, which GRDB's order of closing
    /// leaves undone.
    func close() throws {
        if let pool = writer as? DatabasePool, !pool.configuration.readonly {
            // A log that another process still reads from stays; nothing is lost by that.
            try? pool.writeWithoutTransaction { connection in
                if connection.sqliteConnection != nil { _ = try connection.checkpoint(.passive) }
            }
        }
        try writer.close()
    }
}

/// One of GRDB's connections, for as long as a transaction.
struct EngineConnection {
    fileprivate let connection: GRDB.Database

    /// SQLite's handle.
    var handle: OpaquePointer? { connection.sqliteConnection }

    /// GRDB itself would hand SQLite the handle of a connection that was closed while this waited for its turn.
    fileprivate func transaction<T>(
        _ kind: GRDB.Database.TransactionKind,
        _ body: (EngineConnection) throws -> T
    ) throws -> T {
        guard handle != nil else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed") }
        var result: T?
        try connection.inTransaction(kind) {
            result = try body(self)
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
    }

    /// SQLite's handle of a prepared statement, owned by the connection's cache when it is kept, and by the returned
    /// owner otherwise.
    func prepare(_ sql: String, kept: Bool) throws -> (handle: OpaquePointer, owner: AnyObject) {
        let statement = try kept ? connection.cachedStatement(sql: sql) : connection.makeStatement(sql: sql)
        return (statement.sqliteStatement, statement)
    }
}

extension EngineFault {
    /// GRDB's error in our words; nil for any other error.
    init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        self.init(
            code: error.extendedResultCode.rawValue,
            message: error.message ?? error.resultCode.description,
            sql: error.sql ?? ""
        )
    }
}
