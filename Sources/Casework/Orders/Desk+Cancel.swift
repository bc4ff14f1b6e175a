package import Basics
package import Orders
package import Tickets

/// What a cancellation did.
package struct CancelledOrder: Sendable {
    package let order: Order
    package let customer: Customer
    package let credits: [LineCredit]
}

extension Desk {
    /// Cancels what a quote promised, one order at a time, and posts exactly the credit that was shown.
    ///
    /// Takes ``Permission/cancelOrders``. Throws ``DeskError/orderRefused(_:)``: a second cancellation, also at the same
    /// moment, is told who did it and when. Keys and links are dead from the same moment on, because they are only ever given
    /// out for lines that are not cancelled.
    package func cancel(
        _ name: String,
        quote id: GUID,
        _ confirmation: CancellationConfirmation,
        by actor: Actor
    ) async throws -> CancelledOrder {
        try actor.person.require(.cancelOrders)
        let (now, book) = (now(), book)
        do {
            return try await store.write { records in
                var (order, customer) = try records.changeable(order: name, for: actor.person)
                let version = order.version
                let rules = try records.orderRules()
                guard let offered = try records.quote(id) else {
                    let present = order.quote(at: now, under: rules)
                    throw DeskError.orderRefused(
                        present.verdict.isEligible ? .otherQuote(id) : .notCancellable(present)
                    )
                }
                let credits: [LineCredit]
                do throws(OrderRefusal) {
                    credits = try order.cancel(
                        offered,
                        for: customer,
                        confirmation,
                        in: book,
                        by: actor.person,
                        at: now,
                        under: rules
                    )
                } catch { throw DeskError.orderRefused(error) }
                try records.update(order, expecting: version)
                try records.append(order.acts(of: offered, by: actor, at: now))
                try records.noteDeadlines(about: order.purchaseNames, at: now)
                return CancelledOrder(order: order, customer: customer, credits: credits)
            }
        } catch is Overtaken { throw DeskError.orderConflict(name) }
    }
}

extension Order {
    /// One entry for each line that ended.
    fileprivate func acts(of offered: OfferedQuote, by actor: Actor, at now: Instant) -> [ActivityAct] {
        offered.promises.compactMap { promise in
            line(promise.line).map { line in
                let detail =
                    "\(line.item.title): credit \(promise.amounts.gross) (\(promise.policy): \(promise.formula))"
                return actor.act(
                    .orderCancelled,
                    for: terms.customer,
                    order: terms.id,
                    line: promise.line,
                    at: now,
                    detail
                )
            }
        }
    }
}
