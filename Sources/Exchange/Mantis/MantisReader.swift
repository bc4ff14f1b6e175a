import XML

/// Reads what MantisBT's XmlImportExport plugin writes: `mantis` with an `issue` for each.
final class MantisReader: ForeignReader {
    private let source: RecordSource
    private let mapping: Mapping

    /// libxml2 ends at 10 MB; in base64 that is a file of 7.4 MB.
    static let longestText = 9_900_000

    /// Throws a ``DocumentFault`` for a document that is no such export.
    init(_ source: ByteSource, named name: String, mapping: Mapping, limits: Limits) throws(DocumentFault) {
        self.mapping = mapping
        var limits = limits
        limits.textLength = max(limits.textLength, Self.longestText)
        self.source = try RecordSource(source, named: name, limits: limits)
        let root = self.source.root
        guard root.name == "mantis" else {
            throw self.source.otherRoot(
                "what MantisBT exports begins with <mantis>; export it with the plugin XmlImportExport"
            )
        }
        if let format = root.attribute("format"), format != "1" {
            throw .foreign(
                "\(name):\(root.line):\(root.column): this is format '\(format.prefix(20))' of MantisBT's export; "
                    + "format 1 is read"
            )
        }
    }

    var head: String { source.root.startTag }
    var problems: [String] { source.problems }

    func next() throws(DocumentFault) -> ForeignRecord? {
        guard let record = try source.next() else { return nil }
        var issue = MantisIssue(mapping)
        issue.take(record.element)
        return ForeignRecord(
            ordinal: record.ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            ticket: issue.finished,
            problems: issue.problems,
            original: { record.original }
        )
    }
}
