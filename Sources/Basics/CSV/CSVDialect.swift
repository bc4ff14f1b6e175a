/// How a file separates its cells, found from its beginning.
package struct CSVDialect: Sendable {
    /// A comma, a semicolon or a tab.
    package let separator: UInt8
    /// Bytes at the start that only name the separator, as `sep=;`, which spreadsheets write and obey.
    package let preface: Int

    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    /// What stands most often in the first line that is not empty, outside quotation marks; a comma in doubt. Nil when
    /// that line is not complete and `isWhole` does not say that nothing follows.
    package init?(of text: [UInt8], isWhole: Bool) {
        let start = text.firstIndex { !Self.isLineEnd($0) } ?? text.count
        var counts = [0, 0, 0]
        var isQuoted = false
        var end = start
        while end < text.count, isQuoted || !Self.isLineEnd(text[end]) {
            if text[end] == CSVScanner.quote { isQuoted.toggle() }
            if !isQuoted, let index = Self.separators.firstIndex(of: text[end]) { counts[index] += 1 }
            end += 1
        }
        guard isWhole || end < text.count else { return nil }
        if end == 5, text.starts(with: "sep=".utf8), Self.separators.contains(text[4]) {
            separator = text[4]
            preface = end
        } else {
            separator = Self.separators[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
            preface = 0
        }
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
