import Basics
package import Tickets

extension Desk {
    /// Makes a new request of a part of one: the same facts but for `changes`, for the same requester, linked both ways. Takes
    /// ``Permission/workTickets``. Throws ``DeskError`` with every problem of the new form; nothing has changed then.
    package func split(_ reference: TicketReference, _ changes: FactsForm, by actor: Actor) async throws -> Ticket {
        try actor.person.require(.workTickets)
        let now = now()
        let id = Ticket.ID(makeID())
        return try await store.write { records in
            let rules = try records.ticketRules(over: self.rules)
            let origin = try records.visible(reference, to: actor.person).ticket
            let content: TicketContent
            do throws(Problems) {
                content = .complete(try origin.content.form.changed(by: changes).facts())
            } catch { throw DeskError.invalid(error) }
            let opening = TicketOpening(
                organisation: origin.organisation,
                requester: origin.requester,
                content: content
            )
            let opened: (ticket: Ticket, event: Event)
            do throws(TicketRefusal) {
                opened = try Ticket.open(opening, as: id, by: actor, at: now, under: rules)
            } catch { throw DeskError(error) }
            let record = NewRecord(ticket: opened.ticket, events: [opened.event]).numbered(try records.takeNumbers(1))
            try records.insert([record])
            try records.noteDeadline(of: record.ticket, at: now)
            let link = TicketCommand.link(TicketLink(.splitFrom, TicketName(of: origin)))
            return try self.perform(link, on: .id(id), by: actor, at: now, in: records)
        }
    }
}
