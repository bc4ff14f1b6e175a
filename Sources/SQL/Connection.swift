/// One connection inside one transaction. It is synchronous and valid only inside the closure that was given it.
package protocol Connection {
    /// Which engine answers.
    var dialect: Dialect { get }

    /// Runs a statement and returns how many rows it inserted, updated or deleted. Rows it returns are dropped.
    @discardableResult func run(_ statement: Statement) throws(SQLError) -> Int

    /// Runs one text once for each list of binds, which is the fast way to insert many rows: SQLite prepares it once,
    /// PostgreSQL is sent a pipeline. Returns how many rows were changed in all. On an error no telling how many of
    /// the lists took effect before it: let the transaction or a savepoint roll back.
    @discardableResult func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int

    /// All rows of a result, in memory.
    func rows(_ statement: Statement) throws(SQLError) -> [Row]

    /// The first row of a result, if there is one. Write `limit 1` where there may be many: PostgreSQL sends them all.
    func first(_ statement: Statement) throws(SQLError) -> Row?

    /// Hands over one row after the other in constant memory, however many there are. The body may use the connection
    /// for other statements. The statement is a `select` or `with … select`, which PostgreSQL reads through a cursor. Throws
    /// what the body throws, and reads no further then.
    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws

    /// Runs the body so that its changes, and only its, are undone when it throws. May be nested. After an error of a
    /// statement, PostgreSQL accepts nothing more until the savepoint or the transaction around it was left.
    @discardableResult func savepoint<T>(_ body: () throws -> T) throws -> T
}

extension Connection {
    /// The first column of the first row as a whole number, for `select count(*)` and the like; nil without a row.
    package func integer(_ statement: Statement) throws(SQLError) -> Int64? {
        try first(statement)?.integer(0)
    }

    /// The first column of the first row as text; nil without a row.
    package func text(_ statement: Statement) throws(SQLError) -> String? {
        try first(statement)?.text(0)
    }
}
