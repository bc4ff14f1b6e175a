import Basics
import Orders
package import Tickets

extension Desk {
    /// Refunds that were granted against policy in `period`.
    ///
    /// Takes ``Permission/seeAllTickets`` and ``Permission/seeInternalNotes``: why the rules did not stand in the way
    /// stays inside the desk.
    package func exceptions(_ period: Period = Period(), for actor: Actor) async throws -> ExceptionReport {
        try actor.person.require(.seeAllTickets)
        try actor.person.require(.seeInternalNotes)
        return try await store.read { records in
            var found: [PolicyException] = []
            try records.eachTicket(approvedIn: period) { stored in
                for event in stored.events where period.contains(event.at) {
                    if let exception = try records.exception(event, of: stored.ticket) { found.append(exception) }
                }
            }
            return try ExceptionReport(found)
        }
    }
}

extension Records {
    /// What an event grants against policy; nil when it grants nothing, or what the rules give.
    fileprivate func exception(_ event: Event, of ticket: Ticket) throws -> PolicyException? {
        guard let (approval, grant) = try event.granted(), let facts = ticket.facts else { return nil }
        let isAgainstRules = approval.verdict.map { $0.ruling != .eligible } ?? false
        guard isAgainstRules || grant.override != nil || grant.attested != nil else { return nil }
        return PolicyException(
            ticket: ticket.id,
            number: ticket.number,
            tenant: facts.tenant.description,
            customer: try customer(of: facts.tenant)?.name,
            kind: grant.kind,
            amount: grant.amount,
            ruling: approval.verdict?.ruling,
            reasons: approval.verdict?.answers.filter { $0.ruling != .eligible } ?? [],
            override: grant.override,
            attested: grant.attested,
            by: event.by,
            byName: event.byName,
            at: event.at,
            stands: ticket.approval?.version == event.version
        )
    }
}
