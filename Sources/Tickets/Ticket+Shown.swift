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
        case .disputed(let credit, _): ticket.phase = .disputed(credit, why: "")
        case .draft, .discarded, .submitted, .awaitingInformation, .approved, .creditPending, .settled, .declined,
            .withdrawn, .closed:
            break
        }
        return ticket
    }
}
