package import Basics

/// Something asked of a ticket that exists, with all that it takes. One case for every action that is no way in.
package enum TicketCommand: Hashable, Sendable {
    case submit
    case discard
    case take
    case withdraw(String?)
    case ask(String)
    case escalate(reference: String?, text: String?)
    case release(String?)
    case decline(DeclineReason, String?)
    case approve(Grant)
    case reply(String)
    case lapse
    case answer(VendorAnswer)
    /// The reference of what was done in Partner Center.
    case credit(reference: String)
    case revoke(String)
    case settle(invoice: String, line: Int64?)
    case dispute(String)
    case reverse(String)
    case correct(String)
    case close
    case reopen(String?)
    /// Only the fields to change; an empty text clears an optional one.
    case edit(FactsForm)
    case note(Message)
    case attach([Attachment])
    case give(Assignee)
    case merge(into: TicketName, String?)
    case unmerge(String?)
    case link(TicketLink)

    package var action: TicketAction {
        switch self {
        case .submit: .submit
        case .discard: .discard
        case .take: .take
        case .withdraw: .withdraw
        case .ask: .ask
        case .escalate: .escalate
        case .release: .release
        case .decline: .decline
        case .approve: .approve
        case .reply: .reply
        case .lapse: .lapse
        case .answer: .answer
        case .credit: .credit
        case .revoke: .revoke
        case .settle: .settle
        case .dispute: .dispute
        case .reverse: .reverse
        case .correct: .correct
        case .close: .close
        case .reopen: .reopen
        case .edit: .edit
        case .note: .note
        case .attach: .attach
        case .give: .give
        case .merge: .merge
        case .unmerge: .unmerge
        case .link: .link
        }
    }
}

/// How a ticket comes into being.
package struct TicketOpening: Hashable, Sendable {
    package let organisation: Organisation.ID
    /// Whose request it is; nil when a record from outside names nobody whom the desk knows.
    package let requester: Person.ID?
    package let source: Source?
    package let content: TicketContent
    package let attachments: [Attachment]

    package init(
        organisation: Organisation.ID,
        requester: Person.ID?,
        source: Source? = nil,
        content: TicketContent,
        attachments: [Attachment] = []
    ) {
        self.organisation = organisation
        self.requester = requester
        self.source = source
        self.content = content
        self.attachments = attachments
    }
}

/// What a request says: a draft as it was written, or facts that were checked.
package enum TicketContent: Hashable, Sendable {
    case rough(FactsForm)
    case complete(TicketFacts)

    /// The content as a form, whichever it is.
    package var form: FactsForm {
        switch self {
        case .rough(let form): form
        case .complete(let facts): facts.form
        }
    }

    package var facts: TicketFacts? {
        switch self {
        case .rough: nil
        case .complete(let facts): facts
        }
    }
}
