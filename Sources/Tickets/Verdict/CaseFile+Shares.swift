import Basics
import Orders

extension CaseFile {
    /// What a grant takes of each line. A cancellation gives exactly what its quote shows; goodwill is spread over what is left
    /// of each line, so that the shares sum to the amount to the minor unit.
    func shares(
        of grant: Grant,
        on facts: TicketFacts,
        of ticket: Ticket.ID,
        filedAt: Instant?,
        at now: Instant
    ) throws(TicketRefusal) -> [CreditShare] {
        switch grant.kind {
        case .cancellation:
            let shares = try cancellation(facts, of: ticket, filedAt: filedAt, at: now)
            let total = Money(minorUnits: shares.reduce(0) { $0 + $1.amounts.gross.minorUnits }, grant.amount.currency)
            guard total == grant.amount else { throw .partialCancellation(asked: grant.amount, full: total) }
            return shares
        case .goodwill: return try goodwill(grant.amount, facts)
        }
    }

    /// What cancelling gives now, line by line, of a request that was filed at `filedAt`.
    func cancellation(
        _ facts: TicketFacts,
        of ticket: Ticket.ID,
        filedAt: Instant?,
        at now: Instant
    ) throws(TicketRefusal) -> [CreditShare] {
        var shares: [CreditShare] = []
        var verdicts: [LineVerdict] = []
        for placed in lines(of: facts).map(ticket.released) {
            let line = placed.line
            if placed.order.origin == .attested {
                guard line.cancellation == nil, line.refundable.gross.minorUnits > 0 else { continue }
                shares.append(CreditShare(order: placed.order.id, line: line.number, amounts: line.refundable))
                continue
            }
            let quote = line.quote(at: now, under: rules.policy, asked: filedAt)
            verdicts.append(quote.verdict)
            guard let credit = quote.credit, credit.gross.minorUnits > 0 else { continue }
            shares.append(CreditShare(order: placed.order.id, line: line.number, amounts: credit))
        }
        guard !shares.isEmpty else {
            throw .notCancellable(verdicts.first { !$0.isEligible } ?? .nothingLeft)
        }
        return shares
    }

    private func goodwill(_ amount: Money, _ facts: TicketFacts) throws(TicketRefusal) -> [CreditShare] {
        let lines = lines(of: facts)
        let left = lines.map { $0.line.refundable }
        guard let parts = Allocation.split(amount, by: left.map(\.gross.minorUnits)) else {
            throw .aboveRefundable(asked: amount, maximum: Money(minorUnits: 0, amount.currency))
        }
        var shares: [CreditShare] = []
        for (index, placed) in lines.enumerated() where parts[index].minorUnits > 0 {
            let amounts = left[index].part(gross: parts[index].minorUnits)
            shares.append(CreditShare(order: placed.order.id, line: placed.line.number, amounts: amounts))
        }
        return shares
    }
}

extension Ticket.ID {
    /// What the keys of everything that a ticket's decisions book begin with.
    var intent: String { "refund:\(self):" }

    /// The line as it would be if this ticket had reserved nothing of it.
    func released(_ placed: CaseFile.PlacedLine) -> CaseFile.PlacedLine {
        CaseFile.PlacedLine(order: placed.order, line: placed.line.released(from: intent))
    }
}
