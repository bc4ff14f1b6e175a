import Basics
import Foundation
import Postgres
import PostgresServer
import SQL
import SQLite
import SampleDesk
import Storage

/// What a store can stand on.
enum Backing: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    /// Runs the body on a desk over an empty database of its own, which is closed and removed after.
    func withDesk(_ body: (SampleDesk, any Database) async throws -> Void) async throws {
        try await withDatabase { database in
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            try await body(try await SampleDesk(on: SQLDeskStore(database)), database)
        }
    }

    func withDatabase(_ body: (any Database) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            try await Self.withFolder { folder in
                try await Self.use(try SQLiteDatabase(path: folder + "/desk.db"), body)
            }
        case .postgres:
            let address = try await PostgresServer.start().freshDatabase()
            try await Self.use(try await PostgresDatabase(url: address), body)
        }
    }

    /// A fresh directory, removed after.
    static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "recoup-storage-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
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
    /// Runs SQL past the program, as somebody with a hand on the database would. Returns how many rows it changed.
    @discardableResult
    func tamper(_ sql: SQLText, _ binds: Value...) async throws -> Int {
        try await write { try $0.run(Statement(sql, binds)) }
    }

    func count(_ table: SQLText) async throws -> Int64? {
        try await read { try $0.integer(Statement("select count(*) from \(table)")) }
    }
}
