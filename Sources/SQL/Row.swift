/// One row of a result. Columns are read by position (from 0) or by name; what is not there or is of another type is an
/// `SQLError` that names the column and what was found, never the value.
package struct Row: Sendable {
    package let columns: Columns
    package let values: [Value]

    package init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    package func value(_ position: Int) throws(SQLError) -> Value {
        guard values.indices.contains(position) else {
            throw .missingColumn("number \(position)", available: columns.names)
        }
        return values[position]
    }

    package func value(_ name: String) throws(SQLError) -> Value {
        try value(position(name))
    }

    func position(_ name: String) throws(SQLError) -> Int {
        guard let position = columns.position(of: name) else {
            throw .missingColumn(name, available: columns.names)
        }
        return position
    }

    func mismatch(_ position: Int, _ expected: String) -> SQLError {
        .wrongType(column: columns.names[position], expected: expected, found: values[position].kind)
    }
}
