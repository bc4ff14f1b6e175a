/// The plain-text block that carries facts in a description where a site has no fields of its own for them.
///
/// One `Key: value` on each line between two marker lines, ASCII keys, nothing that a product rewrites (`#12`) or takes for
/// markup. It survives trimming, CRLF for LF and being shown as HTML.
enum MarkedBlock {
    static let start = "--- Recoup request ---"
    static let end = "--- end of Recoup request ---"

    private static let keys: [(field: OurField, key: String)] = [
        (.id, "Id"), (.number, "Number"), (.problem, "Problem"), (.impact, "Impact"), (.tenant, "Tenant"),
        (.order, "Order"), (.subscription, "Subscription"), (.purchase, "Purchase"), (.reason, "Reason"),
        (.amount, "Amount"), (.currency, "Currency"), (.contactName, "Contact"), (.contactEmail, "E-mail"),
        (.contactPhone, "Phone"), (.status, "Status"), (.title, "Title"),
    ]

    /// The text with the block behind it. Values of one line only; others are left to whoever asks.
    static func appended(_ values: [(field: OurField, value: String)], to text: String) -> String {
        let lines = values.compactMap { entry in key(entry.field).map { "\($0): \(entry.value)" } }
        guard !lines.isEmpty else { return text }
        let block = ([start] + lines + [end]).joined(separator: "\n")
        return text.isEmpty ? block : text + "\n\n" + block
    }

    /// What the last block of a text says, and the text without it. Nil when there is none: a start without an end is text.
    static func read(_ text: String) -> (text: String, values: [OurField: String])? {
        // By scalars: a CR with an LF is one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
        guard let last = lines.lastIndex(where: { isMarker($0, end) }),
            let first = lines[..<last].lastIndex(where: { isMarker($0, start) })
        else { return nil }
        var values: [OurField: String] = [:]
        for line in lines[(first + 1)..<last] {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = trimmed(line[..<colon])
            guard let field = keys.first(where: { $0.key == name })?.field else { continue }
            values[field] = String(trimmed(line[line.index(after: colon)...]))
        }
        var around = Array(lines[..<first])
        if around.last.map({ trimmed($0).isEmpty }) ?? false { around.removeLast() }
        around += lines[(last + 1)...]
        return (around.joined(separator: "\n"), values)
    }

    static func holds(_ field: OurField) -> Bool { key(field) != nil }

    private static func key(_ field: OurField) -> String? { keys.first { $0.field == field }?.key }

    /// Where texts are typeset, three hyphens have become a dash.
    private static func isMarker(_ line: Substring, _ marker: String) -> Bool {
        let line = trimmed(line)
        guard line.first == "-" || line.first == "\u{2014}", line.utf8.count <= marker.utf8.count else { return false }
        return line.replacing("\u{2014}", with: "---") == marker
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.last.map({ $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" || $0 == "\u{a0}" }) ?? false {
            text.removeLast()
        }
        return text.drop { $0 == " " || $0 == "\t" || $0 == "\u{a0}" }
    }
}
