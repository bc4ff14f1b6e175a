package import Basics
package import Tickets
import Workflows

/// A ticket as one person sees it.
package struct TicketView: Sendable {
    package let ticket: Ticket
    /// What happened, as far as this person may know it.
    package let timeline: [Event]
    /// Everything that can be done to tickets, each with the reason why not when it cannot be done now by this person.
    package let choices: [Choice]
    /// Display names of the people in the timeline, by id.
    package let names: [Person.ID: String]
    /// The rules in force, by which its clocks run.
    package let rules: TicketRules
    /// What the rules and the books say now; nil without facts to judge.
    package let judgement: Judgement?

    package struct Choice: Sendable {
        package let action: TicketAction
        package let refusal: TicketRefusal?

        package var isAllowed: Bool { refusal == nil }
    }
}

extension Desk {
    /// One ticket with its timeline and what can be done. Throws ``DeskError/noSuchTicket(_:)``.
    package func show(_ reference: TicketReference, to actor: Actor) async throws -> TicketView {
        let now = now()
        let (rules, book) = (rules, book)
        return try await store.read { records in
            let stored = try records.visible(reference, to: actor.person)
            let rules = try records.ticketRules(over: rules)
            let actor = try records.standing(actor, at: now)
            let isInsider = actor.person.may(.seeInternalNotes)
            let timeline = stored.events.compactMap { $0.shown(toInsider: isInsider) }
            var names: [Person.ID: String] = [:]
            let ids = timeline.map(\.by) + [stored.ticket.requester, stored.ticket.assignee?.id].compactMap { $0 }
            for id in Set(ids) { names[id] = try records.person(id)?.displayName }
            return TicketView(
                ticket: stored.ticket.shown(toInsider: isInsider),
                timeline: timeline,
                choices: stored.ticket.choices(for: actor, at: now, under: rules),
                names: names,
                rules: rules,
                judgement: try records.judgement(of: stored.ticket, in: book, at: now, for: actor.person)
            )
        }
    }
}

extension Desk {
    /// Throws ``DeskError/conflict(_:)`` when more than notes came after the version that somebody has seen: for before they
    /// write a long text. The act itself asks again.
    package func requireUnchanged(_ reference: TicketReference, since seen: Int, for actor: Actor) async throws {
        try await store.read { try $0.visible(reference, to: actor.person).requireUnchanged(since: seen, reference) }
    }

    /// How other tickets name this one. Throws ``DeskError/noSuchTicket(_:)``.
    package func name(of reference: TicketReference, for actor: Actor) async throws -> TicketName {
        try await store.read { TicketName(of: try $0.visible(reference, to: actor.person).ticket) }
    }
}

extension Ticket {
    /// Every action that applies to existing tickets, with what stands in its way; those of the present status first.
    func choices(for actor: Actor, at now: Instant, under rules: TicketRules) -> [TicketView.Choice] {
        let here = status.exits.map(\.action)
        let elsewhere = TicketAction.allCases.filter { action in
            !here.contains(action) && !TicketStatus.entries.contains { $0.action == action }
        }
        return (here + elsewhere).map {
            TicketView.Choice(action: $0, refusal: obstacle(to: $0, by: actor, at: now, under: rules))
        }
    }
}
