import Glibc

/// A position in a document: byte offset in UTF-8 from 0, line from 1, column in characters from 1.
struct Place: Hashable, Sendable {
    var offset: Int64
    var line: Int
    var column: Int

    static let start = Place(offset: 0, line: 1, column: 1)

    /// This place moved over `bytes`, which follow it in the document.
    func advanced(over bytes: UnsafeBufferPointer<UInt8>) -> Place {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return self }
        var result = self
        result.offset += Int64(bytes.count)
        var lineStart = 0
        while lineStart < bytes.count, let found = memchr(start + lineStart, 0x0A, bytes.count - lineStart) {
            lineStart = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
            result.line &+= 1
        }
        let tail = Self.characters(in: UnsafeBufferPointer(rebasing: bytes[lineStart...]))
        result.column = lineStart > 0 ? 1 + tail : column + tail
        return result
    }

    /// Characters are counted by their first bytes.
    private static func characters(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
        return count
    }
}

/// Where a byte occurs last; what is looked for is near the end.
func lastIndex(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = bytes.count &- 1
    while index >= 0 {
        if bytes[index] == byte { return index }
        index &-= 1
    }
    return nil
}
