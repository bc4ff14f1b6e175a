import XML

/// Reads `<issues>`, a list of issues, or a single `<issue>`, which alone has journals and attachments.
final class RedmineReader: ForeignReader {
    let head: String
    private let name: String
    private let reader: RecordReader
    private let mapping: Mapping
    private let isList: Bool
    private var ordinal = 0
    private var isDone = false
    /// What is said of the document as a whole, with its first record.
    private var opening: [Loss] = []

    /// The most that a list holds of what it found.
    private let total: Int?

    init(
        _ source: ByteSource,
        named name: String,
        mapping: Mapping,
        limits: Limits
    ) throws(DocumentFault) {
        let root: Root
        do throws(XMLFault) {
            reader = try RecordReader(source, named: name, limits: limits)
            root = try reader.root()
        } catch { throw .unreadable(error) }
        self.name = name
        self.mapping = mapping
        head = root.startTag
        isList = root.name == "issues"
        total = root.attribute("total_count").flatMap(Int.init)
        guard isList || root.name == "issue", root.namespace == nil else {
            throw .foreign(
                "\(name):\(root.line):\(root.column): the root element is '\(root.name)'; a list of issues from Redmine begins "
                    + "with <issues>, a single one with <issue>"
            )
        }
        if isList {
            opening.append(
                Loss(
                    "journals and attachments",
                    .leftOut(
                        "lists hold none; save issues one by one, with "
                            + "?include=journals,attachments"
                    )
                )
            )
            let limit = root.attribute("limit").flatMap(Int.init) ?? 0
            if let total, limit > 0, total > limit {
                opening.append(
                    Loss(
                        "other pages",
                        .leftOut(
                            "this page holds at most \(limit) of \(total) issues; save the others with "
                                + "offset=… as well"
                        )
                    )
                )
            }
        }
    }

    var problems: [String] { reader.problems.map { $0.sentence(in: name) } }

    func next() throws(DocumentFault) -> ForeignRecord? {
        do throws(XMLFault) { return isList ? try nextOfList() : try single() } catch { throw .unreadable(error) }
    }

    private func nextOfList() throws(XMLFault) -> ForeignRecord? {
        guard let record = try reader.next() else { return nil }
        guard record.element.isNamed("issue") else {
            return made(
                ForeignTicket(),
                problems: [
                    RecordProblem(
                        "a list of issues holds <issue>, not <\(record.element.name)>; take it out",
                        at: record.element
                    )
                ],
                line: record.line,
                column: record.column,
                byteRange: record.byteRange,
                original: { record.original }
            )
        }
        var issue = RedmineIssue(mapping)
        for child in record.element.children { issue.take(child) }
        return made(
            issue.ticket,
            problems: issue.problems,
            line: record.line,
            column: record.column,
            byteRange: record.byteRange,
            original: { record.original }
        )
    }

    /// The document is one issue; its parts are what is read one by one.
    private func single() throws(XMLFault) -> ForeignRecord? {
        guard !isDone else { return nil }
        var issue = RedmineIssue(mapping)
        var parts: [Part] = []
        while let record = try reader.next() {
            issue.take(record.element)
            parts.append(Part(record))
        }
        isDone = true
        guard let first = parts.first, let last = parts.last else { return nil }
        return made(
            issue.ticket,
            problems: issue.problems,
            line: first.line,
            column: first.column,
            byteRange: first.byteRange.lowerBound..<last.byteRange.upperBound,
            original: { Part.joined(parts) }
        )
    }

    private func made(
        _ ticket: ForeignTicket,
        problems: [RecordProblem],
        line: Int,
        column: Int,
        byteRange: Range<Int64>,
        original: @escaping () -> [UInt8]
    ) -> ForeignRecord {
        ordinal += 1
        defer { opening = [] }
        return ForeignRecord(
            ordinal: ordinal,
            line: line,
            column: column,
            byteRange: byteRange,
            ticket: ticket,
            problems: problems,
            losses: opening,
            original: original
        )
    }

    /// A child of a single issue, as it stands there.
    private struct Part {
        let line: Int
        let column: Int
        let byteRange: Range<Int64>
        let bytes: [UInt8]

        init(_ record: Record) {
            line = record.line
            column = record.column
            byteRange = record.byteRange
            bytes = record.original
        }

        /// All of them, laid out so that every line and column keeps its distance from the first.
        static func joined(_ parts: [Part]) -> [UInt8] {
            var bytes: [UInt8] = []
            var end = parts.first.map { ($0.line, $0.column) } ?? (1, 1)
            for part in parts {
                if part.line > end.0 {
                    bytes += [UInt8](repeating: 0x0A, count: part.line - end.0)
                    bytes += [UInt8](repeating: 0x20, count: part.column - 1)
                } else {
                    bytes += [UInt8](repeating: 0x20, count: max(0, part.column - end.1))
                }
                bytes += part.bytes
                let lines = part.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                let tail = (lines.last ?? []).count { $0 & 0xC0 != 0x80 }
                end = lines.count > 1 ? (part.line + lines.count - 1, tail + 1) : (part.line, part.column + tail)
            }
            return bytes
        }
    }
}
