import Casework
import Tickets
import XML

/// A document of our own format on its way in.
final class OwnDocument: ImportReader {
    let head: ImportHead
    private let document: DocumentReader

    init(_ source: ByteSource, named name: String, schema: ExchangeSchema, limits: Limits) throws(DocumentFault) {
        document = try DocumentReader(source, named: name, schema: schema, limits: limits)
        head = ImportHead(
            kind: document.head.kind,
            format: document.head.kind.format,
            startTag: document.head.startTag
        )
    }

    var problems: [String] { document.problems }

    func next(under limits: AttachmentLimits) throws(DocumentFault) -> ImportRecord? {
        guard let record = try document.next() else { return nil }
        return ImportRecord(
            ordinal: record.ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            content: document.content(of: record, under: limits),
            losses: [],
            explain: { intake, _ in RequestCheck.problems(of: intake, in: record.element, under: limits) },
            original: { record.original }
        )
    }
}
