package import Basics
import Orders
package import Tickets

extension Records {
    /// The language in which the requester of a ticket is written to: their own, else the one that is remembered of the
    /// customer, else English.
    package func language(of ticket: Ticket) throws -> Language {
        if let requester = ticket.requester, let person = try person(requester) { return person.language }
        guard let tenant = ticket.facts?.tenant else { return .english }
        return try customer(of: tenant)?.language ?? .english
    }
}

extension MutableRecords {
    /// Puts the mail that an event makes into the outbox; nothing for an event that makes none, and for a comment whose
    /// writer is the one to be written to. Stands behind the call that keeps the event, in the same transaction.
    package func enqueue(_ event: Event, of ticket: Ticket) throws {
        guard let notice = Notice(of: event, ticket: ticket) else { return }
        if notice.kind == .noted, let own = try person(event.by)?.email, own.reaches(notice.recipient) { return }
        try append(OutboxEntry(notice, of: event, in: language(of: ticket)))
    }
}

extension EmailAddress {
    /// Whether a letter to one of the two comes to the other, as nearly every mail server has it.
    fileprivate func reaches(_ other: EmailAddress) -> Bool {
        text.lowercased().utf8.elementsEqual(other.text.lowercased().utf8)
    }
}
