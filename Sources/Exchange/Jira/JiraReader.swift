import XML

/// Reads Jira's XML issue view: an RSS channel with an item for each issue. Server and Cloud write the same, but for the
/// names of people.
///
/// A channel without the `rss` around it is read too: so a single item that was quarantined can be corrected.
final class JiraReader: ForeignReader {
    let head: String
    private let source: RecordSource
    private let mapping: Mapping
    private var ordinal = 0
    private var pages: [String] = []

    /// Throws a ``DocumentFault`` for a document that is no issue view.
    init(_ source: ByteSource, named name: String, mapping: Mapping, limits: Limits) throws(DocumentFault) {
        self.mapping = mapping
        self.source = try RecordSource(
            source,
            named: name,
            limits: limits,
            skippingTo: ["<?xml", "<!--", "<!DOCTYPE", "<rss", "<channel"],
            recordsAt: { $0 == "rss" ? 2 : 1 }
        )
        let root = self.source.root
        guard root.name == "rss" || root.name == "channel" else {
            throw self.source.otherRoot("Jira's XML issue view begins with <rss>; export it with 'Export XML'")
        }
        let attributes = root.startTag.drop { $0 != ">" && !$0.isWhitespace }
        head = "<channel" + attributes
    }

    var problems: [String] { pages + source.problems }

    func next() throws(DocumentFault) -> ForeignRecord? {
        while let record = try source.next() {
            if record.element.isNamed("issue") { notePage(record) }
            guard record.element.isNamed("item") else { continue }
            ordinal += 1
            var item = JiraItem(mapping)
            item.take(record.element)
            return ForeignRecord(
                ordinal: ordinal,
                line: record.line,
                column: record.column,
                byteRange: record.byteRange,
                ticket: item.finished(),
                problems: item.problems,
                losses: item.losses,
                original: { record.original }
            )
        }
        return nil
    }

    /// A search that found more than it shows says so.
    private func notePage(_ record: Record) {
        let number = { record.element.attribute($0).flatMap { Int($0) } }
        guard let start = number("start"), let end = number("end"), let total = number("total") else { return }
        guard start > 0 || end < total else { return }
        pages.append(
            "\(source.name):\(record.line):\(record.column): these are the issues \(start + 1) to \(end) of \(total); "
                + "export the others too, with pager/start and tempMax in the address"
        )
    }
}
