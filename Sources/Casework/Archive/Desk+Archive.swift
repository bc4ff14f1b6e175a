package import Basics
package import Orders
package import Tickets

/// What an archive consists of, in its order: organisations, people, the catalogue, customers, orders, invoices,
/// what was read of reconciliation files, then tickets in the order of their creation.
package enum ArchivePart: Sendable {
    case organisation(Organisation)
    case person(Person)
    case offer(Offer)
    /// Their activity is read while the part is written.
    case customer(Customer)
    case order(Order)
    /// Its lines are read while the part is written.
    case invoice(Invoice)
    /// Rows of one invoice that were read, at most ``ReadRow/part``.
    case rows([ReadRow])
    case ticket(StoredTicket, IntakeMark?)
}

extension Desk {
    /// Hands over everything that `query` finds, with events and internal notes, from one consistent state, without ever
    /// holding more than one ticket or one order. A query without terms finds everything, catalogue, customers, orders and
    /// invoices included; any other finds tickets. `records` reads the bytes of files, the activity of customers and the
    /// lines of invoices meanwhile. Takes ``Permission/exportArchive``.
    package func archive(
        _ query: TicketQuery,
        for actor: Actor,
        _ body: @escaping @Sendable (_ part: ArchivePart, _ records: any Records) throws -> Void
    ) async throws {
        guard actor.person.may(.exportArchive) else { throw DeskError.notAllowed(.exportArchive) }
        let now = now()
        try await store.read { records in
            try records.eachPerson { try body($0, records) }
            if query.terms.isEmpty { try records.eachTrade { try body($0, records) } }
            try records.eachTicket(query, for: actor.person, at: now) { stored in
                try body(records.archived(stored), records)
            }
        }
    }

    /// Hands over one ticket in the same way, with the organisations and people that every archive holds. Takes
    /// ``Permission/exportArchive``; throws ``DeskError/noSuchTicket(_:)``.
    package func archive(
        _ reference: TicketReference,
        for actor: Actor,
        _ body: @escaping @Sendable (_ part: ArchivePart, _ records: any Records) throws -> Void
    ) async throws {
        guard actor.person.may(.exportArchive) else { throw DeskError.notAllowed(.exportArchive) }
        try await store.read { records in
            let stored = try records.visible(reference, to: actor.person)
            try records.eachPerson { try body($0, records) }
            try body(records.archived(stored), records)
        }
    }
}

extension ReadRow {
    /// Rows that one record of an archive holds at most.
    package static let part = 1_000
}

extension Records {
    fileprivate func eachPerson(_ body: (ArchivePart) throws -> Void) throws {
        for organisation in try organisations() { try body(.organisation(organisation)) }
        for person in try people() { try body(.person(person)) }
    }

    fileprivate func archived(_ stored: StoredTicket) throws -> ArchivePart {
        .ticket(stored, try stored.ticket.source.flatMap { try mark(of: $0) })
    }
}

extension OrderRecords {
    /// What was sold, to whom, and what was billed.
    fileprivate func eachTrade(_ body: (ArchivePart) throws -> Void) throws {
        try eachOffer { try body(.offer($0)) }
        try eachCustomer { try body(.customer($0)) }
        try eachOrder { try body(.order($0)) }
        for invoice in try invoices(of: nil).sorted(by: { $0.number < $1.number }) { try body(.invoice(invoice)) }
        var rows: [ReadRow] = []
        try eachReadRow { row in
            if rows.count == ReadRow.part || rows.last.map({ $0.identity.invoice != row.identity.invoice }) ?? false {
                try body(.rows(rows))
                rows.removeAll(keepingCapacity: true)
            }
            rows.append(row)
        }
        if !rows.isEmpty { try body(.rows(rows)) }
    }
}
