package import Basics
import Orders
package import Tickets
import Workflows

/// What is known of one ticket, in the words of one language. What is not known is absent; it is never an empty text.
package struct PlaceholderValues: Hashable, Sendable {
    private var texts: [Placeholder: String] = [:]

    package init() {}

    package subscript(_ placeholder: Placeholder) -> String? {
        get { texts[placeholder] }
        set { texts[placeholder] = newValue.flatMap { $0.trimmed.isEmpty ? nil : $0 } }
    }
}

extension PlaceholderValues {
    /// What a ticket says of itself, as ``Ticket/shown(toInsider:)`` shows it to requesters: no word that stays inside
    /// the desk gets into a text for others.
    package init(of ticket: Ticket, in words: Words) {
        let ticket = ticket.shown(toInsider: false)
        self[.number] = ticket.number.map { TicketNumber($0).description }
        self[.status] = words.name(ticket.status)
        if let facts = ticket.facts {
            self[.title] = facts.title
            self[.tenant] = facts.tenant.description
            self[.purchase] = facts.purchase.description
            self[.requested] = words.amount(facts.amount)
            self[.contact] = facts.contact.name
            self[.reason] = words.name(facts.reason)
        }
        self[.amount] = ticket.approval.map { words.amount($0.amount) }
        self[.reference] = ticket.credit?.reference
        switch ticket.phase {
        case .awaitingInformation(let question): self[.question] = question
        case .declined(let reason), .closed(.declined(let reason)): self[.decision] = words.name(reason)
        case .approved(let approval): self[.decision] = words.name(approval.kind)
        case .settled(_, let settlement), .closed(.settled(_, let settlement)): self[.invoice] = settlement.invoice
        case .draft, .discarded, .submitted, .underReview, .escalated, .creditPending, .disputed, .withdrawn,
            .closed(.withdrawn):
            break
        }
    }

    /// Sets what the rules in force say of every ended request.
    package mutating func setReopenDays(_ days: Int64, in words: Words) {
        self[.reopenDays] = words.count("time.day", Int(days))
    }

    /// Sets until when the purchase can be cancelled; both stay absent when that is over.
    package mutating func setDeadline(_ deadline: Instant, now: Instant, in words: Words) {
        let left = deadline.milliseconds - now.milliseconds
        guard left > 0 else { return }
        let days = Int(left / 86_400_000)
        self[.deadline] = words.absolute(deadline)
        self[.daysLeft] = days > 0 ? words.count("time.day", days) : words.span(left)
    }
}
