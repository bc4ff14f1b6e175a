package import Basics
package import Workflows

/// Why a ticket would not do what was asked. Nothing has changed when one is thrown.
package enum TicketRefusal: Error, Hashable {
    case workflow(Refusal<TicketStatus>)
    /// Somebody changed the ticket after the version that this person had seen.
    case stale(seen: Int, version: Int)
    case problems(Problems)
    case nothingChanged
    case ownRequest(Interest)
    case overAgentLimit(asked: Money, limit: Money)
    case aboveRequested(asked: Money, maximum: Money)
    case wrongCurrency(asked: Currency, expected: Currency)
    case partialCancellation(asked: Money, full: Money)
    case sameApprover
    case assentDiffers(asked: Money, assented: Money)
    /// The first approval was for the other kind of credit.
    case assentOfOtherKind(asked: CreditKind, assented: CreditKind)
    case alreadyAssigned(String)
    case reopenTooLate(until: Instant)
    case lapseTooEarly(from: Instant)
    case alreadyCredited(Money)
    case internalNotes

    /// What makes a person unfit to decide on a request.
    package enum Interest: String, Hashable, Sendable, CaseIterable {
        case requester, contact, filer
    }
}

extension TicketRefusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .workflow(let refusal): refusal.sentence
        case .stale(let seen, let version):
            "somebody changed the ticket meanwhile: you saw version \(seen), it is at version \(version); look again"
        case .problems(let problems): problems.list.map(\.description).joined(separator: "; ")
        case .nothingChanged: "that is what the ticket says already; change something"
        case .ownRequest(.requester): "nobody decides on their own request; another approver can"
        case .ownRequest(.contact): "you are the contact of this request; another approver can decide"
        case .ownRequest(.filer): "you filed this request; another approver can decide"
        case .overAgentLimit(let asked, let limit):
            limit.minorUnits == 0
                ? "\(asked) takes an approver: agents have no limit in \(limit.currency)"
                : "\(asked) is above an agent's limit of \(limit); an approver can"
        case .aboveRequested(let asked, let maximum):
            "\(asked) is more than was requested; at most \(maximum) can be granted"
        case .wrongCurrency(let asked, let expected): "the request is in \(expected), not in \(asked)"
        case .partialCancellation(let asked, let full):
            "a cancellation credits \(full) whole; \(asked) can be granted as goodwill"
        case .sameApprover: "you gave the first approval; a second person has to give the other"
        case .assentDiffers(let asked, let assented):
            "the first approval was for \(assented), not for \(asked); approve the same amount"
        case .assentOfOtherKind(let asked, let assented):
            "the first approval was for a \(assented.rawValue), not for a \(asked.rawValue); approve the same kind"
        case .alreadyAssigned(let name): "it is \(name)'s already"
        case .reopenTooLate(let until): "it could be opened again until \(until.minute) UTC; file a new request"
        case .lapseTooEarly(let from): "the requester has until \(from.minute) UTC to answer"
        case .alreadyCredited(let amount): "\(amount) was credited on it; file a new request"
        case .internalNotes: "internal notes are for the desk; write a public comment"
        }
    }
}
