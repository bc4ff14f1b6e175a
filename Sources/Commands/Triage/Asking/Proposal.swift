import Basics
import Casework
import Tickets

/// What an approval would be if the person only pressed Enter: what the first approver said, the cancellation that the
/// rules owe, or goodwill up to what is left.
struct Proposal: Hashable {
    let kind: CreditKind
    private let requested: Money
    private let quoted: Money?
    private let maximum: Money?
    private let assent: Assent?
    /// The rules do not give it.
    let needsOverride: Bool
    /// The books do not know what was paid, and nobody has vouched for it.
    let needsAttestation: Bool

    init?(_ view: TicketView) {
        guard let requested = view.ticket.facts?.amount else { return nil }
        let verdict = view.judgement?.verdict
        self.requested = requested
        quoted = verdict?.quoted
        maximum = verdict?.maximum
        assent = if case .underReview(let review) = view.ticket.phase { review.assent } else { nil }
        needsOverride = verdict?.ruling == .ineligible
        needsAttestation = verdict?.maximum == nil && assent?.attested == nil
        let isOwed =
            verdict?.ruling == .eligible && quoted?.currency == requested.currency
            && (quoted?.minorUnits ?? .max) <= requested.minorUnits
        kind = assent?.kind ?? (isOwed ? .cancellation : .goodwill)
    }

    func amount(as kind: CreditKind) -> Money {
        if let assent { return assent.amount }
        let ceiling = kind == .cancellation ? quoted : maximum
        guard let ceiling, ceiling.currency == requested.currency, ceiling.minorUnits > 0,
            ceiling.minorUnits < requested.minorUnits
        else { return requested }
        return ceiling
    }
}
