import Basics
import Casework
import XML

/// Writes a document for the import of MantisBT's XmlImportExport plugin.
///
/// The importer steps from one node of the document to the next and takes it for the value, so that every element stands on
/// a line of its own, none is closed in its own tag, and nothing stands in front of the root.
final class MantisWriter: ForeignWriter {
    private let target: any ExportTarget
    private let xml: XMLWriter
    private let mapping: Mapping

    /// The largest file, in bytes: what ``MantisReader`` can still read again in base64.
    static let largestFile: Int64 = 7_000_000

    init(to target: any ExportTarget, mapping: Mapping) throws {
        self.target = target
        self.mapping = mapping
        try target.begin("")
        xml = XMLWriter(emptyElements: .paired) { try target.write($0) }
        try xml.start(
            "mantis",
            [("version", "2.0.0"), ("urlbase", ""), ("issuelink", "#"), ("notelink", "~"), ("format", "1")]
        )
    }

    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?) {
        var losses: [Loss] = []
        try xml.start("issue")
        // No number of theirs: what carries this word is never one of their own issues.
        try xml.element("id", text: ticket.number ?? ticket.id ?? "")
        try writeFields(ticket, &losses)
        try writeComments(ticket, &losses)
        try writeFiles(ticket, reading: store, &losses)
        try xml.end()
        for index in losses.indices { losses[index].record = ticket.number ?? "" }
        return (losses, nil)
    }

    func finish() throws {
        try xml.end()
        try xml.finish()
        try target.end()
    }

    // MARK: Fields

    private static let customPrefix = "cf:"

    private func writeFields(_ ticket: ForeignTicket, _ losses: inout [Loss]) throws {
        for field in ticket.fields where !field.name.hasPrefix(Self.customPrefix) { try write(field, &losses) }
        // Without one the importer sets no reporter at all; nobody's name makes it whoever imports.
        if ticket["reporter"] == nil { try xml.element("reporter", [("id", "0")]) }
        for (name, instant) in [("date_submitted", ticket.createdAt), ("last_updated", ticket.modifiedAt)] {
            guard let instant, ticket[name] == nil else { continue }
            try xml.element(name, text: Self.seconds(instant))
        }
        let custom = ticket.fields.filter { $0.name.hasPrefix(Self.customPrefix) }
        let numbered = custom.compactMap { field in customID(field).map { (id: $0, field: field) } }
        losses += custom.filter { customID($0) == nil }.map {
            Loss($0.name, .leftOut("its number is not in the mapping"))
        }
        guard !numbered.isEmpty else { return }
        try xml.start("custom_fields")
        for (id, field) in numbered {
            try xml.start("custom_field")
            try xml.element("id", text: id)
            try xml.element("name", text: String(field.name.dropFirst(Self.customPrefix.count)))
            try xml.element("value", text: field.value)
            try xml.end()
        }
        try xml.end()
    }

    /// The importer finds a custom field by its name and fills the one with this number.
    private func customID(_ field: ForeignField) -> String? { mapping.option(field.name) }

    private func write(_ field: ForeignField, _ losses: inout [Loss]) throws {
        switch field.name {
        case "date_submitted", "last_updated", "due_date":
            guard let instant = try? Instant(field.value) else { return }
            try xml.element(field.name, text: Self.seconds(instant))
        default:
            if MantisWords.isList(field.name) {
                let id = MantisWords.id(field.value, of: field.name) ?? field.value
                try xml.element(field.name, [("id", id)], text: field.label ?? field.value)
            } else {
                try xml.element(field.name, text: guarded(field.value, of: field.name, &losses))
            }
        }
    }

    private func guarded(_ text: String, of name: String, _ losses: inout [Loss]) -> String {
        let guarded = MantisText.guarded(text)
        if !sameText(guarded, text) { losses.append(Loss(name, .altered(to: "text whose # links to nothing"))) }
        return guarded
    }

    private static func seconds(_ instant: Instant) -> String { String(max(0, instant.milliseconds) / 1_000) }

    // MARK: What is around the fields

    /// The importer makes every note public: an internal one must not be in the file.
    private func writeComments(_ ticket: ForeignTicket, _ losses: inout [Loss]) throws {
        let notes = ticket.comments.filter(\.isPublic)
        losses += ticket.comments.filter { !$0.isPublic }.map { comment in
            Loss("note" + (comment.writtenAt.map { " of \($0.minute) UTC" } ?? ""), .staysInternal)
        }
        guard !notes.isEmpty else { return }
        try xml.start("bugnotes")
        for (index, note) in notes.enumerated() {
            let time = (note.writtenAt ?? ticket.modifiedAt).map(Self.seconds) ?? "1"
            try xml.start("bugnote")
            try xml.element("id", text: String(index + 1))
            try xml.element("reporter", [("id", "0")], text: note.author ?? "")
            try xml.element("note", text: guarded(note.text, of: "note", &losses))
            try xml.element("view_state", [("id", "10")], text: "public")
            try xml.element("date_submitted", text: time)
            try xml.element("last_modified", text: time)
            try xml.end()
        }
        try xml.end()
    }

    private func writeFiles(_ ticket: ForeignTicket, reading store: FileStore, _ losses: inout [Loss]) throws {
        var files: [(file: ForeignFile, size: Int64)] = []
        for file in ticket.files {
            guard let size = file.size else { continue }
            if size > Self.largestFile {
                losses.append(Loss("file '\(file.name)'", .fileTooLarge(limit: Self.largestFile, actual: size)))
            } else {
                files.append((file, size))
            }
        }
        guard !files.isEmpty else { return }
        try xml.start("attachments")
        for (index, (file, size)) in files.enumerated() {
            try xml.start("attachment")
            try xml.element("id", text: String(index + 1))
            try xml.element("title", text: "")
            try xml.element("filename", text: file.name)
            try xml.element("filesize", text: String(size))
            try xml.element("file_type", text: file.mediaType)
            try xml.element("date_added", text: ticket.modifiedAt.map(Self.seconds) ?? "1")
            try xml.start("content")
            // Chunks are whole groups of three bytes, so that their base64 is one text.
            try file.eachChunk(from: store) { try xml.base64($0) }
            try xml.end()
            try xml.end()
        }
        try xml.end()
    }
}
