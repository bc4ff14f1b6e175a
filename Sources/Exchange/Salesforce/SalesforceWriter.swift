import Basics
import Casework

/// Writes Cases, the Contacts that they name and their comments as jobs and batches of the Bulk API 1.0, to be run in the
/// order of their numbers.
///
/// A Case of ours is made or changed by our id in an external id field; one that came from there by its own. A comment has no
/// such field there, so that one which is there already is not written again.
final class SalesforceWriter: ForeignWriter {
    private let mapping: Mapping
    /// Their external id field on Case.
    private let idField: String
    /// Their external id field on Contact; nil when contacts are only texts on the Case.
    private let contactKey: String?
    private let contacts: SalesforceJob
    private let ownCases: SalesforceJob
    private let theirCases: SalesforceJob
    private let comments: SalesforceJob
    private let files: SalesforceFiles
    /// What was written of each Contact: one that stands twice in a job is refused.
    private var writtenContacts: [Digest: Digest] = [:]

    init(_ mapping: Mapping, to target: any ExportTarget) throws(MappingFault) {
        let check = SalesforceMappingCheck(mapping)
        guard check.problems.isEmpty, let idField = mapping[.id]?.theirs else { throw MappingFault(check.problems) }
        self.mapping = mapping
        self.idField = idField
        contactKey = check.namesContacts ? mapping.option("contact-key") ?? "Recoup_Key__c" : nil
        contacts = SalesforceJob(1, .upsert(contactKey ?? ""), "Contact", to: target)
        ownCases = SalesforceJob(2, .upsert(idField), "Case", to: target)
        theirCases = SalesforceJob(3, .update, "Case", to: target)
        comments = SalesforceJob(4, .insert, "CaseComment", to: target)
        files = SalesforceFiles(5, by: idField, to: target)
    }

    func write(
        _ ticket: ForeignTicket,
        reading store: FileStore
    ) throws -> (losses: [Loss], externalID: String?) {
        var losses: [Loss] = []
        let own = ticket.key?.description ?? ticket[idField]?.value ?? ""
        let theirID = ticket.id.flatMap { Self.isRecordID($0) ? $0 : nil }
        // One that came with an id of another desk's in the external id field keeps that.
        let key = theirID == nil ? ticket.id ?? own : own

        var row = SalesforceRow()
        if let theirID { row.set("Id", .text(theirID)) }
        row.set(idField, .text(key))
        let contact = try writeContact(of: ticket, &losses)
        if let contactKey, let contact { row.set("Contact", .reference(contactKey, contact)) }
        takeFields(of: ticket, into: &row, &losses)
        if ticket.id != nil { empty(&row) }
        row.fit(&losses)
        try (theirID == nil ? ownCases : theirCases).append(row)

        try writeComments(of: ticket, theirID ?? key, isTheirs: theirID != nil, &losses)
        for file in ticket.files {
            // An attachment has no external id there: one that is there would be there twice.
            let reason =
                try ticket.id == nil
                ? files.append(file, of: key, reading: store)
                : .leftOut("files go with a ticket once; if it is newer than that, attach it there by hand")
            if let reason { losses.append(Loss("file '\(file.name)'", reason)) }
        }
        return (named(losses, ticket), key)
    }

    /// Whether a key is one that Salesforce gives to records.
    private static func isRecordID(_ text: String) -> Bool {
        [15, 18].contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
            }
    }

    func finish() throws {
        try contacts.finish()
        try ownCases.finish()
        try theirCases.finish()
        try comments.finish()
        try files.finish()
    }

    private func named(_ losses: [Loss], _ ticket: ForeignTicket) -> [Loss] {
        losses.map { loss in
            var loss = loss
            loss.record = ticket.number ?? ""
            return loss
        }
    }

    // MARK: Cases

    private func takeFields(of ticket: ForeignTicket, into row: inout SalesforceRow, _ losses: inout [Loss]) {
        for field in ticket.fields where field.name != idField && !field.value.isEmpty {
            let parts = field.name.split(separator: "/", maxSplits: 1).map(String.init)
            if SalesforceNames.readOnly.contains(field.name) {
                losses.append(Loss(field.name, .leftOut("Salesforce sets it itself")))
            } else if parts.count == 1 {
                row.set(field.name, .text(field.value))
            } else if parts[0] != "Contact" {
                if row.has(parts[0]) {
                    losses.append(Loss(field.name, .leftOut("one column is enough to find the record, and it has one")))
                } else {
                    row.set(parts[0], .reference(parts[1], field.value))
                }
            }
        }
    }

    /// A field that is not named stays there as it was: one that has lost its value here loses it there.
    private func empty(_ row: inout SalesforceRow) {
        for field in mapping.fields
        where field.ours != .status && !field.once && !field.theirs.contains("/")
            && !SalesforceNames.readOnly.contains(field.theirs) && !row.has(field.theirs)
        {
            row.set(field.theirs, .nothing)
        }
    }

    // MARK: Contacts

    /// The key of the ticket's Contact; nil when it names none.
    private func writeContact(of ticket: ForeignTicket, _ losses: inout [Loss]) throws -> String? {
        guard let contactKey else { return nil }
        let columns = ticket.fields.filter { $0.name.hasPrefix("Contact/") && !$0.value.isEmpty }
        guard let email = ticket["Contact/Email"]?.value.trimmed.lowercased(), !email.isEmpty else {
            losses += columns.map { Loss($0.name, .leftOut("a contact without an e-mail address has no key")) }
            return nil
        }
        var row = SalesforceRow()
        row.set(contactKey, .text(email))
        for column in columns { row.set(String(column.name.dropFirst("Contact/".count)), .text(column.value)) }
        row.fit(&losses)
        let name = Digest.of(Array(email.utf8))
        let content = Digest.of(try row.bytes())
        guard let written = writtenContacts[name] else {
            writtenContacts[name] = content
            try contacts.append(row)
            return email
        }
        if written != content {
            losses.append(Loss("Contact", .altered(to: "what an earlier ticket of this export says of \(email)")))
        }
        return email
    }

    // MARK: Comments

    private func writeComments(
        of ticket: ForeignTicket,
        _ key: String,
        isTheirs: Bool,
        _ losses: inout [Loss]
    ) throws {
        var hasWritten = false
        for comment in ticket.comments {
            let name = "note" + (comment.writtenAt.map { " of \($0.minute) UTC" } ?? "")
            switch comment.presence {
            case .there: continue
            case .unsure:
                let why = "it is older than the last import from there and may be there; write it again if it is not"
                losses.append(Loss(name, .leftOut(why)))
                continue
            case nil: hasWritten = true
            }
            for part in CommentParts.split(comment.text) {
                var row = SalesforceRow()
                row.set(isTheirs ? "ParentId" : "Parent", isTheirs ? .text(key) : .reference(idField, key))
                row.set("CommentBody", .text(part))
                row.set("IsPublished", .text(comment.isPublic ? "true" : "false"))
                try comments.append(row)
            }
        }
        if hasWritten {
            losses.append(Loss("author and time of notes", .altered(to: "whoever loads the batch, and when")))
        }
    }
}
