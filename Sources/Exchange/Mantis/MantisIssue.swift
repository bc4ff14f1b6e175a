import Basics
import Casework
import XML

/// One issue of a MantisBT export.
struct MantisIssue {
    private let mapping: Mapping
    private var ticket = ForeignTicket()
    private var fields = FieldGathering()
    private(set) var problems: [RecordProblem] = []

    init(_ mapping: Mapping) { self.mapping = mapping }

    var finished: ForeignTicket {
        var ticket = ticket
        ticket.fields = fields.fields
        return ticket
    }

    mutating func take(_ issue: Element) {
        guard issue.isNamed("issue") else {
            problems.append(RecordProblem("'\(issue.name.prefix(60))' is no issue; a record is an <issue>", at: issue))
            return
        }
        for child in issue.children { takeChild(child) }
    }

    private mutating func takeChild(_ child: Element) {
        let name = child.name
        switch name {
        case "id":
            ticket.id = child.text
            ticket.number = child.text
        case "date_submitted":
            ticket.createdAt = instant(child)
            fields.append(name, ticket.createdAt?.description ?? "", at: child.place)
        // The time of the last change is no fact: as one it would make every touch a change.
        case "last_updated": ticket.modifiedAt = instant(child)
        case "due_date": fields.append(name, instant(child)?.description ?? "", at: child.place)
        case "reporter", "handler": fields.append(name, child.text, at: child.place)
        case "custom_fields": for field in child.children { takeCustomField(field) }
        case "bugnotes": for note in child.children { takeNote(note) }
        case "attachments": for attachment in child.children { takeAttachment(attachment) }
        default:
            if MantisWords.isList(name) {
                takeChoice(child)
            } else if let id = child.attribute("id"), !child.isBlank {
                fields.append(name, id, label: child.text, at: child.place)
            } else {
                fields.append(name, MantisText.plain(child.leafLines), at: child.place)
            }
        }
    }

    /// The word that the number has in every installation; the number and the site's own word for one that it added.
    private mutating func takeChoice(_ element: Element) {
        let name = element.name
        let id = element.attribute("id") ?? MantisWords.id(element.text, of: name) ?? element.text
        let value = MantisWords.word(id, of: name) ?? id
        fields.append(name, value, label: value == element.text ? nil : element.text, at: element.place)
    }

    private mutating func takeCustomField(_ element: Element) {
        let id = element.first("id")?.text ?? ""
        let name = element.first("name")?.text ?? ""
        let known = ["cf:" + id, "cf:" + name].filter(mapping.knows)
        for name in known.isEmpty ? ["cf:" + (name.isEmpty ? id : name)] : known {
            fields.append(name, element.first("value")?.text ?? "", at: element.place)
        }
    }

    private mutating func takeNote(_ element: Element) {
        let state = element.first("view_state")
        ticket.comments.append(
            ForeignComment(
                MantisText.plain(element.first("note")?.text ?? ""),
                isPublic: state?.attribute("id") != MantisWords.privateID && state?.text != MantisWords.privateWord,
                author: element.first("reporter")?.text,
                writtenAt: element.first("date_submitted").flatMap { instant($0) },
                at: element.place
            )
        )
    }

    private mutating func takeAttachment(_ element: Element) {
        let name = element.first("filename")?.text ?? element.first("title")?.text ?? ""
        guard let content = element.first("content") else {
            addFile(name, .absent, element)
            return
        }
        guard let bytes = content.base64Bytes() else {
            problems.append(
                RecordProblem("attachment '\(name.prefix(60))': its content is not base64", at: content)
            )
            return
        }
        if let size = element.first("filesize"), let stated = Int(size.text), stated != bytes.count {
            problems.append(
                RecordProblem(
                    "attachment '\(name.prefix(60))': it is said to have \(stated) bytes and has \(bytes.count)",
                    at: size
                )
            )
        }
        addFile(name, .bytes(FileContent(bytes)), element)
    }

    private mutating func addFile(_ name: String, _ content: ForeignFile.Content, _ element: Element) {
        let type = element.first("file_type")?.text ?? "application/octet-stream"
        ticket.files.append(ForeignFile(name: name, mediaType: type, content: content, at: element.place))
    }

    /// Seconds since 1970 in UTC; 1 is none.
    private mutating func instant(_ element: Element) -> Instant? {
        let text = element.text
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(text),
            seconds <= Self.latest
        else {
            problems.append(
                RecordProblem(
                    "\(element.name): '\(text.prefix(60))' is no number of seconds since 1970, as 1399370153",
                    at: element
                )
            )
            return nil
        }
        return seconds <= 1 ? nil : Instant(milliseconds: seconds * 1_000)
    }

    /// The end of the year 9999.
    private static let latest: Int64 = 253_402_300_799
}
