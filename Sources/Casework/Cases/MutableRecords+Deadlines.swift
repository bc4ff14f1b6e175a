package import Basics
import Orders
import Tickets

extension MutableRecords {
    /// Notes when the window of what a request is about closes, so that lists can put it in its place. A request that was
    /// decided keeps what was noted before.
    func noteDeadline(of ticket: Ticket, at now: Instant) throws {
        guard let facts = ticket.facts, ticket.status.isBeforeDecision else { return }
        try note(deadline: deadline(of: ticket, about: facts, at: now), of: ticket)
    }

    /// The same for every request about these orders and subscriptions, as they are called in requests: what the books say
    /// of them has changed.
    func noteDeadlines(about purchases: [String], at now: Instant) throws {
        let undecided = Set(TicketStatus.allCases.filter(\.isBeforeDecision))
        for start in stride(from: 0, to: purchases.count, by: 500) {
            let some = Set(purchases[start..<min(start + 500, purchases.count)])
            for summary in try tickets(about: some.sorted(), in: undecided) {
                if let ticket = try ticket(summary.id)?.ticket { try noteDeadline(of: ticket, at: now) }
            }
        }
    }

    /// Works out anew what lists show of every open request: when its window closes, when it is due, how urgent it is.
    /// For when what they follow from has changed: a setting, or the program. One whose events do not add up stays as it is,
    /// for the audit to find.
    package func refreshOpen(at now: Instant) throws {
        var open: [Ticket.ID] = []
        try eachHead { kept in
            if kept.summary.status.isOpen { open.append(kept.summary.id) }
        }
        for id in open {
            guard let ticket = try legibleTicket(id) else { continue }
            if ticket.status.isBeforeDecision { try noteDeadline(of: ticket, at: now) } else { try refresh(ticket) }
        }
    }

    private func legibleTicket(_ id: Ticket.ID) throws -> Ticket? {
        do { return try ticket(id)?.ticket } catch StoreError.corrupt { return nil }
    }
}

extension Order {
    /// What requests may call it: by its ids, or by the subscriptions on its lines.
    var purchaseNames: [String] {
        [terms.id.text, terms.alternateID].compactMap(\.self) + lines.compactMap(\.subscription?.description)
    }
}
