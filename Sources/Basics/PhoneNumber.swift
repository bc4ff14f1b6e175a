/// A telephone number as people write it, kept as written.
///
/// ITU-T E.164 allows 15 digits; the separators and extensions that people add are tolerated, because a desk has to be
/// able to read the number back to the person who gave it.
package struct PhoneNumber: Hashable, Sendable {
    package let text: String

    /// Takes 7 to 15 digits with `+` in front and blanks, dots, hyphens, slashes and parentheses between them, then
    /// optionally `x`, `ext` or `ext.` and 1 to 6 digits. Throws ``Fault/notAPhone(_:)``.
    package init(_ text: String) throws(Fault) {
        let trimmed = text.trimmed
        var main = trimmed[...]
        if let mark = trimmed.lowercased().firstIndex(where: { $0 == "x" || $0 == "e" }) {
            let lowered = trimmed.lowercased()
            let tail = lowered[mark...]
            let digits = tail.drop { "ext. ".contains($0) }
            guard ["x", "ext", "ext."].contains(String(tail.dropLast(digits.count)).trimmed),
                (1...6).contains(digits.utf8.count), number(Array(digits.utf8)[...]) != nil
            else { throw .notAPhone(text) }
            main = trimmed.dropLast(tail.count)
        }
        var digits = 0
        for (position, byte) in String(main).trimmed.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "+"):
                if position > 0 { throw .notAPhone(text) }
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("),
                UInt8(ascii: ")"):
                continue
            default: throw .notAPhone(text)
            }
        }
        guard (7...15).contains(digits), trimmed.utf8.count <= 40 else { throw .notAPhone(text) }
        self.text = trimmed
    }
}

extension PhoneNumber: CustomStringConvertible {
    package var description: String { text }
}
