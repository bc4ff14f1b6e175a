package import Basics
package import Tickets

/// What the requester is told by mail about an event: that there is something to tell, and whom.
package struct Notice: Hashable, Sendable {
    /// What a mail is about. The raw values are the names of its templates and stand in the database; never renamed.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The desk asked a question.
        case asked
        /// Somebody at the desk wrote a public comment.
        case noted
        case approved
        /// Also when no answer came in time.
        case declined
        case credited
        /// The credit is missing or wrong; by billing, or by the desk itself.
        case disputed
        case settled
    }

    package let kind: Kind
    /// The contact of the request, as it stands at that time.
    package let recipient: EmailAddress

    /// The notice of an event that made `ticket` what it is; nil for internal notes, for the first of two approvals,
    /// for what requesters do themselves, for everything that came with a record from outside, and for steps inside the
    /// desk.
    package init?(of event: Event, ticket: Ticket) {
        guard event.origin != .import, let facts = ticket.facts, let kind = Kind(of: event, ticket: ticket) else {
            return nil
        }
        self.kind = kind
        recipient = facts.contact.email
    }
}

extension Notice.Kind {
    fileprivate init?(of event: Event, ticket: Ticket) {
        switch event.action {
        case .ask: self = .asked
        case .note:
            guard event.by != ticket.requester, event.shown(toInsider: false) != nil else { return nil }
            self = .noted
        case .approve:
            guard event.to == .approved else { return nil }
            self = .approved
        case .decline, .lapse: self = .declined
        case .credit: self = .credited
        case .dispute: self = .disputed
        case .settle: self = .settled
        case .draft, .file, .submit, .discard, .take, .withdraw, .escalate, .release, .reply, .answer, .revoke,
            .reverse,
            .correct, .close, .reopen, .edit, .attach, .give, .merge, .unmerge, .link:
            return nil
        }
    }
}
