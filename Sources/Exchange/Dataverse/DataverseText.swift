/// The inner one of the two levels of escaping that texts have in a package: values are encoded as HTML first and as XML
/// then, and the XML reader has taken the outer level off.
enum DataverseText {
    private static let names: [(name: String, scalar: Unicode.Scalar)] = [
        ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""),
    ]
    /// The longest reference: `&#x10ffff;` without the ampersand, with a few zeros to spare.
    private static let referenceLength = 14

    /// Takes one level off, never two: a text about `&amp;lt;` stays a text about `&lt;`. What is no reference stays.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&", let end = rest.prefix(referenceLength).firstIndex(of: ";"),
                let named = self.scalar(rest[..<end])
            else {
                result.append(scalar)
                continue
            }
            result.append(named)
            rest = rest[rest.index(after: end)...]
        }
        return String(result)
    }

    /// Puts one level on, as .NET's HtmlEncode does: five characters, U+00A0 to U+00FF, and what is beyond the first plane.
    static func encoded(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isEncoded) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        for scalar in text.unicodeScalars {
            if !isEncoded(scalar) {
                result.unicodeScalars.append(scalar)
            } else if let name = names.first(where: { $0.scalar == scalar })?.name {
                result += "&\(name);"
            } else {
                result += "&#\(scalar.value);"
            }
        }
        return result
    }

    private static func isEncoded(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x26, 0x27, 0x3c, 0x3e, 0xa0...0xff, 0x10000...: true
        default: false
        }
    }

    /// What stands between an ampersand and a semicolon.
    private static func scalar(_ reference: Substring.UnicodeScalarView) -> Unicode.Scalar? {
        if reference.first != "#" {
            return names.first { $0.name.unicodeScalars.elementsEqual(reference) }?.scalar
        }
        let digits = reference.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? digits.dropFirst() : digits
        // A sign, which a number may have, is no digit.
        guard let first = number.first, first != "+", first != "-",
            let value = UInt32(String(number), radix: isHexadecimal ? 16 : 10), value > 0
        else { return nil }
        return Unicode.Scalar(value)
    }
}
