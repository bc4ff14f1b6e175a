package import Basics
package import Tickets

/// What an archive consists of, in its order: organisations, people, then tickets in the order of their creation.
package enum ArchivePart: Sendable {
    case organisation(Organisation)
    case person(Person)
    case ticket(StoredTicket, IntakeMark?)
}

extension Desk {
    /// Hands over everything that `query` finds, with events and internal notes, from one consistent state, without ever
    /// holding more than one ticket. `records` reads the bytes of files meanwhile. Takes ``Permission/exportArchive``.
    package func archive(
        _ query: TicketQuery,
        for actor: Actor,
        _ body: @escaping @Sendable (_ part: ArchivePart, _ records: any Records) throws -> Void
    ) async throws {
        guard actor.person.may(.exportArchive) else { throw DeskError.notAllowed(.exportArchive) }
        let now = now()
        try await store.read { records in
            for organisation in try records.organisations() { try body(.organisation(organisation), records) }
            for person in try records.people() { try body(.person(person), records) }
            try records.eachTicket(query, for: actor.person, at: now) { stored in
                let mark = try stored.ticket.source.flatMap { try records.mark(of: $0) }
                try body(.ticket(stored, mark), records)
            }
        }
    }
}
