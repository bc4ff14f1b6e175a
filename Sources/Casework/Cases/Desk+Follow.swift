import Basics
import Orders
import Tickets

extension Desk {
    /// Lets tickets follow what invoices showed of their credits, in the same transaction: settled when all of them are whole.
    /// `keys` are those of the credits that are whole now.
    func settleTickets(
        ofCredits keys: [String],
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws {
        for id in keys.ticketIDs {
            guard let ticket = try records.ticket(id)?.ticket, ticket.awaitsInvoice else { continue }
            let credits = ticket.credits(on: try records.caseFile(of: ticket, in: book))
            let settlements = credits.compactMap(\.settlement)
            guard settlements.count == credits.count, let last = settlements.max(by: { $0.at < $1.at }) else {
                continue
            }
            let command = TicketCommand.settle(invoice: last.invoice, line: Int64(last.line))
            try follow(command, ticket, by: actor, at: now, in: records)
        }
    }

    /// Disputes tickets whose credits a complete invoice should have shown and did not.
    func disputeTickets(
        ofCredits missing: [PostedCredit],
        month: Month,
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws {
        for id in missing.map(\.credit.key).ticketIDs {
            guard let ticket = try records.ticket(id)?.ticket, ticket.status == .creditPending else { continue }
            let own = missing.filter { Ticket.ticket(ofCredit: $0.credit.key) == id }
            let amounts = own.map(\.credit.amounts.gross.description).joined(separator: ", ")
            let command = TicketCommand.dispute("the invoice of \(month) is complete and does not show \(amounts)")
            try follow(command, ticket, by: actor, at: now, in: records)
        }
    }

    private func follow(
        _ command: TicketCommand,
        _ ticket: Ticket,
        by actor: Actor,
        at now: Instant,
        in records: any MutableRecords
    ) throws {
        let clock = try records.clock(in: ticket.organisation, makeID: makeID, account: actor.account)
        _ = try perform(command, on: .id(ticket.id), by: clock, at: now, in: records)
    }
}

extension Ticket {
    /// Whether an invoice is still to show its credit, or to show it after all.
    fileprivate var awaitsInvoice: Bool {
        switch phase {
        case .creditPending, .disputed: true
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .settled,
            .declined, .withdrawn, .closed:
            false
        }
    }
}

extension [String] {
    /// The tickets whose decisions these credits' keys belong to, each once, in order.
    fileprivate var ticketIDs: [Ticket.ID] {
        var seen: Set<Ticket.ID> = []
        return compactMap(Ticket.ticket(ofCredit:)).filter { seen.insert($0).inserted }
    }
}
