import Basics
import Casework
import XML

/// The notes of one case, as comments and files.
struct DataverseNotes {
    private let settings: DataverseSettings
    private(set) var comments: [ForeignComment] = []
    private(set) var files: [ForeignFile] = []
    /// Whole descriptions: the newest, and older ones that stayed there.
    private(set) var descriptions: [String] = []
    private(set) var hasBrokenDescription = false
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

    /// Joins the parts of long texts, when all rows were taken.
    mutating func joinTexts() {
        while let first = pieces.first {
            let isSame = { (piece: (note: DataverseNote, text: String, place: ForeignPlace)) in
                piece.note.part?.text == first.note.part?.text && piece.note.kind == first.note.kind
            }
            let parts = pieces.filter(isSame).sorted { ($0.note.part?.number ?? 0) < ($1.note.part?.number ?? 0) }
            pieces.removeAll(where: isSame)
            let whole = parts.map(\.text).joined()
            let numbers = parts.map { $0.note.part?.number ?? 0 }
            let isWhole =
                numbers == Array(1...(first.note.part?.count ?? 1))
                && DataverseNote.name(of: whole) == first.note.part?.text
            switch (first.note.kind, isWhole) {
            case (.description, true): descriptions.append(whole)
            case (.description, false): hasBrokenDescription = true
            case (.public, true), (.internal, true): add(first.note, whole, first.place)
            // A part is gone, or somebody wrote in one: each is what it says by itself.
            case (.public, false), (.internal, false): for part in parts { add(part.note, part.text, part.place) }
            }
        }
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
