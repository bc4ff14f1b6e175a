import SQL

extension Value {
    /// A value in PostgreSQL's binary format, by the type's number in `pg_type`; nil for a type that is none of ours.
    init?(binary bytes: UnsafeRawBufferPointer, type: UInt32) {
        switch type {
        case 16:  // bool
            self = .flag(bytes.first == 1)
        case 20, 21, 23:  // int8, int2, int4
            self = .integer(Self.signed(bytes))
        case 26:  // oid
            self = .integer(Self.signed(bytes) & 0xffff_ffff)
        case 17:  // bytea
            self = .blob([UInt8](bytes))
        case 18, 19, 25, 705, 1042, 1043:  // "char", name, text, unknown, char(n), varchar(n)
            self = .text(String(decoding: bytes, as: UTF8.self))
        case 1700:  // numeric, which is what sum(bigint) gives
            guard let integer = Self.whole(numeric: bytes) else { return nil }
            self = .integer(integer)
        case 2278:  // void
            self = .null
        default:
            return nil
        }
    }

    private static func signed(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var bits: UInt64 = 0
        for byte in bytes { bits = bits << 8 | UInt64(byte) }
        let shift = UInt64(64 - 8 * bytes.count)
        return Int64(bitPattern: bits << shift) >> Int64(shift)
    }

    /// The number, if it is whole and fits 64 bits. The format is four 16-bit numbers (count of digits, weight of the
    /// first, sign, scale) and then the digits to the base of 10,000.
    private static func whole(numeric bytes: UnsafeRawBufferPointer) -> Int64? {
        var numbers: [Int64] = []
        for start in stride(from: 0, to: bytes.count - 1, by: 2) {
            numbers.append(signed(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + 2)])))
        }
        guard numbers.count >= 4, numbers.count == 4 + Int(numbers[0]) else { return nil }
        let digits = numbers[4...]
        let weight = Int(numbers[1])
        let isNegative = numbers[2] == 0x4000
        guard isNegative || numbers[2] == 0 else { return nil }
        var whole: Int64 = 0
        for position in 0..<max(weight + 1, digits.count) {
            let digit = position < digits.count ? digits[digits.startIndex + position] : 0
            if position > weight {
                guard digit == 0 else { return nil }
                continue
            }
            let (shifted, overflowed) = whole.multipliedReportingOverflow(by: 10_000)
            let (sum, exceeded) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflowed, !exceeded else { return nil }
            whole = sum
        }
        return whole
    }
}
