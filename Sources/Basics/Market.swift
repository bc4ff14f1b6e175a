/// A market that Partner Center sells in: one of the 249 entries of ISO 3166-1, or Kosovo, whose XK is user-assigned.
package struct Market: Hashable, Sendable {
    /// Two upper-case letters.
    package let code: String

    private init(code: String) {
        self.code = code
    }

    /// Reads a code in any case or an English name as ``folded(_:)`` sees it, usual other names included: `kr`,
    /// `South Korea`, `Korea, Republic of`. Throws ``Fault/unknownMarket(_:)``.
    package init(_ text: String) throws(Fault) {
        guard let code = Self.code(for: text.trimmed) else { throw .unknownMarket(text) }
        self.init(code: code)
    }

    /// The short English name.
    package var name: String { Self.names[code] ?? code }

    /// Every market, in order of code.
    package static let all: [Market] = names.keys.sorted().map(Market.init(code:))

    private static func code(for text: String) -> String? {
        // Only ASCII can be a code: the upper case of ß is SS, which is South Sudan's.
        if text.utf8.count == 2, text.utf8.allSatisfy({ $0 < 0x80 }) {
            let code = text.uppercased()
            if names[code] != nil { return code }
        }
        return codes[folded(text)]
    }
}

extension Market: Comparable {
    package static func < (left: Market, right: Market) -> Bool { left.code < right.code }
}

extension Market: CustomStringConvertible {
    package var description: String { code }
}

extension Market {
    /// What all ways of writing a name have in common: lower case, no accents (composed or not), no punctuation, one blank
    /// between words, `saint` for `st`, and neither `and` nor `the`. So `St. Pierre & Miquelon` is
    /// `Saint Pierre and Miquelon`, and `Gambia, The` is `Gambia`.
    package static func folded(_ name: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "\u{300}"..."\u{36f}", ".", "'", "’": continue
            default:
                if let letters = plainLetters[scalar] {
                    word += letters
                } else if scalar.properties.isAlphabetic {
                    word.unicodeScalars.append(scalar)
                } else {
                    words.append(word)
                    word = ""
                }
            }
        }
        words.append(word)
        let kept = words.filter { !["", "and", "the"].contains($0) }
        return kept.map { $0 == "st" ? "saint" : $0 }.joined(separator: " ")
    }

    /// The letters of Latin-1 and Latin Extended-A, without what marks them.
    private static let plainLetters: [Unicode.Scalar: String] = {
        let marked = [
            "a": "àáâãäåāăą", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
            "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ", "o": "òóôõöøōŏő", "oe": "œ",
            "r": "ŕŗř", "s": "śŝşš", "ss": "ß", "t": "ţťŧ", "th": "þ", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
            "z": "źżž",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, letters) in marked {
            for scalar in letters.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()
}
