import Basics
import Casework
import XML

/// The notes of one case, as comments and files.
struct DataverseNotes {
    private let settings: DataverseSettings
    private(set) var comments: [ForeignComment] = []
    private(set) var files: [ForeignFile] = []
    /// Parts of longer texts, until all of one are there.
    private var pieces: [(note: DataverseNote, text: String, place: ForeignPlace)] = []

    init(_ settings: DataverseSettings) {
        self.settings = settings
    }

    mutating func take(_ row: DataverseRow, _ problems: inout [RecordProblem]) {
        let subject = row["subject"] ?? ""
        let fileName = row["filename"]
        if isFile(row) { takeFile(row, fileName ?? (subject.isEmpty ? "file" : subject), &problems) }
        let writtenAt = row.date("createdon", settings, &problems)
        let text = row["notetext"] ?? ""
        let place = row.place
        if let note = DataverseNote(subject, settings) {
            if note.part != nil || note.kind == .description {
                pieces.append((note, text, place))
            } else {
                add(note, text, place)
            }
            return
        }
        // Whoever writes a note there writes it for colleagues: nothing in it says that a customer may read it.
        let title = subject == fileName ? "" : subject
        let whole = [title, text].filter { !$0.trimmed.isEmpty }.joined(separator: "\n\n")
        guard !whole.isEmpty else { return }
        comments.append(
            ForeignComment(
                whole,
                isPublic: false,
                author: row.label("createdby") ?? row.label("ownerid"),
                writtenAt: writtenAt,
                at: place
            )
        )
    }

    /// Joins the parts of long texts. Returns the whole description, when a note holds one.
    mutating func joinTexts() -> String? {
        var description: String?
        while let first = pieces.first {
            let same = pieces.filter { $0.note.part?.text == first.note.part?.text && $0.note.kind == first.note.kind }
            pieces.removeAll { $0.note.part?.text == first.note.part?.text && $0.note.kind == first.note.kind }
            let parts = same.sorted { ($0.note.part?.number ?? 0) < ($1.note.part?.number ?? 0) }
            let whole = parts.map(\.text).joined()
            guard let part = first.note.part, parts.map(\.note.part?.number) == Array(1...part.count),
                DataverseNote.name(of: whole) == part.text
            else {
                // A part is gone, or somebody wrote in one: each is what it says by itself.
                for piece in parts { add(piece.note, piece.text, piece.place) }
                continue
            }
            if first.note.kind == .description { description = whole } else { add(first.note, whole, first.place) }
        }
        return description
    }

    private mutating func add(_ note: DataverseNote, _ text: String, _ place: ForeignPlace) {
        guard !text.trimmed.isEmpty else { return }
        comments.append(
            ForeignComment(
                text,
                isPublic: note.kind == .public,
                author: note.author,
                writtenAt: note.writtenAt,
                at: place
            )
        )
    }

    // MARK: Files

    private func isFile(_ row: DataverseRow) -> Bool {
        let word = row["isdocument"]?.lowercased()
        return word == "true" || word == "1" || row["documentbody"] != nil
    }

    private mutating func takeFile(_ row: DataverseRow, _ name: String, _ problems: inout [RecordProblem]) {
        let body = row.element("documentbody")
        let stated = row["filesize"].flatMap { Int64($0.trimmed) }
        var content = ForeignFile.Content.absent
        if let body, body.attribute("value") != nil {
            guard let bytes = body.base64Bytes(ofAttribute: "value") else {
                problems.append(row.problem("documentbody: it is not base64; export the note again", at: body))
                return
            }
            if let stated, stated != Int64(bytes.count) {
                problems.append(
                    row.problem(
                        "documentbody: it has \(bytes.count) bytes, and filesize says \(stated); export the note again",
                        at: body
                    )
                )
                return
            }
            content = .bytes(FileContent(bytes))
        } else if stated == 0 {
            content = .bytes(FileContent([]))
        }
        files.append(
            ForeignFile(name: name, mediaType: row["mimetype"] ?? "", content: content, at: row.place)
        )
    }
}

extension DataverseRow {
    /// Of the row itself.
    fileprivate var place: ForeignPlace { self.place(of: whole) }
}
