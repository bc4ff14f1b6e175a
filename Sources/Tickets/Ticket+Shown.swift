extension Ticket {
    /// The ticket as a reader may see it: outside the desk without the words and half-made decisions that
    /// ``Event/shown(toInsider:)`` hides too.
    package func shown(toInsider isInsider: Bool) -> Ticket {
        if isInsider { return self }
        var ticket = self
        // Whose request goes on may be nobody's business.
        ticket.mergedInto = mergedInto.map {
            TicketName(id: id, name: $0.name.isEmpty ? "" : TicketName.anotherRequest)
        }
        ticket.links = []
        switch phase {
        case .underReview: ticket.phase = .underReview(Review())
        case .escalated: ticket.phase = .escalated(reference: nil)
        case .approved(let approval): ticket.phase = .approved(approval.withoutGrounds)
        case .creditPending(let credit): ticket.phase = .creditPending(credit.withoutGrounds)
        case .disputed(let credit, _): ticket.phase = .disputed(credit.withoutGrounds, why: "")
        case .settled(let credit, let settlement): ticket.phase = .settled(credit.withoutGrounds, settlement)
        case .closed(.settled(let credit, let settlement)):
            ticket.phase = .closed(.settled(credit.withoutGrounds, settlement))
        case .draft, .discarded, .submitted, .awaitingInformation, .declined, .withdrawn, .closed(.declined),
            .closed(.withdrawn):
            break
        }
        return ticket
    }
}

extension Approval {
    /// What was granted, without the verdict, the shares and why the rules did not stand in the way.
    fileprivate var withoutGrounds: Approval {
        Approval(
            kind: kind,
            amount: amount,
            by: by,
            at: at,
            version: version,
            shares: [],
            verdict: nil,
            override: nil
        )
    }
}

extension Credit {
    fileprivate var withoutGrounds: Credit {
        Credit(approval: approval.withoutGrounds, reference: reference, at: at)
    }
}
