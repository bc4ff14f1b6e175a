package import Casework
package import SQL

/// The desk's records in an SQL database: one SQL text for every engine, one transaction for each call.
///
/// A ticket is the sum of its events, so the table `event` is the truth. The table `ticket` says again what lists show and
/// filter by, `queue_count` counts it, `ticket_search` indexes its words: all three follow from the events and are written
/// in the same transaction.
package struct SQLDeskStore: DeskStore {
    private let database: any Database

    /// A store over a database that ``prepare(_:at:)`` has seen.
    package init(_ database: any Database) {
        self.database = database
    }

    package var place: String { database.place }

    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (any Records) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.read { try body(SQLRecords($0)) }
        } catch let error as SQLError {
            throw StoreError(error)
        }
    }

    package func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.write { try body(SQLRecords($0)) }
        } catch let error as SQLError {
            throw StoreError(error)
        }
    }
}
