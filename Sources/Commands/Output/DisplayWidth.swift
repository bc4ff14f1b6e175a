/// How many columns of a terminal a text takes: Korean, Chinese, Japanese and emoji take two for each character,
/// combining marks none (UAX #11, and UTS #51 for emoji).
enum DisplayWidth {
    static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.isASCII, character.unicodeScalars.count == 1 { return 1 }
        if character.unicodeScalars.contains("\u{fe0f}"), first.properties.isEmoji { return 2 }
        return of(first)
    }

    /// The text cut to `width` columns, with an ellipsis in place of what does not fit.
    static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 1 else { return width == 1 ? "…" : "" }
        var result = ""
        var used = 0
        for character in text {
            let next = of(character)
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// Lines of at most `width` columns, broken at blanks where there are any; the text's own line ends stay.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrap(String($0), to: max(width, 10)) }
    }

    private static func wrap(_ line: String, to width: Int) -> [String] {
        guard of(line) > width else { return [line] }
        var lines: [String] = []
        var current = ""
        var used = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            let size = of(String(word))
            if used > 0, used + 1 + size > width {
                lines.append(current)
                (current, used) = ("", 0)
            } else if used > 0 || !current.isEmpty {
                current += " "
                used += 1
            }
            for character in word {
                let next = of(character)
                if used + next > width {
                    lines.append(current)
                    (current, used) = ("", 0)
                }
                current.append(character)
                used += next
            }
        }
        return lines + [current]
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
            0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
            0xffe0...0xffe6, 0x1f200...0x1f265, 0x1f300...0x1f320, 0x20000...0x3fffd:
            return 2
        default: return 1
        }
    }
}
