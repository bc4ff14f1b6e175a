/// What can be done with a ticket. The raw values are the verbs of every face and stand in the hashed events; they are
/// never renamed.
package enum TicketAction: String, CaseIterable, Hashable, Sendable {
    case draft, file
    case submit, discard, take, withdraw, ask, escalate, release, decline, approve, reply, lapse, answer
    case credit, revoke, settle, dispute, reverse, correct, close, reopen
    case edit, note, attach, give
    case merge, unmerge, link

    /// One line for help texts and buttons.
    package var summary: String {
        switch self {
        case .draft: "begin a request without filing it yet"
        case .file: "file a request"
        case .submit: "file the draft"
        case .discard: "throw the draft away"
        case .take: "take it out of the queue and review it"
        case .withdraw: "take the request back"
        case .ask: "ask the requester a question"
        case .escalate: "pass it to Microsoft and wait for the answer"
        case .release: "put it back into the queue"
        case .decline: "refuse the refund"
        case .approve: "grant the refund"
        case .reply: "answer the desk's question"
        case .lapse: "decline because no answer came in time"
        case .answer: "record what Microsoft answered"
        case .credit: "record that the credit was asked for"
        case .revoke: "take the approval back"
        case .settle: "record that the credit was seen on an invoice"
        case .dispute: "record that the credit is missing or wrong"
        case .reverse: "take the credit back"
        case .correct: "record that the dispute was put right"
        case .close: "close it"
        case .reopen: "open it again"
        case .edit: "change the facts"
        case .note: "add a comment or an internal note"
        case .attach: "attach files"
        case .give: "hand it to another agent"
        case .merge: "merge it into another request, which goes on for both"
        case .unmerge: "take it out of the request that it was merged into"
        case .link: "link it to another request"
        }
    }
}

/// What a person can be towards a ticket.
package enum TicketPart: String, CaseIterable, Hashable, Sendable {
    case requester, agent, approver, adminAgent, billing, system
}
