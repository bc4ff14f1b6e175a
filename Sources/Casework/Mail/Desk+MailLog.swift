import Basics
package import Tickets

/// A mail with the number of its ticket.
package struct MailLogEntry: Hashable, Sendable {
    package let mail: OutboxEntry
    package let number: TicketNumber?
}

extension Desk {
    /// What was sent, what waits and what failed, the latest first. Takes ``Permission/seeAllTickets``.
    package func mailLog(limit: Int = 50, for actor: Actor) async throws -> [MailLogEntry] {
        try actor.person.require(.seeAllTickets)
        return try await store.read { records in
            try records.mails(limit: limit).map { mail in
                MailLogEntry(mail: mail, number: try records.number(of: mail.id.ticket).map { TicketNumber($0) })
            }
        }
    }
}
