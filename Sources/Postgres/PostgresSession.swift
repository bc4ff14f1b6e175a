import CLibPQ
import SQL

/// One of the pool's connections with a thread of its own. The link is made when it is needed and thrown away when it
/// broke.
actor PostgresSession {
    /// How a transaction begins.
    enum Mode: Sendable {
        /// One state of the database, and no writing.
        case read
        /// Beside other writers.
        case write
        /// With no other writer at work.
        case alone
    }

    /// How one try of a transaction ended, when it did not succeed.
    enum Failure: Error {
        /// It collided with others: try again, alone.
        case collided(SQLError)
        /// The connection broke before the commit was sent: try again on a new one.
        case lost(SQLError)
        /// Nothing that another try would change.
        case final(any Error)
    }

    private let executor = SessionExecutor()
    private let address: ServerAddress
    private let settings: PostgresSettings
    private var link: ServerLink?

    var place: String { address.place }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ address: ServerAddress, _ settings: PostgresSettings) {
        self.address = address
        self.settings = settings
    }

    /// Tries the transaction once.
    func transaction<T: Sendable>(
        _ mode: Mode,
        _ body: @Sendable (any Connection) throws -> T
    ) throws(Failure) -> T {
        let link = try connected()
        let connection = PostgresConnection(link, place: address.place)
        do {
            try begin(mode, link)
        } catch {
            throw failure(error, connection)
        }
        let result: T
        do {
            result = try body(connection)
            if Task.isCancelled { throw SQLError.interrupted }
        } catch {
            throw failure(error, connection)
        }
        guard link.isAlive else {
            throw failure(SQLError.unavailable(place: address.place, reason: "the connection broke"), connection)
        }
        try commit(connection)
        return result
    }

    func disconnect() {
        link = nil
    }

    private func connected() throws(Failure) -> ServerLink {
        if let link, link.isAlive { return link }
        link = nil
        do {
            let fresh = try ServerLink(address, settings)
            link = fresh
            return fresh
        } catch {
            throw .lost(error)
        }
    }

    /// Undoes the transaction and judges the error.
    private func failure(_ error: any Error, _ connection: PostgresConnection) -> Failure {
        let isOver = connection.link.isBroken || connection.link.isStale
        if isOver || !ServerResult(PQexec(connection.link.handle, "rollback")).succeeded { link = nil }
        if link == nil {
            let reason = connection.collision ?? (error as? SQLError)
            return .lost(reason ?? .unavailable(place: address.place, reason: "the connection broke"))
        }
        if let collision = connection.collision { return .collided(collision) }
        return .final(error)
    }

    private func commit(_ connection: PostgresConnection) throws(Failure) {
        let result = ServerResult(PQexec(connection.link.handle, "commit"))
        if result.succeeded {
            // A transaction in which a statement failed answers a commit by a rollback.
            if result.tag == "COMMIT" { return }
            let error = SQLError.rejected(code: "25P02", message: "an error was passed over", sql: "commit")
            throw connection.collision.map(Failure.collided) ?? .final(error)
        }
        if connection.link.isBroken {
            link = nil
            throw .final(SQLError.commitUnknown(place: address.place))
        }
        throw failure(connection.failure(result, sql: "commit"), connection)
    }
}
