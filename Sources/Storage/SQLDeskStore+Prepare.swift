package import Basics
import Casework
package import SQL

extension SQLDeskStore {
    /// The steps from an empty database to the present schema. Released ones never change.
    package static let migrations: [Migration] = [
        .tickets, .intake, .orders, .refunds, .outbox, .quarantine, .absences, .bulk, .exchange,
    ]

    /// Applies what the database lacks and returns it, which is nothing for one that is up to date. `now` is noted with
    /// each step. What lists show of open requests follows from the program too: an older one's is worked out anew. Throws ``StoreError``, also for a database of a newer program, which is left as it is.
    @discardableResult
    package static func prepare(_ database: any Database, at now: Instant) async throws -> [Migration] {
        try await told {
            try await Migrator(migrations).migrate(database, atMilliseconds: now.milliseconds) { connection in
                try SQLRecords(connection).refreshOpen(at: now)
            }
        }
    }

    /// Throws ``StoreError`` unless the database is exactly at this program's last step. Changes nothing.
    package static func requirePrepared(_ database: any Database) async throws {
        try await told { try await Migrator(migrations).requireCurrent(database) }
    }

    private static func told<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as MigrationError {
            throw StoreError(error)
        } catch let error as SQLError {
            throw StoreError(error)
        }
    }
}
