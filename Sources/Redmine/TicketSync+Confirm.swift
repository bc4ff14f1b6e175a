import Casework
import Exchange
import Tickets

extension TicketSync {
    /// Compares what was sent with what stands there now: Redmine drops fields and answers 201.
    mutating func confirm(
        _ fields: [ForeignField],
        comments: [ForeignComment],
        uploads: [RedmineRequest.Upload],
        _ there: RedmineIssues.Issue
    ) {
        for field in fields {
            let stands = there.ticket[field.name]
            // The mapping may name a project by its identifier, of which an issue shows the name.
            if field.name == "project", stands?.value == issues.names.number(of: field.value, .project) { continue }
            guard !mapping.isSame(field, stands) else { continue }
            losses.append(Loss(field.name, .notConfirmed(there: stands.map { $0.label ?? $0.value })))
        }
        var known = there.ticket.comments
        for comment in comments {
            let isSame = { (other: ForeignComment) in Mapping.isSameText(other.text, comment.text) }
            let index =
                known.firstIndex { isSame($0) && $0.isPublic == comment.isPublic } ?? known.firstIndex(where: isSame)
            guard let index else {
                losses.append(Loss("note", .notConfirmed(there: nil)))
                continue
            }
            if known[index].isPublic != comment.isPublic {
                losses.append(
                    Loss("note", .notConfirmed(there: known[index].isPublic ? "a public note" : "a private note"))
                )
            }
            known.remove(at: index)
        }
        for upload in uploads
        where !there.ticket.files.contains(where: {
            Mapping.isSameText($0.name, upload.name) || Mapping.isSameText($0.name, Self.nameThere(upload.name))
        }) {
            losses.append(Loss("file '\(upload.name)'", .notConfirmed(there: nil)))
        }
    }

    /// - Parameter isRead: whether `there` is what both agree on; false when it is still to be read in.
    func remember(
        _ outgoing: OutgoingTicket,
        as there: RedmineIssues.Issue?,
        form: FactsForm,
        isRead: Bool = true
    ) async throws {
        let intake = there?.mapped.intake
        let mark = ExchangeMark(
            system: mapping.system,
            ticket: outgoing.ticket.id,
            externalID: there?.number,
            version: outgoing.ticket.version,
            form: form,
            note: intake?.quotedNote,
            digest: isRead ? intake?.digest : nil,
            modifiedAt: isRead ? intake?.modifiedAt : nil,
            at: desk.now()
        )
        try await desk.remember([mark], by: actor)
    }
}
