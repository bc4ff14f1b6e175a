package import Basics
package import Orders

/// An order as an event leaves it.
package struct BookedOrder: Hashable, Sendable {
    package let order: Order
    /// The version that it had before; nil for one that the event opens.
    package let before: Int?
}

extension Ticket {
    /// What an event does to the books: approving reserves, revoking voids, crediting credits, reversing posts the opposite,
    /// settling notes the invoice. `self` is the ticket before the event. Every movement has a key of its own made of ticket,
    /// decision, order and line, so the same intent twice is one movement. Throws when the books do not allow it; then nothing
    /// of the event may be kept.
    package func booked(
        _ event: Event,
        by person: Person,
        to after: Ticket,
        on file: CaseFile
    ) throws(TicketRefusal) -> [BookedOrder] {
        switch event.action {
        case .approve where event.to == .approved:
            guard let approval = after.approval else { return [] }
            var books = Books(of: self, approval, file, event)
            try books.attest(facts, by: person)
            try books.each { share, line, key, memo throws(LineLedger.Refusal) in
                try line.reserve(share.amounts, key: "reserve:\(key)", memo: memo, by: event.by, at: event.at)
            }
            return books.changed
        case .revoke:
            return try change(event, on: file) { share, line, key, memo throws(LineLedger.Refusal) in
                // A decision that came here without its books holds nothing.
                guard line.ledger.movements.contains(where: { $0.key == "reserve:\(key)" }) else { return }
                try line.void(share.amounts, key: "void:\(key)", memo: memo, by: event.by, at: event.at)
            }
        case .credit: return try credited(event, on: file)
        case .reverse:
            return try change(event, on: file) { _, line, key, memo throws(LineLedger.Refusal) in
                try line.reverse(key, as: "reverse:\(key)", memo: memo, by: event.by, at: event.at)
            }
        case .settle: return try settled(event, after, on: file)
        case .approve, .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .reply,
            .lapse, .answer, .dispute, .correct, .close, .reopen, .edit, .note, .attach, .give, .merge, .unmerge, .link:
            return []
        }
    }

    private func credited(_ event: Event, on file: CaseFile) throws(TicketRefusal) -> [BookedOrder] {
        guard let approval, let command = try? TicketCommand(.credit, event.detail),
            case .credit(let reference) = command
        else { return [] }
        let kind: LineCredit.Kind = approval.kind == .cancellation ? .cancellation : .goodwill
        return try change(event, on: file) { share, line, key, memo throws(LineLedger.Refusal) in
            let credit = LineCredit(
                key: key,
                kind: kind,
                amounts: share.amounts,
                at: event.at,
                by: event.by,
                reference: reference
            )
            try line.credit(credit, memo: memo)
            guard approval.kind == .cancellation else { return }
            line.end(
                Cancellation(at: event.at, by: event.by, byName: event.byName, quote: nil, reference: reference)
            )
        }
    }

    private func settled(_ event: Event, _ after: Ticket, on file: CaseFile) throws(TicketRefusal) -> [BookedOrder] {
        guard case .settled(_, let settlement) = after.phase else { return [] }
        return try change(event, on: file) { _, line, key, _ throws(LineLedger.Refusal) in
            guard let credit = line.credits.first(where: { $0.key == key }), credit.settlement == nil else { return }
            let shown = LineCredit.Settlement(
                invoice: settlement.invoice,
                line: settlement.line.flatMap { Int(exactly: $0) } ?? 1,
                at: event.at
            )
            try line.show(credit.amounts.gross.minorUnits - credit.shown, ofCredit: key, on: shown, by: event.by)
        }
    }

    private func change(
        _ event: Event,
        on file: CaseFile,
        _ change: (CreditShare, inout OrderLine, String, String?) throws(LineLedger.Refusal) -> Void
    ) throws(TicketRefusal) -> [BookedOrder] {
        guard let approval else { return [] }
        var books = Books(of: self, approval, file, event)
        try books.each(change)
        return books.changed
    }

    /// The credits of this ticket's decision as the books have them; none before it was credited.
    package func credits(on file: CaseFile) -> [LineCredit] {
        guard let approval else { return [] }
        return file.orders.flatMap(\.lines).flatMap(\.credits).filter { credit in
            approval.shares.contains { credit.key == creditKey($0, approval) }
        }
    }

    /// The key of the intent: the same ticket, decision, order and line is the same credit.
    package func creditKey(_ share: CreditShare, _ approval: Approval) -> String {
        "\(id.intent)\(approval.version):\(share.order):\(share.line)"
    }

    /// The ticket whose decision a credit's key belongs to; nil for credits of other kinds.
    package static func ticket(ofCredit key: String) -> Ticket.ID? {
        let parts = key.split(separator: ":")
        return parts.count > 2 && parts[0] == "refund" ? try? Ticket.ID(String(parts[1])) : nil
    }
}

/// The orders of a file while an event is booked on them.
private struct Books {
    private let ticket: Ticket
    private let approval: Approval
    private let event: Event
    private var file: CaseFile
    private var before: [Order.ID: Int]

    init(of ticket: Ticket, _ approval: Approval, _ file: CaseFile, _ event: Event) {
        self.ticket = ticket
        self.approval = approval
        self.event = event
        self.file = file
        before = Dictionary(file.orders.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
    }

    /// Opens the order that the approval vouches for, if it does.
    mutating func attest(_ facts: TicketFacts?, by person: Person) throws(TicketRefusal) {
        guard let facts, let command = try? TicketCommand(.approve, event.detail), case .approve(let grant) = command,
            let paid = grant.attested
        else { return }
        let order = try Ticket.attestedOrder(
            of: ticket.id,
            facts,
            paid: paid,
            version: event.version,
            by: person,
            event.at,
            file
        )
        file = file.replacing(order)
    }

    /// Changes the line of every share. Revoking only gives up what is held, so it needs none of them.
    mutating func each(
        _ change: (CreditShare, inout OrderLine, String, String?) throws(LineLedger.Refusal) -> Void
    ) throws(TicketRefusal) {
        let memo = ticket.number.map { TicketNumber($0).description }
        for share in approval.shares {
            guard var order = file.orders.first(where: { $0.id == share.order }), order.line(share.line) != nil else {
                if event.action == .revoke { continue }
                throw .notInBooks(share.order.text)
            }
            let key = ticket.creditKey(share, approval)
            do throws(LineLedger.Refusal) {
                try order.change(share.line) { line throws(LineLedger.Refusal) in
                    try change(share, &line, key, memo)
                }
            } catch { throw .ledger(error) }
            file = file.replacing(order)
        }
    }

    var changed: [BookedOrder] {
        file.orders.filter { before[$0.id] != $0.version }.map { BookedOrder(order: $0, before: before[$0.id]) }
    }
}
