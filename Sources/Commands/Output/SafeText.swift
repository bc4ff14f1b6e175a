import Basics

/// Texts from data on their way to a terminal: nothing in them may move its cursor, ring its bell or turn the reading
/// direction of what follows.
enum SafeText {
    /// One line: line ends and tabs become blanks, everything else that controls becomes U+FFFD.
    static func line(_ text: String) -> String { cleaned(text, keepsLines: false) }

    /// Several lines: line feeds stay, a carriage return in front of one goes.
    static func block(_ text: String) -> String { cleaned(text, keepsLines: true) }

    private static func cleaned(_ text: String, keepsLines: Bool) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            let isReturn = scalar == "\r"
            if scalar == "\n" {
                if !wasReturn || keepsLines { result.append(keepsLines ? "\n" : " ") }
            } else if isReturn {
                if !keepsLines { result.append(" ") }
            } else if scalar == "\t" {
                result.append(" ")
            } else {
                if wasReturn, keepsLines { result.append("\n") }
                result.append(isControl(scalar) ? "\u{fffd}" : scalar)
            }
            wasReturn = isReturn
        }
        return String(result)
    }

    /// See ``Text/isControl(_:)``.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool { Text.isControl(scalar) }
}
