import Basics
import Orders
package import Tickets

/// What a bulk asks of each of its tickets.
package enum BulkAct: Hashable, Sendable {
    /// The same of every one.
    case same(TicketCommand)
    /// Of each what it asks for: a cancellation what its quote gives at that moment, goodwill the amount requested, and
    /// after a first approval just what that was for.
    case approveInFull(CreditKind, text: String?, override: String?)

    package var action: TicketAction {
        switch self {
        case .same(let command): command.action
        case .approveInFull: .approve
        }
    }
}

extension BulkAct {
    /// What is asked of one ticket. Whether it can be done, the ticket says.
    func command(for ticket: Ticket, in book: Book, at now: Instant, _ records: any Records) throws -> TicketCommand {
        switch self {
        case .same(let command): return command
        case .approveInFull(let kind, let text, let override):
            guard let facts = ticket.facts else { throw DeskError.refused(.problems(Problems([.noAmount]))) }
            if case .underReview(let review) = ticket.phase, let assent = review.assent {
                return .approve(Grant(assent.kind, assent.amount, text: text, override: override))
            }
            let amount: Money
            switch kind {
            case .goodwill: amount = facts.amount
            case .cancellation:
                let file = try records.caseFile(of: ticket, in: book)
                let verdict = file.verdict(on: facts, of: ticket.id, filedAt: ticket.submittedAt, at: now)
                amount = verdict.quoted ?? facts.amount
            }
            return .approve(Grant(kind, amount, text: text, override: override))
        }
    }
}

extension Problem {
    fileprivate static let noAmount = Problem("amount", .missing)
}
