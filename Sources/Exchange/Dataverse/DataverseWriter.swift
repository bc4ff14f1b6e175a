import Basics
import Casework
import Packing
import XML

/// Writes cases, their notes and their contacts as a package that the configuration migration tool brings in. Nothing in it
/// depends on when or where it is written.
final class DataverseWriter: ForeignWriter {
    private let mapping: Mapping
    private let settings: DataverseSettings
    private let target: any ExportTarget
    private let folder: String
    private let cases: DataverseSection
    private let notes: DataverseSection
    /// Nil when the mapping names no column of a contact.
    private let contacts: DataverseSection?
    private var knownContacts: Set<GUID> = []
    private var latest: Instant?

    static let contactLookup = "primarycontactid"

    init(_ mapping: Mapping, to target: any ExportTarget, in folder: String = "/tmp") throws {
        self.mapping = mapping
        settings = try DataverseSettings(mapping)
        self.target = target
        self.folder = folder
        let names = DataverseTable.displayNames
        cases = try DataverseSection("incident", displayName: names.case, in: folder)
        notes = try DataverseSection("annotation", displayName: names.note, in: folder)
        let hasContacts = mapping.columnsOfReferences[Self.contactLookup] != nil
        contacts = hasContacts ? try DataverseSection("contact", displayName: names.contact, in: folder) : nil
    }

    func write(_ ticket: ForeignTicket, reading store: FileStore) throws -> (losses: [Loss], externalID: String?) {
        let label = ticket.number ?? ""
        let theirs = ticket.id.flatMap { try? GUID($0) }
        guard let id = theirs ?? ticket.key else { return ([Loss("id", .noPlace, of: label)], nil) }
        var losses: [Loss] = []
        var fields = [DataverseField("incidentid", id.description)]
        fields += columns(ticket, &losses)
        // What people there decided about a case stays theirs: a column that is left out is left as it is.
        if ticket.id == nil { fields += state() }
        if theirs == nil || theirs == ticket.key { fields += try customer(ticket, &losses) }
        try cases.write(id.description, fields)
        try writeNotes(of: ticket, id, &losses)
        try writeFiles(of: ticket, id, store, &losses)
        latest = [latest, ticket.modifiedAt].compactMap(\.self).max()
        for index in losses.indices { losses[index].record = label }
        return (losses, id.description)
    }

    // MARK: The case

    private func columns(_ ticket: ForeignTicket, _ losses: inout [Loss]) -> [DataverseField] {
        var fields: [DataverseField] = []
        for field in ticket.fields where !field.value.isEmpty {
            if field.name.contains("/") {
                if !isWrittenElsewhere(field) { losses.append(Loss(field.name, .noPlace)) }
                continue
            }
            let type = settings.type(of: field.name, in: mapping)
            var value = field.value
            if field.name == DataverseDescription.column {
                value = DataverseDescription.shown(value, limit: settings.descriptionLimit)
            } else if type.hasTenDecimals {
                value = DataverseNumber.padded(value)
            } else if type == .datetime, let instant = try? Instant(value) {
                value = DataverseDate.text(instant)
            }
            let target = type == .entityreference ? settings.target(of: field.name) : nil
            fields.append(DataverseField(field.name, value, target: target))
        }
        return fields
    }

    /// Whether a contact's column goes into a contact, or says what a column of the case says too.
    private func isWrittenElsewhere(_ field: ForeignField) -> Bool {
        if field.name.hasPrefix(Self.contactLookup + "/") { return true }
        let ours = mapping.fields.filter { $0.theirs == field.name }.map(\.ours)
        return mapping.fields.contains { ours.contains($0.ours) && !$0.theirs.contains("/") }
    }

    /// Every case of ours begins as an active one: the tool cannot bring in a resolved one. What it is here stands in the
    /// mapping's own column.
    private func state() -> [DataverseField] {
        let status = mapping.knows("statuscode") ? [] : [DataverseField("statuscode", "1")]
        return [DataverseField("statecode", "0")] + status
    }

    /// Whom a case of ours belongs to, without which there is none.
    private func customer(_ ticket: ForeignTicket, _ losses: inout [Loss]) throws -> [DataverseField] {
        let contact = try writeContact(of: ticket)
        var fields =
            contact.map {
                [DataverseField(Self.contactLookup, $0.description, target: "contact")]
            } ?? []
        if mapping.knows("customerid") { return fields }
        guard let customer = settings.customer ?? contact.map({ DataverseReference(entity: "contact", id: $0) }) else {
            losses.append(
                Loss("customerid", .leftOut("the mapping names neither a customer nor a contact, and a case has one"))
            )
            return fields
        }
        fields.append(DataverseField("customerid", customer.id.description, target: customer.entity))
        return fields
    }

    /// A contact is known by all that is said of it, so that the same person is one contact in every package.
    private func writeContact(of ticket: ForeignTicket) throws -> GUID? {
        guard let contacts else { return nil }
        let fields = ticket.fields.compactMap { field -> DataverseField? in
            guard field.name.hasPrefix(Self.contactLookup + "/"), !field.value.isEmpty else { return nil }
            let column = String(field.name.dropFirst(Self.contactLookup.count + 1))
            // The whole name is put together there, out of parts of which the last one must be.
            return DataverseField(column == "fullname" ? "lastname" : column, field.value)
        }
        guard !fields.isEmpty else { return nil }
        let id = GUID(named: ["contact"] + fields.flatMap { [$0.name, $0.value] })
        if knownContacts.insert(id).inserted {
            try contacts.write(id.description, [DataverseField("contactid", id.description)] + fields)
        }
        return id
    }

    // MARK: Notes

    private func writeNotes(of ticket: ForeignTicket, _ id: GUID, _ losses: inout [Loss]) throws {
        var seen: Set<GUID> = []
        if let text = ticket[DataverseDescription.column]?.value,
            !DataverseDescription.fits(text, limit: settings.descriptionLimit)
        {
            try write(DataverseNote(.description), text, of: id, isWhole: false, &seen)
        }
        // One that came from there would be there twice; one of ours has the same id every time.
        for comment in ticket.comments where comment.presence != .there {
            let note = DataverseNote(
                comment.isPublic ? .public : .internal,
                writtenAt: comment.writtenAt,
                author: comment.author
            )
            try write(note, comment.text, of: id, isWhole: comment.text.utf16.count <= DataverseNote.textLimit, &seen)
        }
    }

    private func write(
        _ note: DataverseNote,
        _ text: String,
        of owner: GUID,
        isWhole: Bool,
        _ seen: inout Set<GUID>
    ) throws {
        let parts = isWhole ? [text[...]] : DataverseNote.parts(of: text)
        let name = isWhole ? "" : DataverseNote.name(of: text)
        for (index, part) in parts.enumerated() {
            var note = note
            if !isWhole { note.part = DataverseNote.Part(number: index + 1, count: parts.count, text: name) }
            let subject = note.subject(settings)
            // What a description was before is written over.
            let words = note.kind == .description ? ["description"] : [subject, String(part)]
            let id = GUID(named: [owner.description] + words, notAmong: &seen)
            try notes.write(
                id.description,
                [
                    DataverseField("annotationid", id.description), DataverseField("subject", subject),
                    DataverseField("notetext", String(part)), DataverseField("isdocument", "False"),
                ] + Self.owner(owner)
            )
        }
    }

    private static func owner(_ id: GUID) -> [DataverseField] {
        [
            DataverseField("objectid", id.description, target: DataverseTable.case.entity),
            DataverseField("objecttypecode", DataverseTable.case.entity),
        ]
    }

    // MARK: Files

    private func writeFiles(
        of ticket: ForeignTicket,
        _ id: GUID,
        _ store: FileStore,
        _ losses: inout [Loss]
    ) throws {
        var seen: Set<GUID> = []
        for file in ticket.files {
            let label = "file '\(file.name)'"
            guard let size = file.size else {
                losses.append(Loss(label, .fileElsewhere))
                continue
            }
            guard size <= settings.fileLimit else {
                losses.append(Loss(label, .fileTooLarge(limit: settings.fileLimit, actual: size)))
                continue
            }
            var body = ""
            try file.eachChunk(from: store) { piece in
                // A whole chunk is a multiple of three bytes, so that only the last one is padded.
                body += Base64.text(piece)
            }
            // A newer file of a name takes the older one's place.
            let note = GUID(named: [id.description, "file", file.name], notAmong: &seen)
            try notes.write(
                note.description,
                [
                    DataverseField("annotationid", note.description), DataverseField("subject", file.name),
                    DataverseField("isdocument", "True"), DataverseField("filename", file.name),
                    DataverseField("mimetype", file.mediaType), DataverseField("documentbody", body),
                ] + Self.owner(id)
            )
        }
    }

    // MARK: The package

    func finish() throws {
        let zip = ZipWriter(in: folder)
        try zip.begin(DataversePackage.typesEntry)
        try zip.append(Array(Self.contentTypes.utf8))
        try zip.begin(DataversePackage.schemaEntry)
        try DataverseSchemaWriter(mapping, settings).write { try zip.append($0) }
        try zip.begin(DataversePackage.dataEntry)
        try zip.append(Array(start.utf8))
        for section in [contacts, cases, notes].compactMap(\.self) {
            try section.finish()
            try section.rows.eachPiece { try zip.append($0) }
        }
        try zip.append(Array("</entities>\n".utf8))
        try target.begin("")
        try zip.finish { try target.write($0) }
        try target.end()
    }

    /// As the tool begins its files: an empty line, and no declaration.
    private var start: String {
        "\r\n<entities xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + (latest.map { " timestamp=\"\(DataverseDate.text($0))\"" } ?? "") + ">\n"
    }

    private static let contentTypes =
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"xml\" ContentType=\"application/octet-stream\" /></Types>"
}

extension DataverseTable {
    /// As the tool shows the tables.
    static let displayNames = (case: "Case", note: "Note", contact: "Contact")
}

extension GUID {
    /// The same for the same words, another for others (RFC 9562, version 8).
    fileprivate init(named words: [String]) {
        var bytes: [UInt8] = []
        for word in words {
            withUnsafeBytes(of: UInt64(word.utf8.count).bigEndian) { bytes += $0 }
            bytes += word.utf8
        }
        let digest = Digest.of(bytes).bytes
        let high = digest[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = digest[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(high: high & ~0xf000 | 0x8000, low: low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
    }

    /// The same words a second time make the next one.
    fileprivate init(named words: [String], notAmong seen: inout Set<GUID>) {
        var id = GUID(named: words)
        var count = 1
        while !seen.insert(id).inserted {
            count += 1
            id = GUID(named: words + [String(count)])
        }
        self = id
    }
}
