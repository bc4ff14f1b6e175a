extension CSVText {
    /// A record with its CRLF, for people's spreadsheets and terminals: characters that control become U+FFFD, tabs and line
    /// ends stay.
    package static func line(_ cells: [String]) -> String {
        cells.map(shownCell).joined(separator: ",") + "\r\n"
    }

    /// One cell of ``line(_:)``.
    package static func shownCell(_ text: String) -> String {
        cell(String(String.UnicodeScalarView(text.unicodeScalars.map(shown))))
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\t", "\r", "\n": scalar
        default: Text.isControl(scalar) ? "\u{fffd}" : scalar
        }
    }
}
