import XML

/// Reads Bugzilla's `show_bug.cgi?ctype=xml`: `bugzilla` with a `bug` for each.
///
/// Real files name a DTD on their own server. It is accepted, since they are refused otherwise, and never fetched.
final class BugzillaReader: ForeignReader {
    private let source: RecordSource

    /// libxml2 ends at 10 MB; in base64 that is a file of 7.4 MB.
    private static let longestText = 9_900_000

    /// Throws a ``DocumentFault`` for a document that is no such export.
    init(_ source: ByteSource, named name: String, limits: Limits) throws(DocumentFault) {
        var limits = limits
        limits.allowsExternalDoctype = true
        limits.textLength = max(limits.textLength, Self.longestText)
        self.source = try RecordSource(source, named: name, limits: limits)
        guard self.source.root.name == "bugzilla" else {
            throw self.source.otherRoot("what Bugzilla exports begins with <bugzilla>; export bugs with 'XML'")
        }
    }

    var head: String { source.root.startTag }
    var problems: [String] { source.problems }

    func next() throws(DocumentFault) -> ForeignRecord? {
        guard let record = try source.next() else { return nil }
        var bug = Bug()
        bug.take(record.element)
        return ForeignRecord(
            ordinal: record.ordinal,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            ticket: bug.finished,
            problems: bug.problems,
            losses: bug.losses,
            original: { BugzillaToken.blanked(in: record.original) }
        )
    }
}
