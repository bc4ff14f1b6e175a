/// Checks that bytes are UTF-8 and hold only characters that XML 1.0 can carry, before the parser sees them: the
/// parser's own answers to such bytes are imprecise, and it changes its idea of the encoding after the first.
enum CharacterCheck {
    enum Finding: Hashable {
        case fine
        /// The last bytes begin a character and do not end it.
        case incomplete
        case notUTF8
        case forbidden(UInt32)
    }

    /// How many bytes from the start are good, and what follows them.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> (good: Int, finding: Finding) {
        let count = bytes.count
        guard let base = bytes.baseAddress else { return (0, .fine) }
        let raw = UnsafeRawPointer(base)
        var index = start
        while index < count {
            if index &+ 8 <= count {
                // Eight bytes at once: none above 0x7F, none below 0x20.
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let belowSpace = (word &- 0x2020_2020_2020_2020) & ~word
                if (word | belowSpace) & 0x8080_8080_8080_8080 == 0 {
                    index &+= 8
                    continue
                }
            }
            let byte = base[index]
            if byte < 0x80 {
                if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return (index, .forbidden(UInt32(byte))) }
                index &+= 1
                continue
            }
            switch scalar(base + index, available: count &- index) {
            case .whole(let value, let length):
                if value == 0xFFFE || value == 0xFFFF { return (index, .forbidden(value)) }
                index &+= length
            case .cut: return (index, .incomplete)
            case .bad: return (index, .notUTF8)
            }
        }
        return (count, .fine)
    }

    private enum Decoded {
        case whole(UInt32, Int)
        case cut
        case bad
    }

    /// One character of two to four bytes; the ranges of the second byte are those of the Unicode standard's table 3-7.
    @inline(__always)
    private static func scalar(_ bytes: UnsafePointer<UInt8>, available: Int) -> Decoded {
        let first = bytes[0]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { low = 0xA0 }
            if first == 0xED { high = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { low = 0x90 }
            if first == 0xF4 { high = 0x8F }
        default: return .bad
        }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        var index = 1
        while index < length {
            if index >= available { return .cut }
            let byte = bytes[index]
            if byte < low || byte > high { return .bad }
            value = value << 6 | UInt32(byte & 0x3F)
            low = 0x80
            high = 0xBF
            index &+= 1
        }
        return .whole(value, length)
    }
}
