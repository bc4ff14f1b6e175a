import GRDBSQLite
import SQL

/// Where a statement's texts and small blobs lie while it runs, so that SQLite need not copy each into memory of its own.
final class BindArena {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 1)
    /// What is larger than this many bytes SQLite copies itself.
    private static let limit = 32 * 1024
    private var largest = limit

    deinit { memory.deallocate() }

    /// Binds the values. With `copies`, SQLite keeps them itself; without, the next call overwrites them.
    func bind(_ values: [Value], to statement: PreparedStatement, copies: Bool) throws(SQLError) -> Int32 {
        guard values.count == statement.bindCount else {
            throw .bindCount(expected: statement.bindCount, found: values.count, sql: statement.sql)
        }
        largest = copies ? -1 : Self.limit
        reserve(values)
        var used = 0
        for (index, position) in statement.order.enumerated() {
            let code = try bind(values[position], of: position, at: index, to: statement.handle, &used)
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }

    private func bind(
        _ value: Value,
        of position: Int,
        at index: Int,
        to handle: OpaquePointer,
        _ used: inout Int
    ) throws(SQLError) -> Int32 {
        let parameter = Int32(index + 1)
        switch value {
        case .null:
            return sqlite3_bind_null(handle, parameter)
        case .integer(let integer):
            return sqlite3_bind_int64(handle, parameter, integer)
        case .text(var text):
            guard let bytes = text.withUTF8({ place(UnsafeRawBufferPointer($0), &used, refusesNul: true) }) else {
                throw .nulInText(bind: position + 1)
            }
            if let bytes = bytes.arena {
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                return sqlite3_bind_text64(handle, parameter, start, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
            }
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(
                        handle,
                        parameter,
                        $0.baseAddress,
                        UInt64($0.count),
                        Self.copied,
                        UInt8(SQLITE_UTF8)
                    )
                }
            }
        case .blob(let blob):
            guard !blob.isEmpty else { return sqlite3_bind_zeroblob(handle, parameter, 0) }
            return blob.withUnsafeBytes { bytes in
                if let bytes = place(bytes, &used, refusesNul: false)?.arena {
                    return sqlite3_bind_blob64(handle, parameter, bytes.baseAddress, UInt64(bytes.count), nil)
                }
                return sqlite3_bind_blob64(handle, parameter, bytes.baseAddress, UInt64(bytes.count), Self.copied)
            }
        }
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not see.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private struct Placed {
        let arena: UnsafeRawBufferPointer?
    }

    /// Copies the bytes into the arena, unless they are large; nil for a refused U+0000.
    private func place(_ bytes: UnsafeRawBufferPointer, _ used: inout Int, refusesNul: Bool) -> Placed? {
        if refusesNul, bytes.contains(0) { return nil }
        guard bytes.count <= largest else { return Placed(arena: nil) }
        let target = UnsafeMutableRawBufferPointer(rebasing: memory[used..<(used + bytes.count)])
        target.copyMemory(from: bytes)
        used += bytes.count
        return Placed(arena: UnsafeRawBufferPointer(target))
    }

    private func reserve(_ values: [Value]) {
        var needed = 0
        for value in values {
            let size =
                switch value {
                case .text(let text): text.utf8.count
                case .blob(let blob): blob.count
                case .null, .integer: 0
                }
            if size <= largest { needed += size }
        }
        guard needed > memory.count else { return }
        memory.deallocate()
        memory = .allocate(byteCount: max(needed, memory.count * 2), alignment: 1)
    }
}
