import Basics
package import Tickets

/// What is kept of one ticket of a bulk, in the transaction that changed it.
package struct BulkRecord: Hashable, Sendable {
    package let bulk: Bulk.ID
    /// From 1, in the order in which they were done.
    package let ordinal: Int
    /// Nil when there was none.
    package let ticket: Ticket.ID?
    /// What the ticket was called then, as R-10001.
    package let name: String
    /// The ticket's versions before and after it; nil where there is no ticket, and no change.
    package let before: Int?
    package let after: Int?
    package let outcome: BulkOutcome
    /// Why it was not done, in English; nil when it was.
    package let reason: String?

    package init(
        bulk: Bulk.ID,
        ordinal: Int,
        ticket: Ticket.ID?,
        name: String,
        before: Int?,
        after: Int?,
        outcome: BulkOutcome,
        reason: String?
    ) {
        self.bulk = bulk
        self.ordinal = ordinal
        self.ticket = ticket
        self.name = name
        self.before = before
        self.after = after
        self.outcome = outcome
        self.reason = reason
    }
}
