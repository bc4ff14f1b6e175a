import XML

/// Reads the XML that Ruby on Rails made of records, which Zendesk v1, Freshdesk v1, Assembla and others exported: a list
/// of records, or one record alone.
final class RailsReader: ForeignReader {
    let head: String
    private let source: RecordSource
    private let names: RailsNames

    /// Throws a ``DocumentFault`` for a document that is neither a list nor a record that the mapping knows.
    init(_ source: ByteSource, named name: String, mapping: Mapping, limits: Limits) throws(DocumentFault) {
        let names = RailsNames(mapping)
        self.names = names
        self.source = try RecordSource(
            source,
            named: name,
            limits: limits,
            recordsAt: { names.isRecord($0) ? 0 : 1 }
        )
        let root = self.source.root
        // A record that stands alone is corrected inside a list that it never had.
        let isAlone = names.isRecord(root.name)
        head = isAlone ? "<records>" : root.startTag
        guard isAlone || names.isList(root) else {
            throw self.source.otherRoot(
                "known lists are tickets, helpdesk-tickets, issues and records; name the records of another list with "
                    + "<option name=\"record\" value=\"…\"/> in the mapping"
            )
        }
    }

    var problems: [String] { source.problems }

    func next() throws(DocumentFault) -> ForeignRecord? {
        guard let record = try source.next() else { return nil }
        var reading = RailsRecord(names)
        reading.take(record.element)
        return ForeignRecord(
            ordinal: record.ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            ticket: reading.finished,
            problems: reading.problems,
            original: { record.original }
        )
    }
}
