import Basics
package import Tickets

extension Desk {
    /// How long the tickets that were submitted in `period` took to the first response, to the decision and to the
    /// settlement; with a `calendar` in business time as well. Takes ``Permission/seeAllTickets``.
    package func times(
        _ period: Period = Period(),
        by grouping: TimeGrouping? = nil,
        in calendar: BusinessCalendar? = nil,
        for actor: Actor
    ) async throws -> TimeReport {
        try actor.person.require(.seeAllTickets)
        return try await store.read { records in
            var tally = TimeTally(by: grouping, in: calendar)
            try records.eachTicket(submittedIn: period) { tally.add($0) }
            return tally.report
        }
    }
}
