/// A 128-bit identifier as Microsoft and RFC 9562 write it: 8-4-4-4-12 hexadecimal digits.
///
/// Kept as two integers, so comparing and hashing cost nothing, and always written in lower case without braces.
package struct GUID: Hashable, Sendable, Comparable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 36 characters, upper or lower case, with or without surrounding braces; throws ``Fault/notAGUID(_:)``.
    package init(_ text: some StringProtocol) throws(Fault) {
        var digits = 0
        var high: UInt64 = 0
        var low: UInt64 = 0
        var bytes = Array(text.utf8)
        if bytes.count == 38, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") {
            bytes = Array(bytes[1..<37])
        }
        guard bytes.count == 36 else { throw .notAGUID(String(text)) }
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { throw .notAGUID(String(text)) }
                continue
            }
            guard let value = Self.value(ofHex: byte) else { throw .notAGUID(String(text)) }
            if digits < 16 { high = high << 4 | value } else { low = low << 4 | value }
            digits += 1
        }
        self.init(high: high, low: low)
    }

    /// A time-ordered identifier (RFC 9562, version 7): the milliseconds first, so that rows written one after another
    /// stand next to each other in an index.
    package init(at instant: Instant, random: (UInt64, UInt64)) {
        let time = UInt64(bitPattern: instant.milliseconds) << 16
        self.init(
            high: time | 0x7000 | (random.0 & 0x0fff),
            low: (random.1 & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
        )
    }

    package static func < (left: GUID, right: GUID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    static func value(ofHex byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension GUID: CustomStringConvertible {
    /// The 36 characters in lower case, which is how every wire, column and page shows it.
    package var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    buffer[position] = UInt8(ascii: "-")
                    position += 1
                }
                let half = digit < 16 ? high : low
                let nibble = UInt8(half >> UInt64(60 - 4 * (digit & 15)) & 15)
                buffer[position] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
                position += 1
            }
            return 36
        }
    }
}
