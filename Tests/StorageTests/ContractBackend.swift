import Casework
import Foundation
import MemoryStore
import Postgres
import PostgresServer
import SQLite
import SampleDesk
import Storage
import Testing

/// The stores that keep one contract.
enum ContractBackend: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case memory, sqlite, postgres

    var testDescription: String { rawValue }

    /// Runs `body` on an empty store, which is thrown away afterwards.
    func withStore(_ body: (any DeskStore) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryStore())
        case .sqlite: try await withSQLite(body)
        case .postgres: try await withPostgres(body)
        }
    }

    /// Runs `body` on a desk with the people of the sample.
    func withDesk(_ body: (SampleDesk) async throws -> Void) async throws {
        try await withStore { try await body(SampleDesk(on: $0)) }
    }

    private func withSQLite(_ body: (any DeskStore) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appending(path: "desk.db").path)
        _ = try await SQLDeskStore.prepare(database, at: SampleClock.start)
        let outcome = await Result { try await body(SQLDeskStore(database)) }
        await database.close()
        try outcome.get()
    }

    private func withPostgres(_ body: (any DeskStore) async throws -> Void) async throws {
        let database = try await PostgresDatabase(url: PostgresServer.start().freshDatabase())
        _ = try await SQLDeskStore.prepare(database, at: SampleClock.start)
        let outcome = await Result { try await body(SQLDeskStore(database)) }
        await database.close()
        try outcome.get()
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
