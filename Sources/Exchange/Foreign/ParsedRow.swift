import XML

/// A row that was read again, and where it stood in its document.
struct ParsedRow {
    let row: SpooledRow
    let element: Element
    private let line: Int
    private let column: Int

    /// Reads rows again as one small document below the head of theirs: a parser for each would cost more than the rows.
    static func read(
        _ rows: [SpooledRow],
        below head: String,
        named name: String,
        limits: Limits
    ) throws(DocumentFault) -> [ParsedRow] {
        guard !rows.isEmpty else { return [] }
        let root = head.dropFirst().prefix { !" \t\r\n/>".contains($0) }
        var document = Array(head.utf8)
        document.reserveCapacity(document.count + rows.reduce(64) { $0 + $1.bytes.count })
        for row in rows { document += row.bytes }
        document += "</\(root)>".utf8
        var read: [ParsedRow] = []
        read.reserveCapacity(rows.count)
        do throws(XMLFault) {
            let reader = try RecordReader(.bytes(document), named: name, limits: limits)
            while read.count < rows.count, let record = try reader.next() {
                read.append(
                    ParsedRow(
                        row: rows[read.count],
                        element: record.element,
                        line: record.line,
                        column: record.column
                    )
                )
            }
        } catch { throw .unreadable(error) }
        guard read.count == rows.count else { throw gone(name, rows[read.count]) }
        return read
    }

    static func gone(_ name: String, _ row: SpooledRow) -> DocumentFault {
        .foreign(
            "\(name):\(row.line):\(row.column): the row cannot be read again; was the file changed meanwhile?"
        )
    }

    /// Where an element of the row stands in the document.
    func place(of element: Element) -> ForeignPlace {
        let place = element.position
        let lines = place.line - line
        return ForeignPlace(
            line: row.line + lines,
            column: lines == 0 ? place.column - column + row.column : place.column
        )
    }
}
