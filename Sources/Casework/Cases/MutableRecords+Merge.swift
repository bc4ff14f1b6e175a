import Basics
import Orders
import Tickets

/// Words for a request that was merged, on their way to the one that goes on for it.
struct Relay {
    let command: TicketCommand
    let survivor: TicketReference
    let actor: Actor
}

extension MutableRecords {
    /// Throws unless the survivor can take the ticket in: there for the person, about the same customer, open and not merged
    /// itself, which also rules out that two requests are merged into each other.
    func checkSurvivor(_ name: TicketName, of ticket: Ticket, for person: Person) throws {
        try lock(name.id)
        let survivor = try visible(.id(name.id), to: person).ticket
        guard survivor.mergedInto == nil, survivor.status.isOpen, survivor.status != .draft else {
            throw DeskError.refused(.notASurvivor(name.name))
        }
        guard let own = ticket.facts?.tenant, let other = survivor.facts?.tenant else { return }
        if own == other { return }
        guard let customer = try customer(of: own), try self.customer(of: other)?.id == customer.id else {
            throw DeskError.refused(.otherCustomersRequest(name.name))
        }
    }

    /// The other side of a merge or a link, in the same transaction: both tell of it.
    func accompany(
        _ command: TicketCommand,
        from before: Ticket,
        to after: Ticket,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws {
        let own = TicketName(of: after)
        switch command {
        case .merge(let survivor, _): try link(survivor.id, .absorbed, own, by: actor, at: now, under: rules)
        case .unmerge:
            guard let survivor = before.mergedInto else { return }
            try link(survivor.id, .separated, own, by: actor, at: now, under: rules)
        case .link(let link):
            guard let mirrored = link.relation.mirrored else { return }
            try self.link(link.other.id, mirrored, own, by: actor, at: now, under: rules)
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .note, .attach,
            .give:
            break
        }
    }

    private func link(
        _ id: Ticket.ID,
        _ relation: TicketLink.Relation,
        _ other: TicketName,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws {
        guard var ticket = try self.ticket(id)?.ticket else { return }
        let event: Event
        do throws(TicketRefusal) {
            event = try ticket.perform(.link(TicketLink(relation, other)), by: actor, at: now, under: rules)
        } catch { throw DeskError(error) }
        try append([event], to: ticket)
    }

    /// Where words for a merged request go: to the request that goes on for it, also when that was merged in turn. Nil when
    /// they stay: for a request that is not merged, and where nothing goes on, so that they are never lost. Throws a
    /// ``DeskError`` for who may say nothing to the merged one either.
    func relay(
        _ command: TicketCommand,
        on stored: StoredTicket,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws -> Relay? {
        guard stored.ticket.mergedInto != nil, let survivor = try survivor(of: stored.ticket) else { return nil }
        let isRequester = stored.ticket.parts(of: actor).contains(.requester)
        let isAwaited = isRequester && survivor.status == .awaitingInformation
        let relayed: TicketCommand
        switch command {
        case .reply(let text): relayed = isAwaited ? .reply(text) : .note(actor.words(text, .public, at: now))
        case .note(let message):
            relayed =
                isAwaited && message.visibility == .public
                ? .reply(message.text) : .note(actor.words(message.text, message.visibility, at: now))
        case .attach: relayed = command
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .lapse, .answer,
            .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .give, .merge, .unmerge,
            .link:
            return nil
        }
        // Whoever may see the merged request only may say nothing to the other by way of it.
        if let refusal = stored.ticket.obstacle(to: .note, by: actor, at: now, under: rules) {
            throw DeskError(refusal)
        }
        let speaker = Actor(
            person: actor.person,
            account: actor.account,
            origin: actor.origin,
            isRelayed: isRequester
        ).standing(for: actor.represented)
        return Relay(command: relayed, survivor: .id(survivor.id), actor: speaker)
    }

    private func survivor(of ticket: Ticket) throws -> Ticket? {
        var seen: Set<Ticket.ID> = [ticket.id]
        var next = ticket.mergedInto?.id
        while let id = next, seen.insert(id).inserted {
            guard let other = try self.ticket(id)?.ticket else { return nil }
            guard let further = other.mergedInto?.id else { return other }
            next = further
        }
        return nil
    }
}

extension Actor {
    /// Words that are brought to another request: under the name of whoever wrote them, unless the desk did.
    fileprivate func words(_ text: String, _ visibility: Visibility, at now: Instant) -> Message {
        person.may(.workTickets)
            ? Message(text: text, visibility: visibility)
            : Message(text: text, visibility: visibility, author: person.displayName, writtenAt: now)
    }
}

extension TicketLink.Relation {
    /// What the other ticket says of this one; nil where only one side tells.
    fileprivate var mirrored: Self? {
        switch self {
        case .related: .related
        case .unrelated: .unrelated
        case .splitInto: .splitFrom
        case .splitFrom: .splitInto
        case .absorbed, .separated: nil
        }
    }
}
