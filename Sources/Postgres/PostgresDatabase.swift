package import SQL

/// A PostgreSQL database, or one that speaks its protocol and SQL: a small pool of connections that are made when they are
/// needed and made anew after the server was restarted.
///
/// Writes are serializable transactions and reads are repeatable ones. A transaction that collided with others is tried
/// again with no other writer at work; one whose connection broke before the commit was sent is tried again on a new
/// connection; one whose answer to the commit was lost is not, and throws `SQLError.commitUnknown`. The engine keeps an
/// empty table, `write_lane`, on which its writers queue.
package struct PostgresDatabase: Database {
    package let place: String
    package var dialect: Dialect { .postgres }

    private let pool: SessionPool
    private let settings: PostgresSettings

    /// A database by its address, `postgres://user:password@host:port/name` with libpq's parameters, for example
    /// `postgres:///recoup?host=/run/postgresql`. Connects once, to tell early what is wrong with it.
    package init(url: String, settings: PostgresSettings = PostgresSettings()) async throws {
        let address = try ServerAddress(url)
        place = address.place
        pool = SessionPool(address, settings)
        self.settings = settings
        _ = try await read { try $0.integer(Statement("select 1")) }
    }

    package func read<T: Sendable>(
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await transaction(.read, body)
    }

    @discardableResult
    package func write<T: Sendable>(
        alone: Bool,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await transaction(alone ? .alone : .write, body)
    }

    package func backup(to path: String) async throws {
        throw SQLError.unsupported(
            what: "A backup of \(place) by this program",
            remedy:
                "Run “pg_dump --format=custom --file=\(path)” with the database's address; it works while the desk runs."
        )
    }

    package func close() async {
        await pool.close()
    }

    private func transaction<T: Sendable>(
        _ mode: PostgresSession.Mode,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await pool.withSession { session in
            var mode = mode
            var collisions = 0
            var losses = 0
            while true {
                do throws(PostgresSession.Failure) {
                    return try await session.transaction(mode, body)
                } catch {
                    switch error {
                    case .final(let error):
                        throw error
                    case .collided:
                        collisions += 1
                        guard collisions < settings.attempts else {
                            throw SQLError.serialization(attempts: collisions)
                        }
                        if case .write = mode { mode = .alone }
                    case .lost(let error):
                        losses += 1
                        guard losses < 3 else { throw error }
                    }
                }
            }
        }
    }
}
