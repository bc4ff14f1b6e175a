/// Comma-separated text that is small enough to be held whole: a header and its records. Long files are read by
/// ``CSVScanner``, piece by piece.
package struct CSVTable: Hashable, Sendable {
    package let header: CSVHeader
    /// Without blank ones.
    package let records: [CSVRecord]

    /// Why a text is no such table, and where.
    package struct Refusal: Error, Hashable, Sendable {
        package let flaw: CSVFlaw
        package let place: Problem.Place

        package init(_ flaw: CSVFlaw, at place: Problem.Place) {
            self.flaw = flaw
            self.place = place
        }
    }

    /// Reads text with commas, semicolons or tabs between its cells, as found in its first line.
    package init(_ text: String) throws(Refusal) {
        let bytes = Array(text.utf8)
        let dialect = CSVDialect(of: bytes, isWhole: true)
        let scanner = CSVScanner(separator: dialect?.separator ?? UInt8(ascii: ","))
        var position = dialect?.preface ?? 0
        var line = 1
        var records: [CSVRecord] = []
        var record = CSVRecord()
        reading: while true {
            let step = bytes.withUnsafeBufferPointer { text in
                let rest = UnsafeBufferPointer(rebasing: text[position...])
                return scanner.next(rest, isWhole: true, line: line, into: &record)
            }
            switch step {
            case .record(let bytes, let lines):
                position += bytes
                line += lines
                if !record.isBlank { records.append(record) }
            case .incomplete, .end: break reading
            case .flaw(let flaw, let place): throw Refusal(flaw, at: place)
            }
        }
        guard let first = records.first else { throw Refusal(.noHeader, at: Problem.Place(line: 1, column: 1)) }
        header = CSVHeader(first)
        self.records = Array(records.dropFirst())
    }
}
