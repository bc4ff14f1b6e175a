import Basics
package import Tickets
import Workflows

/// Whether something can be done to a ticket, for this person and for others.
package struct Explanation: Sendable {
    package let ticket: Ticket
    package let action: TicketAction
    /// Nil when this person can do it now.
    package let refusal: TicketRefusal?
    /// How far it reaches for this person, and what it still asks for; only when nothing stands in the way.
    package let conditions: [ActionCondition]
    /// The parts that the workflow asks for in the present status; empty when the action does not apply there.
    package let parts: [TicketPart]
    /// Those who could do it now, by system name; only for people who may see everybody's tickets.
    package let others: [String]
    /// The statuses in which the action applies.
    package let statuses: [TicketStatus]
}

extension Desk {
    /// Answers "is it possible, for whom, what is missing". Throws ``DeskError/noSuchTicket(_:)``.
    package func why(_ action: TicketAction, on reference: TicketReference, for actor: Actor) async throws
        -> Explanation
    {
        let now = now()
        let (rules, book) = (rules, book)
        return try await store.read { records in
            let ticket = try records.visible(reference, to: actor.person).ticket
            let rules = try records.ticketRules(over: rules)
            let actor = try records.standing(actor, at: now)
            let able =
                actor.person.may(.seeAllTickets)
                ? try records.people().filter { person in
                    let other = Actor(person: person, account: actor.account, origin: actor.origin)
                    return person.id != actor.person.id && ticket.isVisible(to: person)
                        && ticket.obstacle(to: action, by: other, at: now, under: rules) == nil
                } : []
            let judgement = try records.judgement(of: ticket, in: book, at: now, for: actor.person)
            let refusal = ticket.obstacle(to: action, by: actor, at: now, under: rules)
            return Explanation(
                ticket: ticket.shown(toInsider: actor.person.may(.seeInternalNotes)),
                action: action,
                refusal: refusal,
                conditions: refusal == nil
                    ? ticket.conditions(of: action, by: actor, under: rules, judgement?.verdict) : [],
                parts: ticket.status.exits.first { $0.action == action }?.orderedParts ?? [],
                others: able.map(\.systemName).sorted(),
                statuses: TicketStatus.allCases.filter { $0.exits.contains { $0.action == action } }
            )
        }
    }
}
