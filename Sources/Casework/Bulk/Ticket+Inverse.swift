package import Basics
package import Tickets
import Workflows

extension Ticket {
    /// What takes a command back for this ticket, which is as it stood before; `status` is where it led. The one place that
    /// says which action undoes which; whether it can be done now, the ticket says. `text` stands where the way back asks for
    /// a reason. Throws for an action that has no way back to the very status that it led from.
    package func inverse(
        of command: TicketCommand,
        to status: TicketStatus,
        saying text: String,
        by person: Person
    ) throws(BulkRefusal) -> TicketCommand {
        let way = try way(back: command, to: status, text, by: person)
        // What leads somewhere else, as reopening what was closed, would not take it back but do another thing.
        if let exit = status.exits.first(where: { $0.action == way.action }), exit.to != self.status {
            throw .leadsElsewhere(way.action, to: exit.to, not: self.status)
        }
        return way
    }

    /// The same for an event of a bulk.
    func inverse(of event: Event, of bulk: Bulk.ID, by person: Person) throws(BulkRefusal) -> TicketCommand {
        guard let command = event.command else { throw .irreversible(event.action, .filed) }
        return try inverse(of: command, to: event.to, saying: "undone: bulk \(bulk)", by: person)
    }

    private func way(
        back command: TicketCommand,
        to status: TicketStatus,
        _ text: String,
        by person: Person
    ) throws(BulkRefusal) -> TicketCommand {
        switch command {
        case .take: return .release(nil)
        case .release:
            guard let assignee else { throw .wasNobodys }
            guard assignee.id == person.id else { throw .wasOthers(assignee.name) }
            return .take
        case .give:
            guard let assignee else { throw .wasNobodys }
            return .give(assignee)
        case .decline, .withdraw, .lapse, .close: return .reopen(nil)
        case .reopen: return try endingAgain()
        case .approve:
            guard status == .approved else { throw .irreversible(.approve, .assented) }
            return .revoke(text)
        case .dispute: return .correct(text)
        case .correct:
            guard case .disputed(_, let why) = phase else { throw .irreversible(.correct, .books) }
            return .dispute(why)
        case .edit(let changes): return editingBack(changes)
        case .merge: return .unmerge(nil)
        case .unmerge:
            guard let mergedInto else { throw .irreversible(.unmerge, .linkedBefore) }
            return .merge(into: mergedInto, nil)
        case .link(let link): return try linkingBack(link)
        case .submit: throw .irreversible(.submit, .filed)
        case .discard: throw .irreversible(.discard, .discarded)
        case .ask, .escalate, .reply, .answer, .note, .attach: throw .irreversible(command.action, .said)
        case .credit, .revoke, .settle, .reverse: throw .irreversible(command.action, .books)
        }
    }

    private func endingAgain() throws(BulkRefusal) -> TicketCommand {
        switch phase {
        case .declined(let reason): .decline(reason, nil)
        case .withdrawn: .withdraw(nil)
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .creditPending,
            .disputed, .settled, .closed:
            throw .leadsElsewhere(.close, to: .closed, not: status)
        }
    }

    /// What stood there before, of the fields that were changed.
    private func editingBack(_ changes: FactsForm) -> TicketCommand {
        var form = FactsForm()
        for field in changes.fields { form[field] = content.form[field] ?? "" }
        return .edit(form)
    }

    private func linkingBack(_ link: TicketLink) throws(BulkRefusal) -> TicketCommand {
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
