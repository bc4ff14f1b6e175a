/// Rules for text that people write. Whatever passes can be kept, hashed, shown and carried by XML 1.0 unchanged.
package enum Text {
    /// One line of at most `limit` Unicode scalars, surrounding blanks removed. Throws a ``Fault`` when nothing is left.
    package static func line(_ text: String, limit: Int) throws(Fault) -> String {
        let trimmed = text.trimmed
        guard !trimmed.isEmpty else { throw .missing }
        try check(trimmed, limit: limit, severalLines: false)
        return trimmed
    }

    /// Any number of lines, at most `limit` Unicode scalars, kept exactly as written. Throws when only blanks are there.
    package static func block(_ text: String, limit: Int) throws(Fault) -> String {
        guard !text.trimmed.isEmpty else { throw .missing }
        try check(text, limit: limit, severalLines: true)
        return text
    }

    /// XML 1.0 §2.2 lets a document carry tab, line feed, carriage return and everything from U+0020 on except
    /// U+FFFE and U+FFFF (surrogates cannot occur in a Swift string).
    private static func check(_ text: String, limit: Int, severalLines: Bool) throws(Fault) {
        var copy = text
        let plain = copy.withUTF8 { bytes in
            bytes.count <= limit && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
        }
        if plain { return }
        var position = 0
        for scalar in text.unicodeScalars {
            position += 1
            switch scalar.value {
            case 0x09: continue
            case 0x0a, 0x0d:
                if !severalLines { throw .lineBreak(position: position) }
            case 0x00..<0x20, 0xfffe, 0xffff:
                throw .forbiddenCharacter(scalar: scalar.value, position: position)
            default: continue
            }
        }
        if position > limit { throw .tooLong(limit: limit, actual: position) }
    }
}

extension String {
    /// Without blanks, tabs and line breaks at both ends.
    package var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
        if !first.isBlank, !last.isBlank { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isBlank }),
            let end = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(scalars[start...end])
    }
}

extension Unicode.Scalar {
    /// What surrounds texts without belonging to them: blanks of several widths, line ends, and a byte order mark.
    fileprivate var isBlank: Bool {
        switch self {
        case " ", "\t", "\n", "\r", "\u{00a0}", "\u{3000}", "\u{feff}": true
        default: false
        }
    }
}

extension Text {
    /// Whether a character moves a cursor, ends a line or turns the direction of reading instead of being read: C0, DEL, C1,
    /// line and paragraph separators, and the bidirectional overrides and isolates of UAX #9.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7f...0x9f, 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x61c: true
        default: false
        }
    }
}
