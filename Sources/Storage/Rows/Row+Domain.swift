import Basics
import Casework
import SQL

/// Reads a row's columns from left to right as values of the domain. What no version of the program wrote is
/// ``StoreError/corrupt(_:)``.
struct ColumnReader {
    private let row: Row
    private var position = 0

    init(_ row: Row) {
        self.row = row
    }

    private mutating func next() -> Int {
        defer { position += 1 }
        return position
    }

    mutating func int() throws -> Int { try row.int(next()) }
    mutating func integer() throws -> Int64 { try row.integer(next()) }
    mutating func integerOrNil() throws -> Int64? { try row.integerOrNull(next()) }
    mutating func text() throws -> String { try row.text(next()) }
    mutating func textOrNil() throws -> String? { try row.textOrNull(next()) }
    mutating func blob() throws -> [UInt8] { try row.blob(next()) }
    mutating func blobOrNil() throws -> [UInt8]? { try row.blobOrNull(next()) }
    mutating func instant() throws -> Instant { Instant(milliseconds: try integer()) }
    mutating func instantOrNil() throws -> Instant? { try integerOrNil().map(Instant.init(milliseconds:)) }

    mutating func id<Subject>() throws -> Identifier<Subject> { Identifier(try guid()) }
    mutating func idOrNil<Subject>() throws -> Identifier<Subject>? { try guidOrNil().map { Identifier($0) } }

    mutating func guid() throws -> GUID {
        let column = next()
        return try guid(row.blob(column), column)
    }

    mutating func guidOrNil() throws -> GUID? {
        let column = next()
        return try row.blobOrNull(column).map { try guid($0, column) }
    }

    mutating func digest() throws -> Digest {
        let column = next()
        return try digest(row.blob(column), column)
    }

    mutating func digestOrNil() throws -> Digest? {
        let column = next()
        return try row.blobOrNull(column).map { try digest($0, column) }
    }

    mutating func word<Word: RawRepresentable<String>>() throws -> Word {
        let column = next()
        return try word(row.text(column), column)
    }

    mutating func wordOrNil<Word: RawRepresentable<String>>() throws -> Word? {
        let column = next()
        return try row.textOrNull(column).map { try word($0, column) }
    }

    private func guid(_ bytes: [UInt8], _ column: Int) throws -> GUID {
        guard bytes.count == 16 else { throw unreadable(column, "an identifier") }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for byte in bytes[..<8] { halves.high = halves.high << 8 | UInt64(byte) }
        for byte in bytes[8...] { halves.low = halves.low << 8 | UInt64(byte) }
        return GUID(high: halves.high, low: halves.low)
    }

    private func digest(_ bytes: [UInt8], _ column: Int) throws -> Digest {
        guard let digest = Digest(bytes: bytes) else { throw unreadable(column, "a SHA-256 digest") }
        return digest
    }

    private func word<Word: RawRepresentable<String>>(_ text: String, _ column: Int) throws -> Word {
        guard let word = Word(rawValue: text) else { throw unreadable(column, "a word that this program knows") }
        return word
    }

    private func unreadable(_ column: Int, _ expected: String) -> StoreError {
        .corrupt("the column '\(row.columns.names[column])' does not hold \(expected)")
    }
}

/// Runs `read` and says in front of what it found unreadable where that stands.
func reading<Value>(_ place: @autoclosure () -> String, _ read: () throws -> Value) throws -> Value {
    do {
        return try read()
    } catch StoreError.corrupt(let reason) {
        throw StoreError.corrupt("\(place()): \(reason)")
    } catch let fault as Fault {
        throw StoreError.corrupt("\(place()): a value \(fault.sentence)")
    }
}
