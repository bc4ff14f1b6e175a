import Basics
import Casework
import Tickets
import XML

/// Reads one record of Salesforce's into the common middle, with everything that is wrong in it.
struct SalesforceDecoder {
    private let mapping: Mapping
    private let secrets: SalesforceSecrets
    /// Their field with our id.
    private let idField: String?
    private let numberFields: Set<String>
    private(set) var problems: [RecordProblem] = []
    private(set) var losses: [Loss] = []

    init(_ mapping: Mapping, secrets: SalesforceSecrets) {
        self.mapping = mapping
        self.secrets = secrets
        idField = mapping[.id]?.theirs
        numberFields = Set(mapping.fields.filter { $0.ours == .amount }.map(\.theirs))
    }

    /// The record's object: its `type` where the answer is generic, its schema type where it is not.
    static func type(of sObject: Element) -> String? {
        if let type = sObject.first("type")?.text.trimmed, !type.isEmpty { return type }
        return sObject.typeName.flatMap { $0 == "sObject" ? nil : $0 }
    }

    mutating func refuse(_ type: String?, at sObject: Element) {
        let what =
            type.map { "a record of '\($0.prefix(60))' is not read" } ?? "the record does not say of which object it is"
        problems.append(RecordProblem("type: \(what); query Case, or CaseComment", at: sObject))
    }

    // MARK: Cases

    mutating func ticket(_ sObject: Element) -> ForeignTicket {
        var ticket = ForeignTicket()
        let id = salesforceID(of: sObject)
        takeFields(of: sObject, into: &ticket)
        let ours = idField.flatMap { ticket[$0]?.value }.flatMap(Self.ourID)
        ticket.id = ours ?? id
        ticket.number = ticket["CaseNumber"]?.value
        ticket.createdAt = instant(ticket["CreatedDate"])
        ticket.modifiedAt = instant(ticket["LastModifiedDate"] ?? ticket["SystemModstamp"])
        // Who filed a Case there knows it by its number; ours are known by our own.
        let said = Set(["CreatedDate", "LastModifiedDate", "SystemModstamp"] + (ours == nil ? [] : ["CaseNumber"]))
        ticket.fields.removeAll { said.contains($0.name) && !mapping.knows($0.name) }
        ticket.comments = CommentParts.joined(ticket.comments)
        return ticket
    }

    /// The record's own key, which the SOAP API tells twice.
    private mutating func salesforceID(of sObject: Element) -> String? {
        let ids = sObject.children.filter { $0.isNamed("Id") && !$0.isNil }.map { $0.text.trimmed }.filter {
            !$0.isEmpty
        }
        guard let first = ids.first else { return nil }
        if let other = ids.first(where: { !sameText($0, first) }) {
            let message = "Id: the record has two, '\(first.prefix(40))' and '\(other.prefix(40))'; export it again"
            problems.append(RecordProblem(message, at: sObject))
        }
        return first
    }

    private static func ourID(_ text: String) -> String? {
        (try? Ticket.ID(text.trimmed.lowercased()))?.description
    }

    private mutating func instant(_ field: ForeignField?) -> Instant? {
        guard let field, !field.value.trimmed.isEmpty else { return nil }
        do throws(Fault) { return try Instant(exchanged: field.value.trimmed) } catch {
            problems.append(
                RecordProblem(
                    line: field.place?.line ?? 1,
                    column: field.place?.column ?? 1,
                    message: "\(field.name): \(error.sentence)"
                )
            )
            return nil
        }
    }

    // MARK: Fields

    /// `path` is the way of references to the element, each with a slash behind it.
    private mutating func takeFields(of element: Element, path: String = "", into ticket: inout ForeignTicket) {
        for child in element.children {
            let name = path + child.name
            if child.isNamed("type") || child.isNil { continue }
            if child.isNamed("Id"), !mapping.knows(name) { continue }
            if SalesforceSecrets.isSecret(child) { continue }
            guard SalesforceNames.fields.contains(child.namespace ?? "") else {
                losses.append(Loss(name, .leftOut("it is not in a namespace of Salesforce's")))
                continue
            }
            if child.first("records") != nil || child.typeName == "QueryResult" {
                takeRows(child, named: name, into: &ticket)
            } else if child.children.contains(where: { _ in true }) {
                takeFields(of: child, path: name + "/", into: &ticket)
            } else {
                take(child, named: name, into: &ticket)
            }
        }
    }

    private mutating func take(_ element: Element, named name: String, into ticket: inout ForeignTicket) {
        let text = element.text
        guard !secrets.holds(text) else {
            losses.append(Loss(name, .leftOut("a session id stands in it")))
            return
        }
        let place = Self.place(of: element)
        let value = numberFields.contains(name) ? SalesforceNumber.plain(text) : text
        ticket.fields.append(ForeignField(name, value, at: place))
    }

    private static func place(of element: Element) -> ForeignPlace {
        let (line, column) = element.position
        return ForeignPlace(line: line, column: column)
    }

    // MARK: Rows that belong to a Case

    private mutating func takeRows(_ result: Element, named name: String, into ticket: inout ForeignTicket) {
        if result.first("done")?.text.trimmed == "false" {
            losses.append(Loss(name, .leftOut("the rest of it is in another answer, which was not fetched")))
        }
        for row in result.children where row.isNamed("records") {
            switch name {
            case "CaseComments": ticket.comments.append(comment(row))
            case "Attachments": ticket.files.append(file(row))
            default: ticket.history.append(line(row, of: name))
            }
        }
    }

    private mutating func comment(_ row: Element, at place: ForeignPlace? = nil) -> ForeignComment {
        var values = ForeignTicket()
        takeFields(of: row, into: &values)
        return ForeignComment(
            values["CommentBody"]?.value ?? "",
            // What does not say that customers may read it, they may not.
            isPublic: values["IsPublished"]?.value.trimmed == "true",
            author: values["CreatedBy/Name"]?.value,
            writtenAt: instant(values["CreatedDate"]),
            at: place ?? Self.place(of: row)
        )
    }

    private mutating func file(_ row: Element) -> ForeignFile {
        let body = row.first("Body").flatMap { $0.isNil ? nil : $0 }
        var content = ForeignFile.Content.absent
        if let body {
            if let bytes = body.base64Bytes() {
                content = .bytes(FileContent(bytes))
            } else {
                problems.append(RecordProblem("Attachments/Body: it is not base64; export it again", at: body))
            }
        }
        return ForeignFile(
            name: row.first("Name")?.text ?? "file",
            mediaType: row.first("ContentType")?.text.trimmed ?? "",
            content: content,
            at: Self.place(of: row)
        )
    }

    private mutating func line(_ row: Element, of name: String) -> String {
        var values = ForeignTicket()
        takeFields(of: row, into: &values)
        let words = values.fields.filter { !$0.value.trimmed.isEmpty }.map { "\($0.name) \($0.value)" }
        return "\(name): \(words.joined(separator: ", "))"
    }

    // MARK: Comments beside their Case

    /// The key of the Case that a comment belongs to.
    func parent(of sObject: Element) -> String? {
        let ours = idField.flatMap { sObject.first("Parent")?.first($0)?.text }.flatMap(Self.ourID)
        let theirs = sObject.first("ParentId")?.text.trimmed ?? sObject.first("Parent")?.first("Id")?.text.trimmed
        return ours ?? theirs.flatMap { $0.isEmpty ? nil : $0 }
    }

    mutating func followUp(_ key: String?, _ rows: [Element], at place: ForeignPlace? = nil) -> ForeignTicket {
        var ticket = ForeignTicket(id: key)
        ticket.isFollowUp = true
        if key == nil, let first = rows.first {
            problems.append(RecordProblem("ParentId: it is missing; query it with the comment", at: first))
        }
        ticket.comments = CommentParts.joined(rows.map { comment($0, at: place) })
        return ticket
    }
}
