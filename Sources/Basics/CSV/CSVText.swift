/// Writes comma-separated values (RFC 4180) that a spreadsheet does not take for formulas and that ``CSVScanner`` reads
/// back exactly.
package enum CSVText {
    static let guardByte = UInt8(ascii: "'")

    /// The cells with commas between them, without a line end.
    package static func record(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    /// One cell: a spreadsheet's formula begins with `=`, `+`, `-`, `@` or a tab; such a cell gets an apostrophe in
    /// front, and so does one that begins with an apostrophe or a line end, so that taking one away gives the value
    /// back.
    package static func cell(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 2)
        if let first = text.utf8.first, isGuarded(first) { bytes.append(guardByte) }
        var needsQuotes = false
        for byte in text.utf8 {
            bytes.append(byte)
            switch byte {
            case CSVScanner.quote:
                bytes.append(byte)
                needsQuotes = true
            case UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n"): needsQuotes = true
            default: continue
            }
        }
        let cell = String(decoding: bytes, as: UTF8.self)
        return needsQuotes ? "\"\(cell)\"" : cell
    }

    /// Whether an apostrophe stands before a cell that begins so.
    static func isGuarded(_ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"), UInt8(ascii: "\n"), guardByte:
            true
        default: false
        }
    }
}
