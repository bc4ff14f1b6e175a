package import Basics

/// What an action that somebody may take still asks for, or how far it reaches.
package enum ActionCondition: Hashable, Sendable {
    /// An agent decides up to this alone.
    case agentLimit(Money)
    /// Above this a second person approves the same amount.
    case secondApproval(above: Money)
    /// The first approval is there; the second has to be for the same amount.
    case sameAmount(Money)
    /// No more than this can be granted.
    case ceiling(Money)
    /// The rules do not give it, for these reasons: an approver has to say why they do not stand in the way.
    case override([String])
    /// The books do not know the purchase: an approver has to vouch for what was paid.
    case attestation

    /// In English.
    package var sentence: String {
        switch self {
        case .agentLimit(let limit):
            limit.minorUnits == 0
                ? "agents have no limit in \(limit.currency): it takes an approver"
                : "an agent's limit is \(limit); more takes an approver"
        case .secondApproval(let limit):
            limit.minorUnits == 0
                ? "any amount in \(limit.currency) takes two approvers"
                : "above \(limit) a second person has to approve the same amount"
        case .sameAmount(let amount): "the first approval was for \(amount); yours has to be for the same"
        case .ceiling(let amount): "at most \(amount) can be granted"
        case .override(let reasons): "it takes an approver's override: \(reasons.joined(separator: "; "))"
        case .attestation: "the purchase is not in the books: an approver has to vouch for what was paid"
        }
    }
}

extension Ticket {
    /// How far an action reaches for somebody, when nothing stands in its way. Only approving has such conditions.
    package func conditions(
        of action: TicketAction,
        by actor: Actor,
        under rules: TicketRules,
        _ verdict: Verdict?
    ) -> [ActionCondition] {
        guard action == .approve, let requested = facts?.amount, case .underReview(let review) = phase else {
            return []
        }
        let tier = rules.tiers.tier(for: requested.currency)
        let maximum = verdict?.maximum?.minorUnits ?? .max
        var conditions: [ActionCondition] = [
            .ceiling(Money(minorUnits: min(requested.minorUnits, maximum), requested.currency))
        ]
        if let verdict {
            if verdict.maximum == nil { conditions.append(.attestation) }
            let against = verdict.findings.filter { $0.ruling == .ineligible }.map(\.sentence)
            if !against.isEmpty { conditions.append(.override(against)) }
        }
        if !parts(of: actor).contains(.approver) {
            if requested.minorUnits > tier.agent {
                conditions.append(.agentLimit(Money(minorUnits: tier.agent, requested.currency)))
            }
        } else if let assent = review.assent {
            conditions.append(.sameAmount(assent.amount))
        } else if requested.minorUnits > tier.single {
            conditions.append(.secondApproval(above: Money(minorUnits: tier.single, requested.currency)))
        }
        return conditions
    }
}
