import Foundation
import Postgres
import PostgresServer
import SQL
import SQLite

/// The engines that must behave alike.
enum Engine: String, CaseIterable, Sendable {
    case memory
    case file
    case postgres

    /// Runs the body on an empty database of its own, which is closed and removed after.
    func withDatabase(_ body: (any Database) async throws -> Void) async throws {
        switch self {
        case .memory:
            try await Self.use(try SQLiteDatabase.inMemory(), body)
        case .file:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "recoup-sql-\(UUID().uuidString)"
            )
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await Self.use(try SQLiteDatabase(path: folder.appendingPathComponent("desk.db").path), body)
        case .postgres:
            let address = try await PostgresServer.start().freshDatabase()
            try await Self.use(try await PostgresDatabase(url: address), body)
        }
    }

    private static func use(_ database: any Database, _ body: (any Database) async throws -> Void) async throws {
        do {
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}

extension Database {
    /// Creates a table, its types written for SQLite.
    func create(_ table: @Sendable @escaping (Dialect) -> SQLText) async throws {
        try await write { try $0.run(Statement(table($0.dialect), [], reuse: .never)) }
    }

    func count(_ table: SQLText) async throws -> Int64? {
        try await read { try $0.integer(Statement("select count(*) from \(table)")) }
    }
}

/// The error that the work throws, if it is an `SQLError`.
func refusal<T>(_ work: () async throws -> T) async -> SQLError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? SQLError
    }
}
