import Basics

/// How osTicket changes what it is given, done beforehand where it would refuse or spoil it.
enum OsticketText {
    /// In front of a text that its form would refuse as a formula.
    static let word = "Request: "

    /// The fewest digits of a telephone number.
    static let shortestPhone = 7

    /// A text of one line as it is taken: without ends of lines, without what would be stripped as a tag, and not beginning
    /// as a formula does.
    static func line(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r", "\n", "\t", "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
            case "<": scalars.append("\u{2039}")
            case ">": scalars.append("\u{203a}")
            default: scalars.append(scalar)
            }
        }
        let line = String(scalars)
        return isFormula(line.trimmed) ? word + line : line
    }

    /// A telephone number is none, although it begins with `+`.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=-+@".unicodeScalars.contains(first) else { return false }
        let rest = text.utf8.dropFirst()
        return first != "+" || rest.isEmpty || !rest.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether a form's field can have that name: letters, digits and `_`, no digit first.
    static func isVariable(_ name: String) -> Bool {
        let isFirst = name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
        return isFirst
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
            }
    }

    /// What is kept of a telephone number: digits, and `X` before an extension. Nil when too few digits are left.
    static func phone(_ text: String) -> String? {
        let kept = text.uppercased().filter { ("0"..."9").contains($0) || $0 == "X" }
        let number = kept.prefix { $0 != "X" }
        return number.count >= shortestPhone ? kept : nil
    }
}
