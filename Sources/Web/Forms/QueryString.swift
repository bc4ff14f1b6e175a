/// The `name=value` pairs behind a path's question mark.
struct QueryString: Sendable {
    private var values: [String: String] = [:]

    init(_ text: String?) {
        for pair in (text ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), values[name] == nil else { continue }
            if parts.count == 1 { values[name] = "" } else { values[name] = Self.decoded(parts[1]) }
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    /// `+` is a blank and `%XX` a byte (HTML, "application/x-www-form-urlencoded"); nil when that is no UTF-8.
    static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var result: [UInt8] = []
        var iterator = Array(bytes)[...]
        while let byte = iterator.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hexByte(iterator.prefix(2)) {
                result.append(value)
                iterator = iterator.dropFirst(2)
            } else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func hexByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ isHex($0) }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
