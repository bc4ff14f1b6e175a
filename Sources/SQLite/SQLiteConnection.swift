import GRDBSQLite
import SQL

/// A transaction's connection: SQLite's own functions on GRDB's handles.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite

    private let engine: EngineConnection
    private let texts: ComposedTexts
    private let place: String
    private let arena = BindArena()
    private var prepared: [String: PreparedStatement] = [:]
    private var depth = 0
    /// The error after which SQLite rolled the transaction back by itself: nothing more may run, or it would be committed
    /// alone.
    private var fatal: SQLError?

    init(_ engine: EngineConnection, texts: ComposedTexts, place: String) {
        self.engine = engine
        self.texts = texts
        self.place = place
    }

    /// The body's work, or the error that had ended the transaction before the body did.
    func perform<T>(_ body: (any Connection) throws -> T) throws -> T {
        let result = try body(self)
        if let fatal { throw fatal }
        return result
    }

    @discardableResult
    func run(_ statement: Statement) throws(SQLError) -> Int {
        let prepared = try prepare(statement)
        return try run(prepared, statement.binds)
    }

    @discardableResult
    func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int {
        let prepared = try prepare(Statement(sql))
        var changed = 0
        for values in binds { changed += try run(prepared, values) }
        return changed
    }

    func rows(_ statement: Statement) throws(SQLError) -> [Row] {
        let prepared = try prepare(statement)
        defer { reset(prepared) }
        try bind(statement.binds, to: prepared, copies: false)
        guard try step(prepared) else { return [] }
        let columns = prepared.columns()
        var rows: [Row] = []
        repeat { rows.append(try prepared.row(columns)) } while try step(prepared)
        return rows
    }

    func first(_ statement: Statement) throws(SQLError) -> Row? {
        let prepared = try prepare(statement)
        defer { reset(prepared) }
        try bind(statement.binds, to: prepared, copies: false)
        guard try step(prepared) else { return nil }
        return try prepared.row(prepared.columns())
    }

    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        let prepared = try prepare(statement)
        prepared.isInUse = true
        defer {
            reset(prepared)
            prepared.isInUse = false
        }
        // The body may bind other statements, so this one's values cannot lie in the arena.
        try bind(statement.binds, to: prepared, copies: true)
        guard try step(prepared) else { return }
        let columns = prepared.columns()
        repeat { try body(prepared.row(columns)) } while try step(prepared)
    }

    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        let name = SQLText(unchecked: "savepoint_\(depth)")
        try run(Statement("savepoint \(name)"))
        do {
            let result = try body()
            try run(Statement("release \(name)"))
            return result
        } catch {
            if fatal == nil {
                try run(Statement("rollback to \(name)"))
                try run(Statement("release \(name)"))
            }
            throw error
        }
    }
}

extension SQLiteConnection {
    private func prepare(_ statement: Statement) throws(SQLError) -> PreparedStatement {
        if let fatal { throw fatal }
        let sql = statement.sql
        let known = prepared[sql]
        if let known, !known.isInUse { return known }
        let kept =
            switch statement.reuse {
            case .always: known == nil
            case .bounded: known == nil && texts.mayKeep(sql)
            case .never: false
            }
        do {
            let (handle, owner) = try engine.prepare(sql, kept: kept)
            let fresh = try PreparedStatement(handle: handle, sql: sql, owner: owner)
            if kept { prepared[sql] = fresh }
            return fresh
        } catch {
            throw SQLError(error, place: place)
        }
    }

    private func run(_ prepared: PreparedStatement, _ values: [Value]) throws(SQLError) -> Int {
        defer { reset(prepared) }
        try bind(values, to: prepared, copies: false)
        let before = sqlite3_total_changes(engine.handle)
        while try step(prepared) {}
        // Counts no rows for `select`, for which `sqlite3_changes` would repeat the statement before it.
        return sqlite3_total_changes(engine.handle) == before ? 0 : Int(sqlite3_changes(engine.handle))
    }

    private func bind(_ values: [Value], to prepared: PreparedStatement, copies: Bool) throws(SQLError) {
        let code = try arena.bind(values, to: prepared, copies: copies)
        guard code == SQLITE_OK else { throw failure(code, prepared) }
    }

    /// Whether there is a row.
    private func step(_ prepared: PreparedStatement) throws(SQLError) -> Bool {
        switch sqlite3_step(prepared.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, prepared)
        }
    }

    private func reset(_ prepared: PreparedStatement) {
        sqlite3_reset(prepared.handle)
        sqlite3_clear_bindings(prepared.handle)
    }

    private func failure(_ code: Int32, _ prepared: PreparedStatement) -> SQLError {
        let message = sqlite3_errmsg(engine.handle).map { String(cString: $0) } ?? "no message"
        let extended = sqlite3_extended_errcode(engine.handle)
        let fault = EngineFault(
            code: extended & 0xff == code & 0xff ? extended : code,
            message: message,
            sql: prepared.sql
        )
        let error = SQLError(fault, place: place)
        if sqlite3_get_autocommit(engine.handle) != 0 { fatal = error }
        return error
    }
}
