private import Basics
private import Orders

/// The words by which a ticket is found: what everybody who sees the ticket may find it by, and what only the desk may.
package struct SearchText: Hashable, Sendable {
    package let open: String
    package let inside: String

    /// Gathers the texts of a ticket and of its events.
    package init(of ticket: Ticket, events: [Event]) {
        var open = Self.words(of: ticket)
        var inside: [String] = []
        for event in events {
            guard let (text, isInside) = Self.text(of: event) else { continue }
            if isInside { inside.append(text) } else { open.append(text) }
        }
        self.open = open.joined(separator: "\n")
        self.inside = inside.joined(separator: "\n")
    }

    /// False for an event that adds no word and takes none away, as most are: the ticket is found by what it was found by.
    package static func isChanged(by event: Event) -> Bool {
        switch event.action {
        case .draft, .file, .submit, .edit, .attach: true
        case .discard, .take, .lapse, .close, .give, .link, .withdraw, .ask, .escalate, .release, .decline, .approve,
            .reply, .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .reopen, .note, .merge, .unmerge:
            text(of: event) != nil
        }
    }

    private static func words(of ticket: Ticket) -> [String] {
        let texts: [String?]
        switch ticket.content {
        case .complete(let facts):
            texts = [
                facts.title, facts.explanation, facts.tenant.description, facts.purchase.description,
                facts.contact.name,
                facts.contact.email.text, ticket.source?.externalID,
            ]
        case .rough(let form):
            texts = [
                form[.title], form[.explanation], form[.tenant], form[.purchase], form[.contactName],
                form[.contactEmail], ticket.source?.externalID,
            ]
        }
        return texts.compactMap { $0 } + ticket.attachments.map(\.name)
    }

    /// The words of an event that people search for, and whether only the desk may. Texts that hide from requesters are
    /// exactly those that ``Event/shown(toInsider:)`` hides.
    private static func text(of event: Event) -> (String, isInside: Bool)? {
        switch event.action {
        case .draft, .file, .submit, .edit, .attach, .discard, .take, .lapse, .close, .give, .link: return nil
        case .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .answer, .credit, .revoke, .settle,
            .dispute,
            .reverse, .correct, .reopen, .note, .merge, .unmerge:
            guard let fields = try? FieldReader(event.detail) else { return nil }
            let texts = ["text", "author", "reference", "invoice"].compactMap { fields[$0] }
            guard !texts.isEmpty else { return nil }
            return (texts.joined(separator: " "), event.hidesDetail(fields))
        }
    }
}
