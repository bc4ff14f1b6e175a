extension TicketStatus {
    /// What a service clock does while a ticket stands somewhere.
    package enum Clock: String, CaseIterable, Hashable, Sendable {
        /// The desk has to act.
        case running
        /// Somebody else has to: the requester, Microsoft, or the next invoice.
        case paused
        /// Nobody has to.
        case stopped
    }

    package var clock: Clock {
        switch self {
        case .submitted, .underReview, .approved, .disputed: .running
        case .awaitingInformation, .escalated, .creditPending: .paused
        case .draft, .discarded, .settled, .declined, .withdrawn, .closed: .stopped
        }
    }
}
