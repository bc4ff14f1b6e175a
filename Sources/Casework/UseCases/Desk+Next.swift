import Basics
package import Tickets

extension Desk {
    /// The ticket that most needs this person: of the queue and of what they review, the first by ``Urgency``. `skipping` are
    /// those that they passed over. Nil when nothing waits. Takes ``Permission/workTickets``.
    package func next(for actor: Actor, skipping: Set<Ticket.ID> = []) async throws -> TicketSummary? {
        try actor.person.require(.workTickets)
        let now = now()
        return try await store.read { records in
            let page = try records.list(
                .waiting,
                for: actor.person,
                at: now,
                after: nil,
                limit: skipping.count + 1
            )
            return page.items.first { !skipping.contains($0.id) }
        }
    }
}

extension TicketQuery {
    /// What waits for the reader, the most urgent first.
    package static let waiting = TicketQuery(
        terms: [Term(.waiting)],
        sort: Sort(.urgency, isDescending: false)
    )
}
