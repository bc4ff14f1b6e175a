import CLibPQ
import SQL

/// A transaction's connection.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres

    let link: ServerLink
    let place: String
    /// The last failure that the transaction cannot outlive, whatever the body makes of the error: it is tried again.
    private(set) var collision: SQLError?
    private var depth = 0
    private var cursors = 0

    init(_ link: ServerLink, place: String) {
        self.link = link
        self.place = place
    }

    @discardableResult
    func run(_ statement: Statement) throws(SQLError) -> Int {
        try execute(statement).changedRows
    }

    func rows(_ statement: Statement) throws(SQLError) -> [Row] {
        let result = try execute(statement)
        let columns = result.columns()
        var rows: [Row] = []
        rows.reserveCapacity(result.rowCount)
        for row in 0..<result.rowCount { rows.append(try result.row(row, columns)) }
        return rows
    }

    func first(_ statement: Statement) throws(SQLError) -> Row? {
        let result = try execute(statement)
        return result.rowCount > 0 ? try result.row(0, result.columns()) : nil
    }

    /// Reads through a cursor, in portions of about 4 MiB, since the connection is free between them for other
    /// statements.
    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        cursors += 1
        defer { cursors -= 1 }
        let cursor = SQLText(unchecked: "cursor_\(cursors)")
        let close = Statement("close \(cursor)", [], reuse: .never)
        let text = SQLText(unchecked: statement.sql)
        try run(Statement("declare \(cursor) no scroll cursor for \(text)", statement.binds, reuse: .never))
        do {
            try read(cursor, body)
        } catch {
            // After a statement's error the cursor goes with the transaction or savepoint, and this is refused.
            if PQtransactionStatus(link.handle) == PQTRANS_INTRANS { try run(close) }
            throw error
        }
        try run(close)
    }

    private func read(_ cursor: SQLText, _ body: (Row) throws -> Void) throws {
        var portion = 16
        while true {
            let count = SQLText(unchecked: "\(portion)")
            let result = try execute(Statement("fetch forward \(count) from \(cursor)", [], reuse: .never))
            let columns = result.columns()
            for row in 0..<result.rowCount { try body(result.row(row, columns)) }
            guard result.rowCount == portion else { return }
            portion = min(max(4 * 1024 * 1024 * portion / max(result.byteCount, 1), 1), 1000)
        }
    }

    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        let name = SQLText(unchecked: "savepoint_\(depth)")
        try run(Statement("savepoint \(name)", [], reuse: .never))
        do {
            let result = try body()
            try run(Statement("release \(name)", [], reuse: .never))
            return result
        } catch {
            // When this fails too, the connection is gone and the first error tells more.
            _ = try? run(Statement("rollback to \(name)", [], reuse: .never))
            _ = try? run(Statement("release \(name)", [], reuse: .never))
            throw error
        }
    }
}

extension PostgresConnection {
    private func execute(_ statement: Statement) throws(SQLError) -> ServerResult {
        if Task.isCancelled { throw .interrupted }
        let values = try BoundValues(statement.binds)
        guard let prepared = try prepared(statement) else {
            return try checked(
                values.withParameters { count, values, lengths, formats in
                    PQexecParams(link.handle, statement.sql, count, nil, values, lengths, formats, 1)
                },
                statement
            )
        }
        try check(statement.binds, prepared, statement.sql)
        return try checked(
            values.withParameters { count, values, lengths, formats in
                PQexecPrepared(link.handle, prepared.name, count, values, lengths, formats, 1)
            },
            statement
        )
    }

    /// The prepared statement; nil for a text that is not to be prepared.
    func prepared(_ statement: Statement) throws(SQLError) -> ServerStatement? {
        if let known = link.prepared(statement.sql) { return known }
        guard let name = link.newName(statement) else { return nil }
        try checked(PQprepare(link.handle, name, statement.sql, 0, nil), statement)
        let description = try checked(PQdescribePrepared(link.handle, name), statement)
        let prepared = ServerStatement(name: name, bindCount: description.parameterCount)
        link.keep(prepared, for: statement)
        return prepared
    }

    /// Refuses a wrong number of values before the server does, which would end the transaction.
    func check(_ binds: [Value], _ prepared: ServerStatement, _ sql: String) throws(SQLError) {
        guard binds.count == prepared.bindCount else {
            throw .bindCount(expected: prepared.bindCount, found: binds.count, sql: sql)
        }
    }

    @discardableResult
    private func checked(_ result: OpaquePointer?, _ statement: Statement) throws(SQLError) -> ServerResult {
        let result = ServerResult(result)
        guard result.succeeded else { throw failure(result, sql: statement.sql) }
        return result
    }

    func failure(_ result: ServerResult, sql: String) -> SQLError {
        if link.isBroken {
            let error = SQLError.unavailable(place: place, reason: link.lastMessage)
            collision = error
            return error
        }
        let state = result.report("C")
        // A text that others' migrations made stale; a new connection prepares it anew.
        if state == "0A000", result.report("R") == "RevalidateCachedQuery" { link.isStale = true }
        if state == "26000" { link.isStale = true }
        let error = SQLError(result, sql: sql, place: place)
        if case .serialization = error { collision = error }
        if link.isStale {
            collision = .unavailable(place: place, reason: "a statement was prepared for another schema")
        }
        return error
    }
}
