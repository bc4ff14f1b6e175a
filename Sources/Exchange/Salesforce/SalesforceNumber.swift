import Basics

/// Numbers as Salesforce writes them: every one is a double, as `1250.0`, and from eight digits on `1.2345678E7`.
enum SalesforceNumber {
    /// The longest number that is looked at: a field has 18 digits at most.
    private static let longest = 40

    /// The same number in plain digits, exactly; the text itself when it is no number.
    static func plain(_ text: String) -> String {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= longest else { return text }
        let parts = trimmed.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
        guard let mantissa = parts.first, parts.count <= 2,
            let exponent = parts.count == 2 ? Int(parts[1]) : 0, abs(exponent) <= longest
        else { return text }
        let isNegative = mantissa.hasPrefix("-")
        let halves = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = halves.first, halves.count <= 2, !whole.isEmpty else { return text }
        let decimals = halves.count == 2 ? halves[1] : ""
        let digits = String(whole + decimals)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
        return (isNegative ? "-" : "") + placed(digits, point: whole.utf8.count + exponent)
    }

    /// The digits with a point behind the first `point` of them, without zeros that say nothing.
    private static func placed(_ digits: String, point: Int) -> String {
        let padded =
            String(repeating: "0", count: max(0, 1 - point)) + digits
            + String(repeating: "0", count: max(0, point - digits.utf8.count))
        let place = padded.index(padded.startIndex, offsetBy: max(1, point))
        var whole = padded[..<place].drop { $0 == "0" }
        if whole.isEmpty { whole = "0" }
        var decimals = padded[place...]
        while decimals.last == "0" { decimals.removeLast() }
        return decimals.isEmpty ? String(whole) : "\(whole).\(decimals)"
    }
}
