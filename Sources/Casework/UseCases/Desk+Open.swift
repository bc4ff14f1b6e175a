package import Basics
package import Tickets

/// What a person hands in to open a request.
package struct NewTicket: Sendable {
    package let form: FactsForm
    /// True to keep it as a draft, which needs nothing to be complete.
    package let isDraft: Bool
    /// Whose request it is; nil for one's own.
    package let onBehalfOf: Person.ID?
    package let files: [IntakeFile]

    package init(form: FactsForm, isDraft: Bool = false, onBehalfOf: Person.ID? = nil, files: [IntakeFile] = []) {
        self.form = form
        self.isDraft = isDraft
        self.onBehalfOf = onBehalfOf
        self.files = files
    }
}

extension Desk {
    /// Opens a request: a draft, or a filed one with its number. Throws ``DeskError`` with every problem of the form.
    package func open(_ new: NewTicket, by actor: Actor) async throws -> Ticket {
        guard actor.person.may(.fileTickets) else { throw DeskError.notAllowed(.fileTickets) }
        let content: TicketContent
        if new.isDraft {
            content = .rough(new.form)
        } else {
            do throws(Problems) { content = .complete(try new.form.facts()) } catch { throw DeskError.invalid(error) }
        }
        for file in new.files { try [file.attachment].check(against: [file.content]) }
        if let other = new.onBehalfOf, other != actor.person.id, !actor.person.may(.workTickets) {
            throw DeskError.notAllowed(.workTickets)
        }
        let opening = TicketOpening(
            organisation: actor.person.organisation,
            requester: new.onBehalfOf ?? actor.person.id,
            content: content,
            attachments: new.files.map(\.attachment)
        )
        let opened: (ticket: Ticket, event: Event)
        do throws(TicketRefusal) {
            opened = try Ticket.open(opening, as: Ticket.ID(makeID()), by: actor, at: now(), under: rules)
        } catch { throw DeskError(error) }
        return try await store.write { records in
            var record = NewRecord(ticket: opened.ticket, events: [opened.event])
            if let other = new.onBehalfOf, try records.person(other) == nil {
                throw DeskError.noSuchPerson(other.description)
            }
            for file in new.files { try records.save(file.content) }
            if record.ticket.status != .draft { record = record.numbered(try records.takeNumbers(1)) }
            try records.insert([record])
            try records.enqueue(opened.event, of: record.ticket)
            try records.noteDeadline(of: record.ticket, at: opened.event.at)
            return record.ticket
        }
    }
}

extension DeskError {
    /// A refusal as the desk reports it: problems are problems whoever found them.
    init(_ refusal: TicketRefusal) {
        if case .problems(let problems) = refusal {
            self = .invalid(problems)
        } else {
            self = .refused(refusal)
        }
    }
}
