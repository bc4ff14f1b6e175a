import SQL
import Synchronization

/// One transaction as it was sent.
struct Transaction: Sendable {
    let isWrite: Bool
    let calls: [Call]

    /// What a connection was asked.
    indirect enum Call: Sendable {
        case run(Statement)
        case runEach(SQLText, [[Value]])
        case rows(Statement)
        case first(Statement)
        case each(Statement)
        case savepoint([Call])

        func send(to connection: any Connection) throws {
            switch self {
            case .run(let statement): try connection.run(statement)
            case .runEach(let text, let binds): try connection.runEach(text, binds)
            case .rows(let statement): _ = try connection.rows(statement)
            case .first(let statement): _ = try connection.first(statement)
            case .each(let statement): try connection.each(statement) { _ in }
            case .savepoint(let calls):
                try connection.savepoint { for call in calls { try call.send(to: connection) } }
            }
        }
    }

    /// Sends the same once more.
    func send(to database: any Database) async throws {
        let calls = calls
        let body: @Sendable (any Connection) throws -> Void = { connection in
            for call in calls { try call.send(to: connection) }
        }
        if isWrite { try await database.write(body) } else { try await database.read(body) }
    }
}

/// Answers as the database does, and keeps what it was asked.
final class RecordingDatabase: Database {
    private let database: any Database
    private let transactions = Mutex<[Transaction]>([])

    init(_ database: any Database) {
        self.database = database
    }

    /// What was sent since the last call.
    func take() -> [Transaction] {
        transactions.withLock { transactions in
            defer { transactions = [] }
            return transactions
        }
    }

    var dialect: Dialect { database.dialect }
    var place: String { database.place }

    func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await database.read { try self.record(isWrite: false, $0, body) }
    }

    @discardableResult func write<T: Sendable>(
        alone: Bool,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        try await database.write(alone: alone) { try self.record(isWrite: true, $0, body) }
    }

    private func record<T>(
        isWrite: Bool,
        _ connection: any Connection,
        _ body: (any Connection) throws -> T
    ) throws -> T {
        let recorder = RecordingConnection(connection)
        let value = try body(recorder)
        transactions.withLock { $0.append(Transaction(isWrite: isWrite, calls: recorder.calls)) }
        return value
    }

    func backup(to path: String) async throws { try await database.backup(to: path) }
    func close() async { await database.close() }
}

/// Answers as the connection does, and keeps what it was asked.
private final class RecordingConnection: Connection {
    private let connection: any Connection
    private(set) var calls: [Transaction.Call] = []

    init(_ connection: any Connection) {
        self.connection = connection
    }

    var dialect: Dialect { connection.dialect }

    @discardableResult func run(_ statement: Statement) throws(SQLError) -> Int {
        calls.append(.run(statement))
        return try connection.run(statement)
    }

    @discardableResult func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int {
        calls.append(.runEach(sql, binds))
        return try connection.runEach(sql, binds)
    }

    func rows(_ statement: Statement) throws(SQLError) -> [Row] {
        calls.append(.rows(statement))
        return try connection.rows(statement)
    }

    func first(_ statement: Statement) throws(SQLError) -> Row? {
        calls.append(.first(statement))
        return try connection.first(statement)
    }

    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        calls.append(.each(statement))
        try connection.each(statement, body)
    }

    @discardableResult func savepoint<T>(_ body: () throws -> T) throws -> T {
        let before = calls
        calls = []
        defer { calls = before + [.savepoint(calls)] }
        return try connection.savepoint(body)
    }
}
