import Basics
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
        let rules = rules
        do {
            return try await store.write { records in
                let stored = try records.changeable(reference, by: actor.person)
                var ticket = stored.ticket
                if let seen, seen < ticket.changedVersion { throw DeskError.conflict(stored.conflict(reference)) }
                let wasDraft = ticket.status == .draft
                let event: Event
                do throws(TicketRefusal) {
                    event = try ticket.perform(command, by: actor, at: now, under: rules)
                } catch {
                    throw stored.wasOvertaken(command, error)
                        ? DeskError.conflict(stored.conflict(reference)) : DeskError(error)
                }
                if case .give(let recipient) = command { try records.checkAgent(recipient) }
                if case .attach(let attachments) = command { try attachments.check(against: files) }
                for file in files { try records.save(file) }
                if wasDraft, ticket.status == .submitted { ticket.number = try records.takeNumbers(1) }
                try records.append([event], to: ticket)
                try records.enqueue(event, of: ticket)
                return ticket
            }
        } catch is Overtaken {
            throw DeskError.conflict(DeskError.Conflict(ticket: reference.description, last: nil, status: nil))
        }
    }
}

extension MutableRecords {
    /// The ticket, locked, when the person may see it.
    fileprivate func changeable(_ reference: TicketReference, by person: Person) throws -> StoredTicket {
        guard let id = try locate(reference) else { throw DeskError.noSuchTicket(reference.description) }
        try lock(id)
        return try visible(reference, to: person)
    }

    fileprivate func checkAgent(_ recipient: Assignee) throws {
        guard let person = try person(recipient.id) else { throw DeskError.noSuchPerson(recipient.name) }
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

    fileprivate func conflict(_ reference: TicketReference) -> DeskError.Conflict {
        let last = events.last(where: \.changesTicket)
        return DeskError.Conflict(
            ticket: reference.description,
            last: last.map { DeskError.Conflict.Step(action: $0.action, byName: $0.byName, at: $0.at) },
            status: ticket.status
        )
    }
}
