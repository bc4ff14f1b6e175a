import Basics
package import Tickets

extension Desk {
    /// Hands over everything that `query` finds for another system, from one consistent state, one ticket at a time, in the
    /// order of their creation. Drafts are nobody's business outside. `records` reads the bytes of files meanwhile. Takes
    /// ``Permission/exportArchive``.
    package func outgoing(
        _ query: TicketQuery,
        to system: String,
        for actor: Actor,
        _ body: @escaping @Sendable (_ ticket: OutgoingTicket, _ records: any Records) throws -> Void
    ) async throws {
        guard actor.person.may(.exportArchive) else { throw DeskError.notAllowed(.exportArchive) }
        let now = now()
        try await store.read { records in
            let names = try records.displayNames()
            try records.eachTicket(query, for: actor.person, at: now) { stored in
                guard stored.ticket.number != nil else { return }
                let mark = try records.exchangeMark(of: stored.ticket.id, with: system)
                let outgoing = OutgoingTicket(
                    ticket: stored.ticket,
                    messages: stored.correspondence(naming: names),
                    presences: stored.presences(in: system, since: mark),
                    written: stored.ownWords(naming: names),
                    files: stored.ticket.attachments,
                    mark: mark,
                    hasNews: stored.hasNews(for: system, since: mark)
                )
                try body(outgoing, records)
            }
        }
    }

    /// Remembers what was sent, so that it is known when it comes back. Takes ``Permission/exportArchive``.
    package func remember(_ marks: [ExchangeMark], by actor: Actor) async throws {
        guard actor.person.may(.exportArchive) else { throw DeskError.notAllowed(.exportArchive) }
        try await store.write { records in
            for mark in marks {
                // What was read there since knows more than what was sent before.
                let known = try records.exchangeMark(of: mark.ticket, with: mark.system)
                if let known, known.at > mark.at { continue }
                try records.save(mark)
            }
        }
    }
}

extension Records {
    fileprivate func displayNames() throws -> [Person.ID: String] {
        Dictionary(try people().map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
    }
}
