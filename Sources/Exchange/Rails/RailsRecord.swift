import Basics
import Casework
import XML

/// One record of a Rails list.
struct RailsRecord {
    private let names: RailsNames
    private var ticket = ForeignTicket()
    private var fields = FieldGathering()
    private(set) var problems: [RecordProblem] = []

    init(_ names: RailsNames) { self.names = names }

    var finished: ForeignTicket {
        var ticket = ticket
        ticket.fields = fields.fields
        // The first comment of some products is the description once more.
        if let first = ticket.comments.first, let description = ticket["description"],
            sameText(first.text, description.value)
        {
            ticket.comments.removeFirst()
        }
        return ticket
    }

    mutating func take(_ record: Element) {
        guard names.isRecord(record.name) else {
            problems.append(
                RecordProblem(
                    "'\(record.name.prefix(60))' is no record of the list; name it with "
                        + "<option name=\"record\" value=\"\(RailsNames.plain(record.name).prefix(60))\"/> in the mapping",
                    at: record
                )
            )
            return
        }
        guard refuseTypes(record) else { return }
        takeKeys(record)
        for child in record.children { takeChild(child, below: "") }
    }

    /// Types that once made Ruby run what stood in a document (CVE-2013-0156). Nothing of such a record is read.
    private mutating func refuseTypes(_ element: Element) -> Bool {
        if let type = element.attribute("type"), ["yaml", "symbol"].contains(type.lowercased()) {
            problems.append(
                RecordProblem(
                    "\(element.name): type=\"\(type)\" is refused, since it once ran code; take the attribute out",
                    at: element
                )
            )
            return false
        }
        for child in element.children where !refuseTypes(child) { return false }
        return true
    }

    private mutating func takeKeys(_ record: Element) {
        ticket.id = first(names.id, in: record)?.text
        ticket.number = first(names.number, in: record)?.text ?? ticket.id
        ticket.createdAt = first(names.created, in: record).flatMap { instant($0) }
        ticket.modifiedAt = first(names.modified, in: record).flatMap { instant($0) }
    }

    /// The first child with a value that has one of these names, in the order of the names.
    private func first(_ names: [String], in element: Element) -> Element? {
        let children = Array(element.children)
        for name in names {
            let found = children.first { RailsNames.plain($0.name) == name && !Self.isNil($0) }
            if let found { return found }
        }
        return nil
    }

    private static func isNil(_ element: Element) -> Bool {
        element.attribute("nil") == "true" || element.isBlank && element.attribute("type") != "array"
    }

    private mutating func takeChild(_ child: Element, below path: String) {
        let plain = RailsNames.plain(child.name)
        let name = path + plain
        if path.isEmpty {
            guard !names.modified.contains(plain), plain != names.id.first else { return }
        }
        guard !Self.isNil(child) else { return }
        let type = child.attribute("type")
        if type == "file" || type == "base64Binary" {
            takeFile(child)
        } else if names.isComments(plain), child.hasElements {
            for comment in child.children { takeComment(comment) }
        } else if plain == "attachments" {
            for attachment in child.children { takeAttachment(attachment) }
        } else if plain == "ticket_field_entries" || plain == "custom_fields" || plain == "custom_field" {
            takeCustomFields(child)
        } else if type == "array" || !child.hasElements {
            fields.append(name, child.leafLines, at: child.place)
        } else {
            for inner in child.children { takeChild(inner, below: name + "/") }
        }
    }

    /// `ticket-field-entry` with a number and a value, `custom-field` with its name in an attribute, or a hash by name.
    private mutating func takeCustomFields(_ element: Element) {
        for entry in element.children where !Self.isNil(entry) {
            var keys: [String]
            let value: String
            if let id = first(["ticket_field_id"], in: entry) {
                keys = [id.text]
                value = first(["value"], in: entry)?.text ?? ""
            } else if let id = entry.attribute("id") ?? entry.attribute("name") {
                keys = [id, entry.attribute("name") ?? id]
                value = first(["value"], in: entry)?.leafLines ?? entry.leafLines
            } else {
                keys = [RailsNames.plain(entry.name)]
                value = entry.leafLines
            }
            keys = keys.map { "cf:" + $0 }
            let known = Set(keys).filter(names.mapping.knows)
            for key in known.isEmpty ? keys.suffix(1) : keys.filter(known.contains) {
                fields.append(key, value, at: entry.place)
            }
        }
    }

    private mutating func takeComment(_ element: Element) {
        let text = first(["value", "body", "comment", "content", "text"], in: element)?.text ?? ""
        let author = first(["author_name", "user_name", "author_id", "user_id"], in: element)?.text
        ticket.comments.append(
            ForeignComment(
                text,
                isPublic: isPublic(element),
                author: author,
                writtenAt: first(names.created, in: element).flatMap { instant($0) },
                at: element.place
            )
        )
        for list in element.children where RailsNames.plain(list.name) == "attachments" {
            for attachment in list.children { takeAttachment(attachment) }
        }
    }

    /// What says nothing of itself is not shown to customers.
    private func isPublic(_ comment: Element) -> Bool {
        if let word = first(["is_public", "public"], in: comment) { return Self.isTrue(word) }
        if let word = first(["private", "is_private"], in: comment) { return !Self.isTrue(word) }
        return false
    }

    private static func isTrue(_ element: Element) -> Bool { element.text == "true" || element.text == "1" }

    private mutating func takeAttachment(_ element: Element) {
        let name = first(["filename", "file_name", "content_file_name", "name"], in: element)?.text
        let type = first(["content_type", "content_content_type"], in: element)?.text
        addFile(name ?? "", type, .absent, element)
    }

    /// A file in base64, as Rails wrote it.
    private mutating func takeFile(_ element: Element) {
        let name = element.attribute("name") ?? RailsNames.plain(element.name)
        guard let bytes = element.base64Bytes() else {
            problems.append(RecordProblem("\(element.name): it is not base64", at: element))
            return
        }
        addFile(name, element.attribute("content_type"), .bytes(FileContent(bytes)), element)
    }

    private mutating func addFile(_ name: String, _ type: String?, _ content: ForeignFile.Content, _ element: Element) {
        ticket.files.append(
            ForeignFile(
                name: name,
                mediaType: type ?? "application/octet-stream",
                content: content,
                at: element.place
            )
        )
    }

    /// ISO 8601 with a zone, `2012-03-22T19:01:56-03:00`, or without one where the mapping names it.
    private mutating func instant(_ element: Element) -> Instant? {
        let text = element.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for form in [text, text.replacing(" +", with: "+").replacing(" -", with: "-"), text + (names.zone ?? "")] {
            if let instant = try? Instant(exchanged: form) { return instant }
        }
        problems.append(
            RecordProblem(
                "\(element.name): '\(text.prefix(60))' is no time with a zone; write it as 2012-03-22T19:01:56-03:00, or "
                    + "name the zone with <option name=\"zone\" value=\"-03:00\"/> in the mapping",
                at: element
            )
        )
        return nil
    }
}

extension Element {
    fileprivate var hasElements: Bool { children.contains { _ in true } }
}
