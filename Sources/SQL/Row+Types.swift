extension Row {
    /// A whole number; null is an error.
    package func integer(_ position: Int) throws(SQLError) -> Int64 {
        guard case .integer(let integer) = try value(position) else { throw mismatch(position, "integer") }
        return integer
    }

    /// A whole number or null.
    package func integerOrNull(_ position: Int) throws(SQLError) -> Int64? {
        if case .null = try value(position) { return nil }
        return try integer(position)
    }

    /// A whole number that fits `Int`; null is an error.
    package func int(_ position: Int) throws(SQLError) -> Int {
        Int(try integer(position))
    }

    /// 0 or 1 as a truth; any other number, and null, is an error.
    package func flag(_ position: Int) throws(SQLError) -> Bool {
        switch try integer(position) {
        case 0: return false
        case 1: return true
        default: throw .wrongType(column: columns.names[position], expected: "0 or 1", found: "another integer")
        }
    }

    /// Text; null is an error.
    package func text(_ position: Int) throws(SQLError) -> String {
        guard case .text(let text) = try value(position) else { throw mismatch(position, "text") }
        return text
    }

    /// Text or null.
    package func textOrNull(_ position: Int) throws(SQLError) -> String? {
        if case .null = try value(position) { return nil }
        return try text(position)
    }

    /// Bytes; null is an error.
    package func blob(_ position: Int) throws(SQLError) -> [UInt8] {
        guard case .blob(let blob) = try value(position) else { throw mismatch(position, "blob") }
        return blob
    }

    /// Bytes or null.
    package func blobOrNull(_ position: Int) throws(SQLError) -> [UInt8]? {
        if case .null = try value(position) { return nil }
        return try blob(position)
    }
}

extension Row {
    /// A whole number; null is an error.
    package func integer(_ name: String) throws(SQLError) -> Int64 { try integer(position(name)) }

    /// A whole number or null.
    package func integerOrNull(_ name: String) throws(SQLError) -> Int64? { try integerOrNull(position(name)) }

    /// A whole number that fits `Int`; null is an error.
    package func int(_ name: String) throws(SQLError) -> Int { try int(position(name)) }

    /// 0 or 1 as a truth; any other number, and null, is an error.
    package func flag(_ name: String) throws(SQLError) -> Bool { try flag(position(name)) }

    /// Text; null is an error.
    package func text(_ name: String) throws(SQLError) -> String { try text(position(name)) }

    /// Text or null.
    package func textOrNull(_ name: String) throws(SQLError) -> String? { try textOrNull(position(name)) }

    /// Bytes; null is an error.
    package func blob(_ name: String) throws(SQLError) -> [UInt8] { try blob(position(name)) }

    /// Bytes or null.
    package func blobOrNull(_ name: String) throws(SQLError) -> [UInt8]? { try blobOrNull(position(name)) }
}
