import Basics
import Orders
import Tickets

extension MutableRecords {
    /// Keeps what an event does to the books, in the transaction that keeps the event. Throws ``Overtaken`` when somebody
    /// changed one of the orders meanwhile.
    func keep(_ booked: [BookedOrder], of event: Event, on ticket: Ticket, by actor: Actor) throws {
        for entry in booked {
            if let before = entry.before {
                try update(entry.order, expecting: before)
            } else {
                try insert([entry.order])
            }
        }
        try append(booked.compactMap { entry in event.act(on: entry, ticket, by: actor) })
        try noteDeadlines(about: booked.flatMap(\.order.purchaseNames), at: event.at)
    }
}

extension Event {
    /// What the customer's log says of it: that an order was vouched for, or cancelled for a ticket.
    fileprivate func act(on entry: BookedOrder, _ ticket: Ticket, by actor: Actor) -> ActivityAct? {
        let name = TicketName(of: ticket).name
        let (order, customer) = (entry.order.id, entry.order.customer)
        if entry.before == nil {
            return actor.act(
                .orderRecorded,
                for: customer,
                order: order,
                at: at,
                "\(entry.order.charged.gross) was paid, as \(entry.order.placedByName) vouches for \(name)"
            )
        }
        guard action == .credit, let approval = ticket.approval, approval.kind == .cancellation else { return nil }
        let share = approval.shares.first { $0.order == order }
        return actor.act(
            .orderCancelled,
            for: customer,
            order: order,
            line: share?.line,
            at: at,
            "credit \(approval.amount) for \(name)"
        )
    }
}
