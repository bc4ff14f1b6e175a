/// Why comma-separated text could not be read on. What is wrong with single values is a ``Fault`` and stops nothing.
package enum CSVFlaw: Error, Hashable, Sendable {
    case nul
    case notUTF8
    /// The quotation mark at the place is never closed.
    case unclosedQuote
    /// Something stands between a closing quotation mark and the separator.
    case textAfterQuote
    case longCell(limit: Int)
    case longRecord(limit: Int)
    /// There is no record at all.
    case noHeader
    /// All the columns that are needed and not there.
    case missingColumns([String])
    case repeatedColumn(String)
}

extension CSVFlaw {
    /// What was refused and what would have worked, in English, without the place.
    package var sentence: String {
        switch self {
        case .nul: "a NUL byte stands here; save the file as text, in a spreadsheet as \"CSV UTF-8\""
        case .notUTF8: "the bytes from here are not UTF-8; save the file as UTF-8, in a spreadsheet as \"CSV UTF-8\""
        case .unclosedQuote: "the quotation mark is never closed; close it, or get the whole file"
        case .textAfterQuote:
            "a separator or a line end must follow the closing quotation mark; write \"\" for one inside a cell"
        case .longCell(let limit):
            "the cell is longer than \(grouped(limit)) bytes; shorten it, or close a quotation mark that was left open"
        case .longRecord(let limit):
            "the record is longer than \(grouped(limit)) bytes; shorten it or end the line earlier"
        case .noHeader: "the file is empty; its first line must name the columns"
        case .missingColumns(let names):
            names.count == 1
                ? "the column \(names[0]) is missing; the first line must name it"
                : "the columns \(names.joined(separator: ", ")) are missing; the first line must name them"
        case .repeatedColumn(let name): "the column '\(quoted(name))' stands twice; remove or rename one"
        }
    }

    private func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        for index in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: index) }
        return String(digits)
    }
}
