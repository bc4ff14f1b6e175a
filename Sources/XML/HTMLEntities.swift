import CLibXML2

/// References to characters in HTML.
enum HTMLEntities {
    private static let longestName = 32

    /// The text with its references decoded once. What is none stays as it stands.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x26, let (scalar, end) = reference(bytes[(index + 1)...]) {
                result.append(contentsOf: String(Character(scalar)).utf8)
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, end: Int)? {
        let name = bytes.prefix(longestName).prefix { $0 != 0x3B && $0 != 0x26 && $0 != 0x3C && $0 > 0x20 }
        let end = bytes.startIndex + name.count
        guard end < bytes.endIndex, bytes[end] == 0x3B, let first = name.first else { return nil }
        let word = String(decoding: name, as: UTF8.self)
        if first == 0x23 { return number(word.dropFirst()).map { ($0, end + 1) } }
        if word == "apos" { return ("'", end + 1) }
        guard let entity = htmlEntityLookup(word), let scalar = Unicode.Scalar(entity.pointee.value) else { return nil }
        return (scalar, end + 1)
    }

    /// A character by its number, with U+FFFD for those that no text can carry.
    private static func number(_ digits: Substring) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard digits.first != "+", digits.first != "-",
            let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        else { return nil }
        switch value {
        case 0x09, 0x0A, 0x0D: return Unicode.Scalar(value)
        case 0..<0x20, 0xFFFE, 0xFFFF: return "\u{fffd}"
        default: return Unicode.Scalar(value) ?? "\u{fffd}"
        }
    }
}
