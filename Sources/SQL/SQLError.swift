/// Everything that a database can refuse or fail at. Bound values are in none of it, since they may be personal.
package enum SQLError: Error, Hashable, Sendable {
    /// It cannot be opened or reached, or the connection broke before anything was committed.
    case unavailable(place: String, reason: String)
    /// Another writer held the database for longer than the time we wait.
    case busy(place: String)
    /// The schema refused a change.
    case constraint(Constraint, sql: String)
    /// The transaction collided with others each time it was tried.
    case serialization(attempts: Int)
    /// The connection broke after the commit was sent: it is unknown whether it took effect. Not tried again.
    case commitUnknown(place: String)
    /// The disk, or the limit set for the database, is full. Nothing of the transaction was kept.
    case full(place: String)
    /// The file, its directory or the role does not allow writing, or a read transaction tried to.
    case readOnly(place: String)
    /// The file is damaged.
    case corrupt(place: String, reason: String)
    /// The file is something else, or encrypted.
    case notADatabase(place: String)
    /// The statement was stopped by its task's cancellation or by an administrator.
    case interrupted
    /// The statement ran longer than the limit.
    case timeout
    /// The engine did not accept the statement: its syntax, a table or a column that does not exist, a wrong use.
    case rejected(code: String, message: String, sql: String)
    /// Text with U+0000, which PostgreSQL cannot hold, was bound to `$bind`.
    case nulInText(bind: Int)
    /// More or fewer values than parameters.
    case bindCount(expected: Int, found: Int, sql: String)
    /// A row has no such column.
    case missingColumn(String, available: [String])
    /// A column holds something of another type than what was asked for.
    case wrongType(column: String, expected: String, found: String)
    /// The engine cannot do this; the remedy says what can.
    case unsupported(what: String, remedy: String)
    /// A file that must not exist does.
    case fileExists(path: String)
    /// The address of a database cannot be understood.
    case address(String, problem: String)
    /// The database was closed.
    case closed
}
