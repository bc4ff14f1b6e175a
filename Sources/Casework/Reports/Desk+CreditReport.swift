import Basics
import Orders
package import Tickets

extension Desk {
    /// Promised credits by the month in which they are due and by currency: settled, open, overdue, disputed.
    ///
    /// Takes ``Permission/seeInvoices``; what is disputed, ``Permission/seeAllTickets`` as well.
    package func creditReport(_ months: MonthSpan = MonthSpan(), for actor: Actor) async throws -> CreditReport {
        try actor.person.require(.seeInvoices)
        let now = now()
        let seesTickets = actor.person.may(.seeAllTickets)
        return try await store.read { records in
            var tally = CreditTally(today: now.day, seesTickets: seesTickets)
            try records.eachCreditSum(months) { try tally.add($0) }
            guard seesTickets else { return tally.report }
            let disputed = TicketQuery(terms: [TicketQuery.Term(.status([.disputed]))])
            try records.eachTicket(disputed, for: actor.person, at: now) { stored in
                guard let credit = stored.ticket.credit, months.period.contains(credit.at) else { return }
                for share in credit.approval.shares {
                    try tally.add(disputed: share.amounts.gross, due: Month(of: credit.at.day))
                }
            }
            return tally.report
        }
    }
}
