import Basics

/// One line of a setting's text, in words.
struct TextLine {
    struct Word {
        let text: String
        /// From 1, in Unicode scalars.
        let column: Int
    }

    /// From 1.
    let number: Int
    /// At least one.
    let words: [Word]

    /// The lines that say something: neither blank nor a comment, which begins with `#`.
    static func lines(of text: String) -> [TextLine] {
        var lines: [TextLine] = []
        let rows = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() {
            let words = words(of: row)
            if let first = words.first, !first.text.hasPrefix("#") {
                lines.append(TextLine(number: index + 1, words: words))
            }
        }
        return lines
    }

    func place(_ index: Int) -> Problem.Place {
        Problem.Place(line: number, column: index < words.count ? words[index].column : 0)
    }

    private static func words(of row: Substring.UnicodeScalarView) -> [Word] {
        var words: [Word] = []
        var text = ""
        var column = 0
        for scalar in row {
            column += 1
            if isBlank(scalar) {
                if !text.isEmpty { words.append(Word(text: text, column: column - text.unicodeScalars.count)) }
                text = ""
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        if !text.isEmpty { words.append(Word(text: text, column: column + 1 - text.unicodeScalars.count)) }
        return words
    }

    /// What editors and web pages put between words, at the end of a line and before the first one.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\r", "\u{00a0}", "\u{3000}", "\u{feff}": true
        default: false
        }
    }
}
