/// Brings a database's schema to this program's: numbered steps, each in a transaction of its own, each applied once.
package struct Migrator: Sendable {
    package let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// A step that a database has had.
    package struct Applied: Hashable, Sendable {
        package let number: Int
        package let name: String
        package let fingerprint: String
        /// UTC milliseconds.
        package let atMilliseconds: Int64
    }

    /// What a database has had, and what it is still to get.
    package struct Status: Sendable {
        package let applied: [Applied]
        package let pending: [Migration]
    }

    /// Compares the database's list with this program's. Changes nothing. Throws a `MigrationError` where they do not
    /// belong together.
    package func status(_ database: any Database) async throws -> Status {
        try await database.read { connection in try status(connection) }
    }

    /// Throws `MigrationError.pending` unless the database is exactly at this program's last step.
    package func requireCurrent(_ database: any Database) async throws {
        if let first = try await status(database).pending.first {
            throw MigrationError.pending(first: first.number, name: first.name)
        }
    }

    /// Applies what is pending and returns it; with `dryRun` it is returned only. Of two processes that migrate at once,
    /// one applies a step while the other waits and finds it applied. `atMilliseconds` is the time to note, UTC.
    ///
    /// `afterLast` is run in the transaction of the last step of a database that had some already: what a program of before
    /// kept is brought up to date together with the schema, or not at all.
    package func migrate(
        _ database: any Database,
        atMilliseconds: Int64,
        dryRun: Bool = false,
        afterLast: @Sendable @escaping (any Connection) throws -> Void = { _ in }
    ) async throws -> [Migration] {
        let status = try await status(database)
        if dryRun { return status.pending }
        var done: [Migration] = []
        for migration in status.pending {
            let isUpgraded = !status.applied.isEmpty && migration.number == migrations.count
            let applied = try await database.write(alone: true) { connection in
                guard try apply(migration, connection, atMilliseconds) else { return false }
                if isUpgraded { try afterLast(connection) }
                return true
            }
            if applied { done.append(migration) }
        }
        return done
    }

    private func apply(_ migration: Migration, _ connection: any Connection, _ now: Int64) throws -> Bool {
        // Another process may have been faster between our look and our turn.
        guard try status(connection).pending.contains(where: { $0.number == migration.number }) else { return false }
        do {
            try record(migration, connection, now)
        } catch {
            guard error.isFaultOfStep else { throw error }
            throw MigrationError.failed(number: migration.number, name: migration.name, reason: error)
        }
        return true
    }

    private func record(_ migration: Migration, _ connection: any Connection, _ now: Int64) throws(SQLError) {
        try connection.run(Self.createTable(connection.dialect))
        for sql in migration.statements(connection.dialect) {
            try connection.run(Statement(sql, [], reuse: .never))
        }
        try connection.run(
            Statement(
                "insert into schema_migration (number, name, fingerprint, applied_ms) values ($1, $2, $3, $4)",
                .integer(migration.number),
                .text(migration.name),
                .text(migration.fingerprint(connection.dialect)),
                .integer(now)
            )
        )
    }
}

extension SQLError {
    /// Whether trying again cannot help: what a transaction is run again for must reach the engine as it is.
    fileprivate var isFaultOfStep: Bool {
        switch self {
        case .constraint, .rejected, .full, .readOnly, .nulInText, .bindCount, .missingColumn, .wrongType, .timeout,
            .unsupported, .corrupt:
            true
        case .unavailable, .busy, .serialization, .commitUnknown, .notADatabase, .interrupted, .fileExists, .address,
            .closed:
            false
        }
    }
}
