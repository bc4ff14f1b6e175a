import CLibPQ
import SQL

/// libpq's answer to one statement, freed when nobody holds it any more.
final class ServerResult {
    private let handle: OpaquePointer?

    init(_ handle: OpaquePointer?) { self.handle = handle }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }

    var succeeded: Bool {
        status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
    }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// How many parameters a described statement has.
    var parameterCount: Int { Int(PQnparams(handle)) }

    /// The server's name for what was done: `COMMIT`, `INSERT 0 1`.
    var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// How many rows were inserted, updated or deleted.
    var changedRows: Int {
        let tag = tag
        guard !tag.hasPrefix("SELECT"), !tag.hasPrefix("FETCH") else { return 0 }
        return PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// A field of the server's report of an error; the codes are libpq's `PG_DIAG_…`, which are letters.
    func report(_ field: Character) -> String? {
        guard let code = field.asciiValue else { return nil }
        return PQresultErrorField(handle, Int32(code)).map { String(cString: $0) }
    }

    func columns() -> Columns {
        Columns((0..<PQnfields(handle)).map { PQfname(handle, $0).map { String(cString: $0) } ?? "" })
    }

    func row(_ row: Int, _ columns: Columns) throws(SQLError) -> Row {
        var values: [Value] = []
        values.reserveCapacity(columns.names.count)
        for column in 0..<Int32(columns.names.count) {
            if PQgetisnull(handle, Int32(row), column) == 1 {
                values.append(.null)
                continue
            }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(handle, Int32(row), column),
                count: Int(PQgetlength(handle, Int32(row), column))
            )
            guard let value = Value(binary: bytes, type: PQftype(handle, column)) else {
                throw .wrongType(
                    column: columns.names[Int(column)],
                    expected: "integer, text, blob or null",
                    found: "PostgreSQL's type \(PQftype(handle, column))"
                )
            }
            values.append(value)
        }
        return Row(columns: columns, values: values)
    }

    /// How many bytes the rows hold.
    var byteCount: Int {
        var bytes = 0
        for row in 0..<PQntuples(handle) {
            for column in 0..<PQnfields(handle) { bytes += Int(PQgetlength(handle, row, column)) }
        }
        return bytes
    }
}
