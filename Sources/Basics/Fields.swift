/// Named values in a fixed order: the form in which events are hashed and kept.
///
/// Each present field is written as its name, a space, the byte length of its value, a line feed, the UTF-8 bytes and a
/// line feed. Lengths make the form unambiguous whatever the value holds; an absent field is left out, so absent differs
/// from empty.
package struct Fields: Hashable, Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Empty, with room for so many bytes.
    package init(reserving capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func append(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        append(name: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), value)
    }

    package mutating func append(_ name: StaticString, _ value: Int64) {
        append(name, String(value))
    }

    /// For names that are data themselves; they must hold neither blanks nor line feeds.
    package mutating func append(named name: String, _ value: String) {
        append(name: Array(name.utf8), value)
    }

    /// Appends fields already in this form.
    package mutating func append(_ other: Fields) {
        bytes += other.bytes
    }

    private mutating func append(name: some Collection<UInt8>, _ value: String) {
        var value = value
        value.withUTF8 { text in
            bytes.append(contentsOf: name)
            bytes.append(UInt8(ascii: " "))
            append(digitsOf: text.count)
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: text)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func append(digitsOf count: Int) {
        if count >= 10 { append(digitsOf: count / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(count % 10))
    }
}

extension Fields {
    /// A name and what it holds, in the order written.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Reads the form back; throws ``Fault/malformedFields(at:)`` with the byte offset of the first thing that is not in it.
    package init(parsing bytes: [UInt8]) throws(Fault) {
        self.bytes = bytes
        _ = try list()
    }

    /// The fields in order. Throws only for bytes that no ``Fields`` wrote.
    package func list() throws(Fault) -> [Field] {
        let (fields, end) = bytes.withUnsafeBufferPointer { Self.read($0) }
        guard end == bytes.count else { throw .malformedFields(at: end) }
        return fields
    }

    /// The fields up to the first place that is not one, and that place.
    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ([Field], end: Int) {
        var fields: [Field] = []
        fields.reserveCapacity(16)
        var position = 0
        while position < bytes.count {
            let rest = bytes[position...]
            guard let blank = rest.firstIndex(of: UInt8(ascii: " ")),
                let lineEnd = bytes[blank...].firstIndex(of: UInt8(ascii: "\n")),
                let length = length(bytes[(blank + 1)..<lineEnd]), length <= bytes.count - lineEnd - 2,
                bytes[lineEnd + 1 + length] == UInt8(ascii: "\n"),
                let name = String(validating: bytes[position..<blank], as: UTF8.self),
                let value = String(validating: bytes[(lineEnd + 1)..<(lineEnd + 1 + length)], as: UTF8.self)
            else { return (fields, position) }
            fields.append(Field(name: name, value: value))
            position = lineEnd + length + 2
        }
        return (fields, position)
    }

    /// A length as it is written: digits, no more than a document can hold.
    private static func length(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

/// Fields taken by name while a value is rebuilt from them.
package struct FieldReader: Sendable {
    /// Searched one after the other while they are few, as they are in all but made-up events: a dictionary would cost more
    /// to build than it saves.
    private let fields: [Fields.Field]
    private let index: [String: String]?

    package init(_ fields: Fields) throws(Fault) {
        let list = try fields.list()
        self.fields = list
        index =
            list.count > 64
            ? Dictionary(list.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }) : nil
    }

    /// The value of the first field of that name.
    package subscript(_ name: String) -> String? {
        if let index { return index[name] }
        return fields.first { $0.name == name }?.value
    }

    /// Throws ``Fault/missingField(_:)`` when the field is absent.
    package func required(_ name: String) throws(Fault) -> String {
        guard let value = self[name] else { throw .missingField(name) }
        return value
    }
}
