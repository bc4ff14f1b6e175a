package import Basics
package import Orders
package import Tickets

extension Records {
    /// What the desk knows of what a request is about. `viewer` hides requests of others that they may not see; nil sees all,
    /// as a decision has to.
    package func caseFile(
        on facts: TicketFacts,
        of ticket: Ticket.ID?,
        shares: [CreditShare] = [],
        in book: Book,
        seenBy viewer: Person? = nil
    ) throws -> CaseFile {
        var orders = try self.orders(of: facts.purchase)
        for share in shares where !orders.contains(where: { $0.id == share.order }) {
            if let order = try order(share.order) { orders.append(order) }
        }
        return CaseFile(
            customer: try customer(of: facts.tenant),
            orders: orders,
            others: try others(about: facts.purchase, in: orders, besides: ticket, seenBy: viewer),
            rules: try orderRules(),
            book: book
        )
    }

    /// The same for a ticket that exists; nothing is known of one without facts.
    func caseFile(of ticket: Ticket, in book: Book, seenBy viewer: Person? = nil) throws -> CaseFile {
        guard let facts = ticket.facts else { return .empty }
        return try caseFile(
            on: facts,
            of: ticket.id,
            shares: ticket.approval?.shares ?? [],
            in: book,
            seenBy: viewer
        )
    }

    /// When the window of what a request is about closes; nil when the books know of none. Who else asks for it does not matter.
    func deadline(of ticket: Ticket, about facts: TicketFacts, at now: Instant) throws -> Instant? {
        let orders = try orders(of: facts.purchase)
        guard !orders.isEmpty else { return nil }
        let file = CaseFile(customer: try customer(of: facts.tenant), orders: orders, rules: try orderRules())
        return file.verdict(on: facts, of: ticket.id, filedAt: ticket.submittedAt, at: now).deadline
    }

    /// By GUID or by its own domain, never by a name that looks like one.
    func customer(of tenant: Tenant) throws -> Customer? {
        switch tenant {
        case .guid(let guid): return try customer(Customer.ID(guid))
        case .domain(let domain):
            let customer = try customer(.domain(domain))
            return customer?.domain == domain ? customer : nil
        }
    }

    private func orders(of purchase: PurchaseReference) throws -> [Order] {
        switch purchase {
        case .order(let id): try (try? Order.ID(id)).flatMap { try order($0) }.map { [$0] } ?? []
        case .subscription(let id): try orders(ofSubscription: id).compactMap { try order($0) }
        }
    }

    /// Where a request is open, or may have been credited.
    private static var countedStatuses: Set<TicketStatus> {
        Set(TicketStatus.allCases.filter { $0.isOpen && $0 != .draft }).union([.settled, .closed])
    }

    /// Requests with the same business key, however they name the purchase: open ones, and those that were credited.
    private func others(
        about purchase: PurchaseReference,
        in orders: [Order],
        besides ticket: Ticket.ID?,
        seenBy viewer: Person?
    ) throws -> [CaseFile.OtherRequest] {
        var names: Set<String> = [purchase.id]
        for order in orders {
            names.formUnion([order.id.text, order.alternateID].compactMap(\.self))
            names.formUnion(order.lines.compactMap(\.subscription?.description))
        }
        return try tickets(about: names.sorted(), in: Self.countedStatuses).compactMap { summary in
            guard summary.id != ticket, summary.mergedInto == nil, let other = try self.ticket(summary.id)?.ticket,
                viewer.map(other.isVisible) ?? true, other.concerns(purchase, in: orders)
            else { return nil }
            let isCredited = other.credit != nil
            guard isCredited || other.status.isOpen else { return nil }
            return CaseFile.OtherRequest(name: summary.displayNumber, isCredited: isCredited)
        }
    }
}

extension Ticket {
    /// Whether both are about a line in common.
    fileprivate func concerns(_ purchase: PurchaseReference, in orders: [Order]) -> Bool {
        guard let own = facts?.purchase else { return false }
        switch (own, purchase) {
        case (.subscription(let left), .subscription(let right)): return left == right
        case (.order, .order): return true
        case (.order, .subscription), (.subscription, .order): break
        }
        // An order and a subscription: when the order holds it.
        let subscriptions = orders.flatMap(\.lines).compactMap(\.subscription)
        switch (own, purchase) {
        case (.subscription(let id), _), (_, .subscription(let id)): return subscriptions.contains(id)
        case (.order, .order): return true
        }
    }
}
