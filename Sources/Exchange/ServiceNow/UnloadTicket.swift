import Basics
import Casework
import XML

/// A ticket on its way out of its rows.
struct UnloadTicket {
    private let document: UnloadDocument
    private let main: ParsedRow?
    private var ticket: ForeignTicket
    private var problems: [RecordProblem] = []
    private var comments: [Dated<ForeignComment>] = []
    private var files: [Dated<ForeignFile>] = []
    /// All rows, the ticket's own first.
    private var rows: [SpooledRow]
    private var chunkBytes = 0
    private var chunks: [(spans: [RowSpan], file: SpoolFile)] = []

    /// Something of a ticket with what decides its place among others: its time, then its key. The order of rows in the
    /// document says nothing, and may be another one the next time.
    private struct Dated<Value> {
        let at: Instant?
        let key: String
        let value: Value

        static func isBefore(_ left: Dated, _ right: Dated) -> Bool {
            let times = (left.at?.milliseconds ?? .min, right.at?.milliseconds ?? .min)
            return times.0 != times.1 ? times.0 < times.1 : left.key < right.key
        }
    }

    /// Columns that this container itself reads, or that only say how often a row was touched.
    private static let own: Set<String> = [
        "sys_id", "number", "sys_created_on", "sys_updated_on", "sys_mod_count", "sys_updated_by",
    ]

    init(_ key: String, _ main: ParsedRow?, in document: UnloadDocument) {
        self.document = document
        self.main = main
        ticket = ForeignTicket(id: key.isEmpty ? nil : key)
        rows = main.map { [$0.row] } ?? []
        if let main, main.isDeleted {
            // Nothing is deleted here because it was deleted there.
            ticket.isFollowUp = true
            ticket.history.append("The \(main.element.name) was deleted there.")
        } else {
            ticket.isFollowUp = main == nil
        }
    }

    /// The finished ticket.
    func record(_ ordinal: Int) -> ForeignRecord {
        var ticket = ticket
        ticket.comments = comments.sorted(by: Dated.isBefore).map(\.value)
        ticket.files = files.sorted(by: Dated.isBefore).map(\.value)
        let first = rows[0]
        return ForeignRecord(
            ordinal: ordinal,
            line: first.line,
            column: first.column,
            byteRange: first.offset..<first.offset + Int64(first.bytes.count),
            ticket: ticket,
            problems: problems,
            original: { [rows, chunks] in Self.original(rows, chunks) }
        )
    }

    private static func original(_ rows: [SpooledRow], _ chunks: [(spans: [RowSpan], file: SpoolFile)]) -> [UInt8] {
        var parts = rows.map(\.bytes)
        for (spans, file) in chunks {
            // What cannot be read any more is not there to be corrected.
            parts += spans.compactMap { try? file.allBytes(at: $0.start, count: $0.count) }
        }
        return Array(parts.joined(separator: [0x0a]))
    }

    /// There are more rows than may be in memory together.
    mutating func noteCut(at limit: Int) {
        problems.append(
            RecordProblem(
                line: main?.row.line ?? 1,
                column: main?.row.column ?? 1,
                message: "the rows of the ticket have more than \(limit) bytes together; export it in parts"
            )
        )
    }

    // MARK: Columns

    mutating func takeColumns(of main: ParsedRow, users: [String: ParsedRow]) {
        let row = main.element
        ticket.number = row.column("number").nilIfEmpty
        ticket.createdAt = time("sys_created_on", of: main) ?? time("opened_at", of: main)
        ticket.modifiedAt = time("sys_updated_on", of: main)
        guard !main.isDeleted else { return }
        for column in row.children { take(column, of: main, users) }
    }

    private mutating func take(_ column: Element, of main: ParsedRow, _ users: [String: ParsedRow]) {
        let name = column.name
        let mapping = document.mapping
        guard !mapping.ignored.contains(name) else { return }
        if column.first != nil {
            problems.append(RecordProblem(at: main.place(of: column), "\(name): holds elements; a column is text"))
        }
        let text = column.text
        guard !text.isEmpty else { return }
        let label = column.attribute("display_value")?.nilIfEmpty
        if let columns = document.site.references[name] {
            let user = users[text.trimmed]
            if let user, !rows.contains(where: { $0.offset == user.row.offset }) { rows.append(user.row) }
            for part in columns { takeColumn(part, of: user, referredToBy: column, label, of: main) }
            // The reference is said by what it leads to.
            guard mapping.fields.contains(where: { $0.theirs == name }) else { return }
        }
        guard !Self.own.contains(name) || mapping.knows(name) else { return }
        ticket.fields.append(ForeignField(name, text, label: label, at: main.place(of: column)))
    }

    /// A column of the row that a reference leads to. Where the document does not hold the row, the name that people see
    /// is known all the same.
    private mutating func takeColumn(
        _ name: String,
        of user: ParsedRow?,
        referredToBy reference: Element,
        _ label: String?,
        of main: ParsedRow
    ) {
        let theirs = "\(reference.name)/\(name)"
        if let user {
            guard let column = user.element.first(name), !column.text.isEmpty else { return }
            ticket.fields.append(ForeignField(theirs, column.text, at: user.place(of: column)))
        } else if name == "name", let label {
            ticket.fields.append(ForeignField(theirs, label, at: main.place(of: reference)))
        }
    }

    /// A time in a row. What is none is a problem of the record.
    private mutating func time(_ name: String, of row: ParsedRow) -> Instant? {
        guard let column = row.element.first(name), !column.text.trimmed.isEmpty else { return nil }
        if let instant = UnloadTime.instant(column.text) { return instant }
        problems.append(
            RecordProblem(
                at: row.place(of: column),
                "\(row.element.name)/\(name): '\(quoted(column.text))' is not a time; write yyyy-MM-dd HH:mm:ss in UTC, "
                    + "as 2026-11-23 08:15:00"
            )
        )
        return nil
    }

    // MARK: Rows that stand apart

    mutating func takeJournal(_ journal: [ParsedRow]) {
        for row in journal {
            rows.append(row.row)
            let key = row.element.column("sys_id")
            guard !row.isDeleted else {
                ticket.history.append("A comment was deleted there (\(key)).")
                continue
            }
            let at = time("sys_created_on", of: row)
            let text = row.element.first("value")
            let comment = ForeignComment(
                text?.text ?? "",
                // Whatever is not said to be for the customer is for the desk.
                isPublic: row.element.column("element") == "comments",
                author: row.element.column("sys_created_by").nilIfEmpty,
                writtenAt: at,
                at: row.place(of: text ?? row.element)
            )
            comments.append(Dated(at: at, key: key, value: comment))
        }
    }

    /// Throws only what stands against reading the document at all.
    mutating func takeAttachment(_ row: ParsedRow, _ spans: [RowSpan], in file: SpoolFile) throws(DocumentFault) {
        rows.append(row.row)
        let name = row.element.column("file_name")
        let key = row.element.column("sys_id")
        guard !row.isDeleted else {
            ticket.history.append("The file '\(name)' was deleted there (\(key)).")
            return
        }
        let length = spans.reduce(0) { $0 + $1.count }
        guard length <= document.limits.recordBytes - chunkBytes else {
            let message = "its pieces have \(length) bytes; at most \(document.limits.recordBytes) of a ticket are read"
            problems.append(UnloadFile.Fault(place: row.place(of: row.element), message: message).of(name))
            return
        }
        chunkBytes += length
        chunks.append((spans, file))
        let at = time("sys_created_on", of: row)
        let content: ForeignFile.Content
        switch try UnloadFile.content(of: row, spans, in: file, document) {
        case .success(let found): content = found
        case .failure(let problem):
            problems.append(problem.of(name))
            return
        }
        let attached = ForeignFile(
            name: name,
            mediaType: row.element.column("content_type"),
            content: content,
            at: row.place(of: row.element)
        )
        files.append(Dated(at: at, key: key, value: attached))
    }
}

extension ParsedRow {
    /// Whether the row says that it is no longer there.
    var isDeleted: Bool { element.attribute("action")?.trimmed.uppercased() == "DELETE" }
}

extension RecordProblem {
    init(at place: ForeignPlace, _ message: String) {
        self.init(line: place.line, column: place.column, message: message)
    }
}

extension String {
    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}

extension Element {
    /// The first element directly inside.
    fileprivate var first: Element? {
        var children = children
        return children.next()
    }
}
