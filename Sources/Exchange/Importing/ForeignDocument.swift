import Casework
import Tickets
import XML

/// A document of another product on its way in, read with a site's mapping.
final class ForeignDocument: ImportReader {
    let head: ImportHead
    private let reader: any ForeignReader
    private let mapping: Mapping
    /// Told the names of each record that the mapping does not know.
    var noteUnknown: (String) -> Void = { _ in }

    init(_ reader: any ForeignReader, _ mapping: Mapping) {
        self.reader = reader
        self.mapping = mapping
        head = ImportHead(kind: .intake, format: mapping.format.rawValue, startTag: reader.head)
    }

    var problems: [String] { reader.problems }

    func next(under limits: AttachmentLimits) throws(DocumentFault) -> ImportRecord? {
        guard let record = try reader.next() else { return nil }
        let mapped = mapping.read(record.ticket)
        for field in record.ticket.fields where !field.value.isEmpty && !mapping.knows(field.name) {
            noteUnknown(field.name)
        }
        let problems = record.problems + mapped.problems
        let label = record.ticket.number ?? record.ticket.id ?? "record \(record.ordinal)"
        return ImportRecord(
            ordinal: record.ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            content: problems.isEmpty ? .request(mapped.intake) : .wrong(mapped.intake.digest, problems),
            losses: (record.losses + mapped.losses).map { loss in
                var loss = loss
                loss.record = label
                return loss
            },
            explain: { [mapping] _, refused in
                mapped.located(refused, in: mapping, line: record.line, column: record.column)
            },
            original: record.original
        )
    }
}
