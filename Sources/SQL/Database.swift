/// A database that several tasks, and several processes, use at once.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Where it is, for people: the file's path, or host and name without a password.
    var place: String { get }

    /// Runs the body in a transaction that only reads and sees one state of the database from its first statement to its
    /// last, whatever others write meanwhile. Several reads run in parallel.
    func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T

    /// Runs the body in one transaction: committed when it returns, rolled back when it throws. Transactions behave as if
    /// they ran one after the other. The body may be run again from the start after a serialization failure, a deadlock
    /// or a connection lost before the commit, so it must have no effect but on the connection. With `alone`, no other
    /// writer is at work while it runs. Throws what the body throws, or an `SQLError`.
    @discardableResult func write<T: Sendable>(
        alone: Bool,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T

    /// Copies the database into a new file while it is in use; an existing file is refused and left as it is. Throws
    /// `SQLError.unsupported` with the remedy where the engine has its own tool.
    func backup(to path: String) async throws

    /// Lets running transactions end and closes all connections; everything after that throws `SQLError.closed`.
    func close() async
}

extension Database {
    /// Runs the body in one transaction; see `write(alone:_:)`.
    @discardableResult
    package func write<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await write(alone: false, body)
    }
}
