import Basics
import Orders
package import Tickets
import Workflows

extension Desk {
    /// Does one thing to one ticket.
    ///
    /// - Parameters:
    ///   - seen: the version that the person had before their eyes; nil to act on whatever is there. Notes by others never
    ///     make it stale.
    ///   - files: the bytes of the attachments that an `attach` names.
    /// - Throws: ``DeskError``; nothing has changed then.
    package func perform(
        _ command: TicketCommand,
        on reference: TicketReference,
        seen: Int? = nil,
        files: [FileContent] = [],
        by actor: Actor
    ) async throws -> Ticket {
        let now = now()
        do {
            return try await store.write { records in
                try self.perform(command, on: reference, seen: seen, files: files, by: actor, at: now, in: records)
            }
        } catch is Overtaken {
            throw DeskError.conflict(DeskError.Conflict(ticket: reference.description, last: nil, status: nil))
        }
    }

    /// The same inside a transaction that the caller holds.
    func perform(
        _ command: TicketCommand,
        on reference: TicketReference,
        seen: Int? = nil,
        files: [FileContent] = [],
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws -> Ticket {
        let stored = try records.changeable(reference, by: actor)
        return try perform(
            command,
            on: stored,
            called: reference,
            seen: seen,
            files: files,
            by: actor,
            at: now,
            in: records
        )
    }

    /// The same to a ticket that was locked and read in this transaction.
    func perform(
        _ command: TicketCommand,
        on stored: StoredTicket,
        called reference: TicketReference,
        seen: Int?,
        files: [FileContent],
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws -> Ticket {
        let rules = try records.ticketRules(over: rules)
        let actor = try records.standing(actor, at: now)
        if let relay = try records.relay(command, on: stored, by: actor, at: now, under: rules) {
            if case .attach(let attachments) = command { try attachments.check(against: files) }
            for file in files { try records.save(file) }
            _ = try perform(relay.command, on: relay.survivor, by: relay.actor, at: now, in: records)
            return stored.ticket
        }
        try stored.requireUnchanged(since: seen, reference)
        let file = command.action.takesBooks ? try records.caseFile(of: stored.ticket, in: book) : .empty
        var (ticket, event, booked): (Ticket, Event, [BookedOrder])
        do throws(TicketRefusal) {
            ticket = stored.ticket
            event = try ticket.perform(command, by: actor, at: now, under: rules, on: file)
            booked = try stored.ticket.booked(event, by: actor.person, to: ticket, on: file)
        } catch {
            throw stored.wasOvertaken(command, error)
                ? DeskError.conflict(stored.conflict(reference)) : DeskError(error)
        }
        try records.check(command, on: stored.ticket, by: actor, at: now)
        if case .attach(let attachments) = command { try attachments.check(against: files) }
        for file in files { try records.save(file) }
        if stored.ticket.status == .draft, ticket.status == .submitted { ticket.number = try records.takeNumbers(1) }
        try records.append([event], to: ticket)
        try records.enqueue(event, of: ticket)
        if command.action.changesFacts { try records.noteDeadline(of: ticket, at: now) }
        try records.keep(booked, of: event, on: ticket, by: actor)
        try records.accompany(command, from: stored.ticket, to: ticket, by: actor, at: now, under: rules)
        return ticket
    }
}

extension TicketAction {
    /// Whether it asks the books or changes them.
    fileprivate var takesBooks: Bool {
        switch self {
        case .approve, .credit, .revoke, .reverse, .settle: true
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .reply, .lapse,
            .answer, .dispute, .correct, .close, .reopen, .edit, .note, .attach, .give, .merge, .unmerge, .link:
            false
        }
    }
}

extension TicketAction {
    /// Whether it may change what the request is about.
    fileprivate var changesFacts: Bool {
        switch self {
        case .edit, .submit: true
        case .draft, .file, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .note, .attach, .give,
            .merge, .unmerge, .link:
            false
        }
    }
}

extension Desk {
    /// ``MutableRecords/noteDeadline(of:at:)``, as the intake calls it.
    func noteDeadline(of ticket: Ticket, at now: Instant, in records: any MutableRecords) throws {
        try records.noteDeadline(of: ticket, at: now)
    }
}

extension MutableRecords {
    /// The ticket, locked, when the person may see it.
    func changeable(_ reference: TicketReference, by actor: Actor) throws -> StoredTicket {
        guard let id = try locate(reference) else { throw DeskError.noSuchTicket(reference.description) }
        try lock(id)
        // Words for a merged request are brought also where their writer may not look.
        if actor.isRelayed, let stored = try ticket(id) { return stored }
        return try visible(reference, to: actor.person)
    }

    /// What a command says of other people and tickets, which the ticket itself cannot know.
    fileprivate func check(_ command: TicketCommand, on ticket: Ticket, by actor: Actor, at now: Instant) throws {
        switch command {
        case .give(let recipient): try checkAgent(recipient, at: now)
        case .merge(let survivor, _): try checkSurvivor(survivor, of: ticket, for: actor.person)
        case .link(let link): _ = try visible(.id(link.other.id), to: actor.person)
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .note, .attach,
            .unmerge:
            break
        }
    }

    private func checkAgent(_ recipient: Assignee, at now: Instant) throws {
        guard let person = try person(recipient.id) else { throw DeskError.noSuchPerson(recipient.name) }
        if let (deputy, until) = try deputy(of: person.id, at: now) {
            throw DeskError.refused(.away(person.systemName, deputy: deputy.systemName, until: until))
        }
        guard person.may(.workTickets) else {
            throw DeskError.invalid(
                Problems([
                    Problem(
                        "to",
                        .unknownChoice(
                            recipient.name,
                            known: try people().filter { $0.may(.workTickets) }.map(\.systemName)
                        )
                    )
                ])
            )
        }
    }
}

extension Records {
    /// The ticket when the person may see it. Throws ``DeskError/noSuchTicket(_:)`` for both kinds of "no".
    func visible(_ reference: TicketReference, to person: Person) throws -> StoredTicket {
        guard let id = try locate(reference), let stored = try ticket(id), stored.ticket.isVisible(to: person) else {
            throw DeskError.noSuchTicket(reference.description)
        }
        return stored
    }
}

extension StoredTicket {
    /// True when the act fails only because somebody else has just done the same: two people at once, not a wrong request.
    fileprivate func wasOvertaken(_ command: TicketCommand, _ refusal: TicketRefusal) -> Bool {
        guard case .workflow(.noSuchExit(from: _, action: _, instead: _)) = refusal, command.action != .note,
            let last = events.last(where: \.changesTicket)
        else { return false }
        return last.action == command.action && last.from != last.to
    }

    /// Throws ``DeskError/conflict(_:)`` when more than notes came after the version that somebody has seen.
    func requireUnchanged(since seen: Int?, _ reference: TicketReference) throws(DeskError) {
        if let seen, seen < ticket.changedVersion { throw .conflict(conflict(reference)) }
    }

    fileprivate func conflict(_ reference: TicketReference) -> DeskError.Conflict {
        let last = events.last(where: \.changesTicket)
        return DeskError.Conflict(
            ticket: reference.description,
            last: last.map { DeskError.Conflict.Step(action: $0.action, byName: $0.byName, at: $0.at) },
            status: ticket.status
        )
    }
}
