package import Basics

/// By when somebody should be at a ticket: the earliest of what presses, brought forward for impact and amount. Lists that
/// are sorted by it never change their order by the mere passing of time, so the most urgent ticket is found without looking
/// at the others, and a ticket that waits longer overtakes newer ones.
package struct Urgency: Hashable, Sendable {
    /// What presses first.
    package enum Cause: Hashable, Sendable {
        /// The desk owes its next word.
        case due(Instant)
        /// The window of the purchase closes: two days before, so that there is time to cancel.
        case window(closes: Instant)
        /// Nothing is promised; five days after it came to stand where it stands.
        case waiting(since: Instant)
    }

    package let cause: Cause
    /// Hours that it is brought forward for its impact: critical 48, moderate 12, minimal none.
    package let impactHours: Int64
    /// Hours that it is brought forward for its amount: 24 above what one approver decides alone, 8 above an agent's limit.
    package let amountHours: Int64

    /// Nil while the desk has nothing to do: for others to act, ended, or merged. `deadline` is when the window of its
    /// purchase closes.
    package init?(of ticket: Ticket, deadline: Instant?, under rules: TicketRules) {
        guard ticket.mergedInto == nil, ticket.status.clock == .running, let facts = ticket.facts else { return nil }
        var causes: [Cause] = []
        if let due = ticket.dueAt(under: rules) { causes.append(.due(due)) }
        if let deadline, ticket.status.isBeforeDecision { causes.append(.window(closes: deadline)) }
        if causes.isEmpty { causes.append(.waiting(since: ticket.statusSince)) }
        guard let first = causes.min(by: { $0.at < $1.at }) else { return nil }
        cause = first
        impactHours =
            switch facts.impact {
            case .critical: 48
            case .moderate: 12
            case .minimal: 0
            }
        let tier = rules.tiers.tier(for: facts.amount.currency)
        amountHours = facts.amount.minorUnits > tier.single ? 24 : facts.amount.minorUnits > tier.agent ? 8 : 0
    }

    /// The earlier, the more urgent.
    package var at: Instant { cause.at.adding(hours: -(impactHours + amountHours)) }

    /// In English, with the numbers that it came from.
    package var sentence: String {
        let reason =
            switch cause {
            case .due(let instant): "the next word is due at \(instant.minute) UTC"
            case .window(let closes): "the window closes at \(closes.minute) UTC, two days before that"
            case .waiting(let since): "it has waited since \(since.minute) UTC, five days after that"
            }
        var words = reason
        if impactHours > 0 { words += ", \(impactHours) h earlier for its impact" }
        if amountHours > 0 { words += ", \(amountHours) h earlier for its amount" }
        return words
    }
}

extension Urgency.Cause {
    fileprivate var at: Instant {
        switch self {
        case .due(let instant): instant
        case .window(let closes): closes.adding(days: -2)
        case .waiting(let since): since.adding(days: 5)
        }
    }
}
