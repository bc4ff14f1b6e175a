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

    /// The same, taken out of the queue when it stands there. Where somebody else is faster, the next one after it.
    package func takeNext(by actor: Actor) async throws -> TicketSummary? {
        var passed: Set<Ticket.ID> = []
        while let found = try await next(for: actor, skipping: passed) {
            guard found.status == .submitted else { return found }
            do {
                _ = try await perform(.take, on: .id(found.id), seen: found.version, by: actor)
                return found
            } catch DeskError.conflict { passed.insert(found.id) }
        }
        return nil
    }
}

extension TicketQuery {
    /// What waits for the reader, the most urgent first.
    package static let waiting = TicketQuery(
        terms: [Term(.waiting)],
        sort: Sort(.urgency, isDescending: false)
    )
}
