/// Comma-separated values (RFC 4180) that a spreadsheet does not take for formulas.
enum CSV {
    /// One record with its CRLF.
    static func record(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell that begins with `=`, `+`, `-`, `@`, a tab, a line end or an apostrophe gets an apostrophe in front: nothing is
    /// run, and taking one leading apostrophe away gives the value back.
    static func cell(_ text: String) -> String {
        var safe = String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
        if let first = safe.unicodeScalars.first, "=+-@\t\r\n'".unicodeScalars.contains(first) { safe = "'" + safe }
        guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return safe }
        var quoted = "\""
        for scalar in safe.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\t", "\r", "\n": scalar
        default: SafeText.isControl(scalar) ? "\u{fffd}" : scalar
        }
    }
}
