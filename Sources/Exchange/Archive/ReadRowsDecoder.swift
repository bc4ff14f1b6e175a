import Basics
import Casework
import Orders
import XML

/// Reads one `<rows>` of an archive.
enum ReadRowsDecoder {
    /// The rows, or everything in them that could not be read.
    static func decode(_ record: Element) -> (entry: ArchiveEntry?, problems: [RecordProblem]) {
        var read = RecordAttributes(of: record)
        let invoice = read.text("invoice")
        guard let invoice else { return (nil, read.problems) }
        var problems: [RecordProblem] = []
        var rows: [ReadRow] = []
        for child in record.children where child.isNamed("row") {
            var read = RecordAttributes(of: child)
            if let row = row(&read, of: invoice) { rows.append(row) }
            problems += RecordProblem.inside("row", read.problems)
        }
        return problems.isEmpty ? (.rows(rows), []) : (nil, problems)
    }

    private static func row(_ read: inout RecordAttributes, of invoice: String) -> ReadRow? {
        let hash = read.required("hash") { text throws(Fault) in try Digest(text) }
        let occurrence = read.count("occurrence")
        let credit = read.optionalText("credit")
        let gross = read.number("gross")
        let line = read.count("line")
        let at = read.instant("at")
        guard let hash, let occurrence, let gross, let line, let at else { return nil }
        return ReadRow(
            identity: RowIdentity(invoice: invoice, hash: hash, occurrence: occurrence),
            credit: credit,
            gross: gross,
            line: line,
            readAt: at
        )
    }
}
