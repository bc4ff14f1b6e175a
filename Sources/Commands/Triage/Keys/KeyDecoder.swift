/// Turns the bytes of a terminal into keys: UTF-8, control characters (C0), escape sequences (ECMA-48 §5.4, CSI and SS3)
/// and bracketed paste (xterm).
struct KeyDecoder {
    private var bytes: [UInt8] = []

    /// Whether the beginning of a key is there.
    var isPending: Bool { !bytes.isEmpty }

    /// Whether a paste has begun whose end is still to come, however long that takes.
    var isPasting: Bool { bytes.starts(with: Self.pasteStart) }

    mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

    /// The next whole key; nil while bytes of it are missing. `isLast`: none are coming, so what is there is all.
    mutating func next(isLast: Bool = false) -> Key? {
        guard let first = bytes.first else { return nil }
        if first == Self.escape { return sequence(isLast: isLast) }
        if first >= 0x80 { return scalar(first, isLast: isLast) }
        bytes.removeFirst()
        return switch first {
        case 0x0d, 0x0a: .enter
        case 0x7f, 0x08: .backspace
        case 0x00...0x1a: .control(Character(Unicode.Scalar(first + 0x60)))
        case 0x1b...0x1f: .other
        default: .character(Character(Unicode.Scalar(first)))
        }
    }

    private static let escape: UInt8 = 0x1b
    private static let pasteStart = Array("\u{1b}[200~".utf8)
    private static let pasteEnd = Array("\u{1b}[201~".utf8)

    private mutating func scalar(_ first: UInt8, isLast: Bool) -> Key? {
        let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
        guard bytes.count >= length else {
            if isLast { bytes.removeAll() }
            return isLast ? .other : nil
        }
        guard let text = String(validating: bytes[..<length], as: UTF8.self), let character = text.first else {
            bytes.removeFirst()
            return .other
        }
        bytes.removeFirst(length)
        return .character(character)
    }

    private mutating func sequence(isLast: Bool) -> Key? {
        if bytes.starts(with: Self.pasteStart) { return paste(isLast: isLast) }
        guard bytes.count > 1 else {
            if isLast { bytes.removeFirst() }
            return isLast ? .escape : nil
        }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
            // The escape key itself before another one, or a key with Alt: neither means anything here.
            if bytes[1] == Self.escape {
                bytes.removeFirst()
                return .escape
            }
            bytes.removeFirst(2)
            return .other
        }
        guard let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7e).contains(bytes[$0]) }) else {
            if isLast { bytes.removeAll() }
            return isLast ? .other : nil
        }
        let final = bytes[end]
        let isPlain = end == 2
        bytes.removeFirst(end + 1)
        guard isPlain else { return .other }
        return switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        default: .other
        }
    }

    private mutating func paste(isLast: Bool) -> Key? {
        let start = Self.pasteStart.count
        let end = bytes.indices.dropFirst(start).first { bytes[$0...].starts(with: Self.pasteEnd) }
        guard end != nil || isLast else { return nil }
        let text = String(decoding: bytes[start..<(end ?? bytes.count)], as: UTF8.self)
        bytes.removeFirst(end.map { $0 + Self.pasteEnd.count } ?? bytes.count)
        return .paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }
}
