package import Basics
package import Orders
package import Tickets

/// A quote as one person gets it.
package struct QuoteView: Sendable {
    package let quote: Quote
    package let order: Order
    package let customer: Customer
    /// What can be confirmed; nil when nothing can be cancelled, when the question was about another moment, and for people
    /// who may not cancel.
    package let offered: OfferedQuote?
    /// A refund request that is ready to be filed, when that is the way on.
    package let draft: FactsForm?
}

extension Desk {
    /// Says what cancelling an order would credit, line by line, and why.
    ///
    /// Takes ``Permission/seeOrders``. Without `moment` the answer is about now, and for somebody who may cancel it is kept,
    /// so that they can confirm it until it ends. `lines` names some of the order's lines by number.
    package func quote(
        _ name: String,
        lines: Set<Int>? = nil,
        at moment: Instant? = nil,
        for actor: Actor
    ) async throws -> QuoteView {
        try actor.person.require(.seeOrders)
        let (now, id) = (now(), makeID())
        let mayConfirm = moment == nil && actor.person.may(.cancelOrders)
        let ask: @Sendable (any Records) throws -> QuoteView = { records in
            let (order, customer) = try records.order(named: name, for: actor.person)
            if let lines, let unknown = lines.sorted().first(where: { order.line($0) == nil }) {
                throw DeskError.noSuchEntitlement("\(name) line \(unknown)")
            }
            let quote = order.quote(at: moment ?? now, under: try records.orderRules(), lines: lines)
            return QuoteView(
                quote: quote,
                order: order,
                customer: customer,
                offered: mayConfirm ? OfferedQuote(quote, id: id, by: actor.person.id) : nil,
                draft: quote.verdict.leadsToRequest ? FactsForm(refunding: order, of: customer, for: actor.person) : nil
            )
        }
        guard mayConfirm else { return try await store.read { try ask($0) } }
        return try await store.write { records in
            let view = try ask(records)
            if let offered = view.offered { try records.save(offered) }
            return view
        }
    }

    /// A refund request about an order, ready to be filed: customer, order, product and amount. Takes
    /// ``Permission/fileTickets``.
    package func requestDraft(fromOrder name: String, for actor: Actor) async throws -> FactsForm {
        try actor.person.require(.fileTickets)
        return try await store.read { records in
            let (order, customer) = try records.order(named: name, for: actor.person)
            return FactsForm(refunding: order, of: customer, for: actor.person)
        }
    }
}

extension FactsForm {
    /// The facts that an order gives (seed, "Submit a customer support request"): tenant, order, amount; the reason is left
    /// to the person.
    init(refunding order: Order, of customer: Customer, for person: Person) {
        let open = order.lines.filter { $0.cancellation == nil && $0.refundable.gross.minorUnits > 0 }
        let left = open.reduce(LineAmounts.zero(order.currency)) { $0 + $1.refundable }
        let titles = (open.isEmpty ? order.lines : open).map(\.item.title)
        let isReservation = open.contains { $0.item.kind == .azureReservation }
        self.init([
            .problem: (isReservation ? ProblemType.reservation : .refund).rawValue,
            .impact: Impact.minimal.rawValue,
            .title: "Refund of \(titles.first ?? "an order")\(titles.count > 1 ? " and \(titles.count - 1) more" : "")",
            .tenant: customer.domain.text,
            .purchase: "\(PurchaseReference.order(order.id.text))",
            .amount: left.gross.number,
            .currency: order.currency.code,
            .contactName: person.displayName,
        ])
        if let email = person.email { self[.contactEmail] = email.text }
    }
}
