package import Basics
package import Orders
package import Tickets

/// A credit on its way to an invoice.
package struct TrackedCredit: Sendable {
    package let posted: PostedCredit
    package let customer: Customer?
    /// True when the invoice that should have shown it is out: credits appear on the next monthly invoice, which is out by
    /// the 8th of the month after (Partner Center, "Billing basics").
    package let isOverdue: Bool

    package init(posted: PostedCredit, customer: Customer?, isOverdue: Bool) {
        self.posted = posted
        self.customer = customer
        self.isOverdue = isOverdue
    }
}

extension LineCredit {
    /// The day on which the invoice that should show it is out.
    package var visibleBy: Day { due.creditsVisibleBy }
}

extension Month {
    /// The day on which the invoice that should show the credits that are due in this month is out.
    var creditsVisibleBy: Day { next.first.adding(days: 7) }
}

extension Desk {
    /// Credits, the oldest first, at most `limit`. Takes ``Permission/seeInvoices``. `overdue` keeps those that the invoice
    /// which is out should have shown.
    package func credits(
        _ filter: CreditFilter,
        of customer: CustomerReference? = nil,
        overdue: Bool = false,
        for actor: Actor,
        limit: Int = 1_000
    ) async throws -> [TrackedCredit] {
        try actor.person.require(.seeInvoices)
        let today = now().day
        return try await store.read { records in
            var filter = filter
            // Before the limit counts: those that are settled are never overdue.
            if overdue { filter.states.subtract([.settled]) }
            if let customer { filter.customer = try records.customer(customer, for: actor.person).id }
            var customers: [Customer.ID: Customer] = [:]
            var result: [TrackedCredit] = []
            for posted in try records.credits(filter, limit: max(1, min(limit, 100_000))) {
                let isOverdue = posted.credit.settlement == nil && posted.credit.visibleBy < today
                guard isOverdue || !overdue else { continue }
                let known = try customers[posted.customer] ?? records.customer(posted.customer)
                customers[posted.customer] = known
                result.append(TrackedCredit(posted: posted, customer: known, isOverdue: isOverdue))
            }
            return result
        }
    }
}
