import GRDBSQLite
import SQL

/// A prepared statement of one connection, for as long as a transaction.
final class PreparedStatement {
    let handle: OpaquePointer
    let sql: String
    /// How many values the text wants: the largest number of its `$n`.
    let bindCount: Int
    /// Which value each of SQLite's parameters takes. SQLite numbers them as they first appear, whatever their names.
    let order: [Int]
    /// While a result is being read, the same text needs another statement.
    var isInUse = false

    /// Keeps alive what GRDB does not keep.
    private let owner: AnyObject

    init(handle: OpaquePointer, sql: String, owner: AnyObject) throws(SQLError) {
        self.handle = handle
        self.sql = sql
        self.owner = owner
        var order: [Int] = []
        for parameter in 0..<sqlite3_bind_parameter_count(handle) {
            let name = sqlite3_bind_parameter_name(handle, parameter + 1).map { String(cString: $0) } ?? "?"
            guard name.hasPrefix("$"), let number = Int(name.dropFirst()), number > 0 else {
                throw .rejected(code: "parameter", message: "\(name) is not a parameter like $1", sql: sql)
            }
            order.append(number - 1)
        }
        self.order = order
        self.bindCount = (order.max() ?? -1) + 1
    }

    /// The names of the result's columns. Read after the first step, since a statement may be prepared anew by it.
    func columns() -> Columns {
        Columns((0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) })
    }

    /// The current row.
    func row(_ columns: Columns) throws(SQLError) -> Row {
        var values: [Value] = []
        values.reserveCapacity(columns.names.count)
        for position in 0..<Int32(columns.names.count) { values.append(try value(position, columns)) }
        return Row(columns: columns, values: values)
    }

    private func value(_ position: Int32, _ columns: Columns) throws(SQLError) -> Value {
        switch sqlite3_column_type(handle, position) {
        case SQLITE_NULL:
            return .null
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(handle, position))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, position) else { return .text("") }
            let count = Int(sqlite3_column_bytes(handle, position))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            // An empty blob has no address.
            guard let start = sqlite3_column_blob(handle, position) else { return .blob([]) }
            let count = Int(sqlite3_column_bytes(handle, position))
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default:
            throw .wrongType(
                column: columns.names[Int(position)],
                expected: "integer, text, blob or null",
                found: "real"
            )
        }
    }
}
