/// Named values in a fixed order: the form in which events are hashed and kept.
///
/// Each present field is written as its name, a space, the byte length of its value, a line feed, the UTF-8 bytes and a
/// line feed. Lengths make the form unambiguous whatever the value holds; an absent field is left out, so absent differs
/// from empty.
package struct Fields: Hashable, Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

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
        bytes += name
        bytes.append(UInt8(ascii: " "))
        bytes += String(value.utf8.count).utf8
        bytes.append(UInt8(ascii: "\n"))
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\n"))
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
        var fields: [Field] = []
        var position = 0
        while position < bytes.count {
            let start = position
            guard let blank = bytes[position...].firstIndex(of: UInt8(ascii: " ")),
                let lineEnd = bytes[blank...].firstIndex(of: UInt8(ascii: "\n")),
                let length = number(bytes[(blank + 1)..<lineEnd]), length <= bytes.count - lineEnd - 2,
                bytes[lineEnd + 1 + length] == UInt8(ascii: "\n"),
                let name = String(validating: bytes[position..<blank], as: UTF8.self),
                let value = String(validating: bytes[(lineEnd + 1)..<(lineEnd + 1 + length)], as: UTF8.self)
            else { throw .malformedFields(at: start) }
            fields.append(Field(name: name, value: value))
            position = lineEnd + length + 2
        }
        return fields
    }
}

/// Fields taken by name while a value is rebuilt from them.
package struct FieldReader: Sendable {
    private let values: [String: String]

    package init(_ fields: Fields) throws(Fault) {
        values = Dictionary(try fields.list().map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(_ name: String) -> String? { values[name] }

    /// Throws ``Fault/missingField(_:)`` when the field is absent.
    package func required(_ name: String) throws(Fault) -> String {
        guard let value = values[name] else { throw .missingField(name) }
        return value
    }
}
