import Basics
import XML

/// One issue on its way in: its children in any order.
struct RedmineIssue {
    private let mapping: Mapping
    private(set) var ticket = ForeignTicket()
    private(set) var problems: [RecordProblem] = []

    init(_ mapping: Mapping) {
        self.mapping = mapping
    }

    mutating func take(_ child: Element) {
        switch child.name {
        case "id":
            ticket.id = child.text.trimmed
            ticket.number = "#" + child.text.trimmed
        case "created_on": ticket.createdAt = instant(child)
        case "updated_on": ticket.modifiedAt = instant(child)
        case "project", "tracker", "status", "priority", "author", "assigned_to", "category", "fixed_version", "parent":
            let label = child.attribute("name")
            // Old versions wrote <tracker_id>1</tracker_id> instead, which falls under the last case.
            guard let id = child.attribute("id") else { return add(child.name, child.text, at: child) }
            add(child.name, id, label: label, at: child)
        case "custom_fields", "custom_values": for field in child.children { takeCustom(field) }
        case "journals": for journal in child.children { takeJournal(journal) }
        case "attachments": for attachment in child.children { takeAttachment(attachment) }
        // What the key may do there, not what the issue is.
        case "allowed_statuses": return
        default:
            var inside = child.children
            if inside.next() == nil { add(child.name, child.text, at: child) } else { takeOther(child) }
        }
    }

    private mutating func add(_ name: String, _ value: String, label: String? = nil, at element: Element) {
        let place = ForeignPlace(line: element.line, column: element.column)
        ticket.fields.append(ForeignField(name, value, label: label, at: place))
    }

    /// Under the name that the mapping has for it: the number, or else the name.
    private mutating func takeCustom(_ field: Element) {
        let number = field.attribute("id").map(RedmineField.name(ofNumber:))
        let title = field.attribute("name").map(RedmineField.name(ofTitle:))
        guard let name = [number, title].compactMap({ $0 }).first(where: mapping.knows) ?? title ?? number else {
            problems.append(RecordProblem("custom_field: has neither id nor name", at: field))
            return
        }
        let value = field.first("value")
        let inner = value.map { value in value.children.filter { $0.isNamed("value") }.map(\.text) } ?? []
        // Several values of a list are one text here, and no word of a picklist: nothing is dropped in silence.
        let text = inner.isEmpty ? value?.text ?? "" : inner.joined(separator: ", ")
        add(name, text, at: value ?? field)
    }

    // MARK: Journals and attachments

    private mutating func takeJournal(_ journal: Element) {
        let user = journal.first("user")?.attribute("name")
        let writtenAt = journal.first("created_on").flatMap { instant($0) }
        let notes = journal.first("notes")
        if let notes, !notes.text.trimmed.isEmpty {
            ticket.comments.append(
                ForeignComment(
                    notes.text,
                    isPublic: isPublic(journal),
                    author: user,
                    writtenAt: writtenAt,
                    at: ForeignPlace(line: notes.line, column: notes.column)
                )
            )
        }
        guard let details = journal.first("details") else { return }
        let when = journal.first("created_on")?.text.trimmed ?? ""
        for detail in details.children {
            let old = detail.first("old_value")?.text ?? ""
            let new = detail.first("new_value")?.text ?? ""
            let name = [detail.attribute("property"), detail.attribute("name")].compactMap { $0 }.joined(separator: " ")
            ticket.history.append("\(when) \(user ?? ""): \(name) '\(Self.line(old))' to '\(Self.line(new))'")
        }
    }

    /// A note whose journal does not say is taken for internal: versions differ in whether they say it.
    private func isPublic(_ journal: Element) -> Bool {
        guard let text = journal.first("private_notes")?.text.trimmed else {
            return mapping.option("notes-without-mark") == "public"
        }
        return text == "false"
    }

    private mutating func takeAttachment(_ attachment: Element) {
        let name = attachment.first("filename")?.text ?? ""
        let size = attachment.first("filesize")?.text.trimmed ?? "?"
        ticket.files.append(
            ForeignFile(
                name: name,
                mediaType: attachment.first("content_type")?.text.trimmed ?? "",
                content: .absent,
                at: ForeignPlace(line: attachment.line, column: attachment.column)
            )
        )
        if let url = attachment.first("content_url")?.text.trimmed, !url.isEmpty {
            ticket.history.append("file '\(Self.line(name))', \(size) bytes: \(Self.line(url))")
        }
    }

    /// Relations, changesets, watchers, children and what plug-ins add: a line each.
    private mutating func takeOther(_ parent: Element) {
        for child in parent.children {
            let attributes = child.attributes.map { "\($0.name) \($0.value)" }
            let texts = child.children.map { "\($0.name) \($0.attribute("name") ?? $0.text)" }
            let own = child.text.trimmed
            let said = (attributes + texts + (own.isEmpty ? [] : [own])).joined(separator: ", ")
            ticket.history.append("\(parent.name): \(child.name) \(Self.line(said))")
        }
    }

    // MARK: Values

    private mutating func instant(_ element: Element) -> Instant? {
        let text = element.text.trimmed
        guard !text.isEmpty else { return nil }
        if let instant = RedmineDate.instant(text) { return instant }
        problems.append(
            RecordProblem(
                "\(element.name): '\(Self.line(text))' is no time; write it as 2026-11-23T02:42:32Z",
                at: element
            )
        )
        return nil
    }

    /// On one line, and not endless: what changed in a description is told, not repeated.
    private static func line(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
