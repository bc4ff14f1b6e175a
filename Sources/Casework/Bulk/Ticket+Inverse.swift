import Basics
import Tickets
import Workflows

extension Ticket {
    /// What takes `event` back for this ticket, which is as it stood before the event. The one place that says which action
    /// undoes which; whether it can be done now, the ticket says. Throws for an action that has no way back to the very
    /// status that it led from.
    func inverse(of event: Event, of bulk: Bulk.ID, by person: Person) throws(BulkRefusal) -> TicketCommand {
        let command = try way(back: event, "undone: bulk \(bulk)", by: person)
        // What leads somewhere else, as reopening what was closed, would not take it back but do another thing.
        if let exit = event.to.exits.first(where: { $0.action == command.action }), exit.to != status {
            throw .leadsElsewhere(command.action, to: exit.to, not: status)
        }
        return command
    }

    private func way(
        back event: Event,
        _ text: String,
        by person: Person
    ) throws(BulkRefusal) -> TicketCommand {
        switch event.action {
        case .take: return .release(nil)
        case .release:
            guard let assignee else { throw .wasNobodys }
            guard assignee.id == person.id else { throw .wasOthers(assignee.name) }
            return .take
        case .give:
            guard let assignee else { throw .wasNobodys }
            return .give(assignee)
        case .decline, .withdraw, .lapse, .close: return .reopen(nil)
        case .reopen: return try endingAgain(event)
        case .approve:
            guard event.to == .approved else { throw .irreversible(.approve, .assented) }
            return .revoke(text)
        case .dispute: return .correct(text)
        case .correct:
            guard case .disputed(_, let why) = phase else { throw .irreversible(.correct, .books) }
            return .dispute(why)
        case .edit: return try editingBack(event)
        case .merge: return .unmerge(nil)
        case .unmerge:
            guard let mergedInto else { throw .irreversible(.unmerge, .linkedBefore) }
            return .merge(into: mergedInto, nil)
        case .link: return try linkingBack(event)
        case .draft, .file, .submit: throw .irreversible(event.action, .filed)
        case .discard: throw .irreversible(.discard, .discarded)
        case .ask, .escalate, .reply, .answer, .note, .attach: throw .irreversible(event.action, .said)
        case .credit, .revoke, .settle, .reverse: throw .irreversible(event.action, .books)
        }
    }

    private func endingAgain(_ event: Event) throws(BulkRefusal) -> TicketCommand {
        switch phase {
        case .declined(let reason): .decline(reason, nil)
        case .withdrawn: .withdraw(nil)
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .creditPending,
            .disputed, .settled, .closed:
            throw .leadsElsewhere(.close, to: .closed, not: status)
        }
    }

    /// What stood there before, of the fields that were changed.
    private func editingBack(_ event: Event) throws(BulkRefusal) -> TicketCommand {
        guard case .edit(let changes)? = event.command else { throw .irreversible(.edit, .said) }
        var form = FactsForm()
        for field in changes.fields { form[field] = content.form[field] ?? "" }
        return .edit(form)
    }

    private func linkingBack(_ event: Event) throws(BulkRefusal) -> TicketCommand {
        guard case .link(let link)? = event.command else { throw .irreversible(.link, .said) }
        let wasLinked = links.contains { $0.other.id == link.other.id && $0.relation == .related }
        switch link.relation {
        case .related where !wasLinked: return .link(TicketLink(.unrelated, link.other))
        case .unrelated where wasLinked: return .link(TicketLink(.related, link.other))
        case .related, .unrelated: throw .irreversible(.link, .linkedBefore)
        case .absorbed, .separated, .splitInto, .splitFrom: throw .irreversible(.link, .said)
        }
    }
}

extension Event {
    /// What was asked when the event was made; nil for a way in.
    fileprivate var command: TicketCommand? { (try? TicketCommand(action, detail)) ?? nil }
}
