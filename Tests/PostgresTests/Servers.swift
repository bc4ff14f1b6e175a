import Postgres
import PostgresServer
import SQL

/// The error that the work throws, if it is an `SQLError`.
func refusal<T>(_ work: () async throws -> T) async -> SQLError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? SQLError
    }
}

/// A database with a counter at 0, on a server that all tests share.
func withTally(
    _ settings: PostgresSettings = PostgresSettings(),
    _ body: (PostgresDatabase, String, PostgresServer) async throws -> Void
) async throws {
    let server = try await PostgresServer.start()
    let address = try await server.freshDatabase()
    let database = try await PostgresDatabase(url: address, settings: settings)
    try await database.createTally()
    try await body(database, address, server)
    await database.close()
}

extension PostgresDatabase {
    func createTally() async throws {
        try await write { connection in
            try connection.run(Statement("create table tally (id bigint primary key, n bigint not null)"))
            try connection.run(Statement("insert into tally (id, n) values (1, 0)"))
        }
    }

    func tally() async throws -> Int64? {
        try await read { try $0.integer(Statement("select n from tally where id = 1")) }
    }
}
