package import Tickets

/// Why a bulk is not there, or something that it did is not taken back.
package enum BulkRefusal: Error, Hashable {
    case noSuchBulk(String)
    /// The person has done nothing in bulk that was not taken back already.
    case nothingToUndo
    case irreversible(TicketAction, Reason)
    /// The way back ends somewhere else.
    case leadsElsewhere(TicketAction, to: TicketStatus, not: TicketStatus)
    /// Only the agent who gave it up can take it back.
    case wasOthers(String)
    /// Nobody had it before.
    case wasNobodys

    /// Why nothing takes an action back.
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        /// People have read it.
        case said
        /// The request has its number, and the desk works on it.
        case filed
        case discarded
        /// It changed the books, or says what they show.
        case books
        /// The first of two approvals.
        case assented
        case linkedBefore
    }
}

extension BulkRefusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .noSuchBulk(let id): "there is no bulk '\(id)' that you may see; see 'recoup bulks list'"
        case .nothingToUndo: "you have done nothing in bulk that could be taken back; see 'recoup bulks list'"
        case .irreversible(let action, let reason): "nothing takes '\(action.rawValue)' back: \(reason.sentence)"
        case .leadsElsewhere(let way, let to, let from):
            "nothing leads back to \(from.rawValue); '\(way.rawValue)' would lead to \(to.rawValue)"
        case .wasOthers(let name): "it was \(name)'s before, and only \(name) can take it back"
        case .wasNobodys: "it was nobody's before; 'release' puts it back into the queue"
        }
    }
}

extension BulkRefusal.Reason {
    package var sentence: String {
        switch self {
        case .said: "what was said or sent stays in the record"
        case .filed: "the request has its number; 'withdraw' ends it"
        case .discarded: "a discarded draft is gone"
        case .books: "that is a decision of its own, with a reason"
        case .assented: "a first approval reserves nothing; 'release' or 'edit' voids it"
        case .linkedBefore: "they were linked before as well"
        }
    }
}
