import Dispatch
package import SQL

/// An SQLite database: a file in WAL mode with one writer and several readers, or memory with one connection.
///
/// Several processes may use one file. A writer waits for another process's for `SQLiteSettings.busySeconds`, then the
/// write throws `SQLError.busy`. Transactions are serial because there is one writer, and `alone` changes nothing.
package struct SQLiteDatabase: Database {
    package let place: String
    package var dialect: Dialect { .sqlite }

    private let engine: Engine
    private let texts = ComposedTexts(limit: 200)

    /// Opens the file, which is created when it does not exist (not its directory).
    package init(path: String, settings: SQLiteSettings = SQLiteSettings()) throws(SQLError) {
        try self.init(place: path, path: path.hasPrefix("file:") ? "./" + path : path, settings)
    }

    /// An empty database that lives as long as this value.
    package static func inMemory(settings: SQLiteSettings = SQLiteSettings()) throws(SQLError) -> SQLiteDatabase {
        try SQLiteDatabase(place: "in memory", path: nil, settings)
    }

    private init(place: String, path: String?, _ settings: SQLiteSettings) throws(SQLError) {
        self.place = place
        do {
            engine = try Engine(path: path, settings: settings)
        } catch {
            throw SQLError(error, place: place)
        }
    }

    package func read<T: Sendable>(
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await told {
            try await engine.read { [texts, place] in
                try SQLiteConnection($0, texts: texts, place: place).perform(body)
            }
        }
    }

    @discardableResult
    package func write<T: Sendable>(
        alone: Bool,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await told {
            try await engine.write { [texts, place] in
                try SQLiteConnection($0, texts: texts, place: place).perform(body)
            }
        }
    }

    package func backup(to path: String) async throws {
        let file = try BackupFile(createdAt: path)
        do {
            try await told { try await engine.vacuum(into: path) }
            try file.synchronize()
        } catch {
            file.remove()
            throw error
        }
    }

    package func close() async {
        await withCheckedContinuation { continuation in
            // Waits for running transactions, so not on a thread that Swift's tasks share.
            DispatchQueue.global().async { [engine] in
                // Fails only while a statement is unfinished, and none is outside a transaction.
                try? engine.close()
                continuation.resume()
            }
        }
    }

    /// Tells GRDB's errors as ours and lets the body's pass.
    private func told<T>(_ work: () async throws -> T) async throws -> T {
        do {
            return try await work()
        } catch {
            if error is CancellationError { throw SQLError.interrupted }
            guard EngineFault(error) != nil else { throw error }
            throw SQLError(error, place: place)
        }
    }
}
