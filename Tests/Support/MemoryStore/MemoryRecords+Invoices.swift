import Basics
import Casework
import Orders

extension MemoryRecords {
    func invoice(_ number: String) -> Invoice? { state.orders.invoices[number] }

    func invoices(of month: Month?) -> [Invoice] {
        state.orders.invoices.values.filter { month == nil || $0.month == month }
            .sorted { $0.month == $1.month ? $0.currency < $1.currency : $0.month > $1.month }
    }

    func eachLine(of invoice: String, _ body: (InvoiceLine) throws -> Void) throws {
        for line in state.orders.invoiceLines[invoice] ?? [] { try body(line) }
    }

    func eachUninvoiced(before end: Instant, _ body: (InvoiceLine) throws -> Void) throws {
        let currencies = Set(state.orders.orders.values.map(\.currency)).sorted()
        let orders = state.orders.orders.values.sorted { ($0.customer, $0.id) < ($1.customer, $1.id) }
        for currency in currencies {
            for order in orders where order.currency == currency {
                for line in order.lines {
                    if line.invoice == nil, line.orderedAt < end, order.origin != .attested {
                        try body(InvoiceLine(line, of: order))
                    }
                    for credit in line.credits where credit.isUninvoiced && credit.at < end {
                        try body(InvoiceLine(line, of: order, credit))
                    }
                }
            }
        }
    }

    func credits(_ filter: CreditFilter, limit: Int) -> [PostedCredit] {
        let found = postedCredits.filter { posted in
            filter.states.contains(posted.credit.state) && filter.customer.map { $0 == posted.customer } ?? true
                && filter.order.map { $0 == posted.order } ?? true
                && filter.dueThrough.map { posted.credit.due <= $0 } ?? true
        }
        return Array(found.prefix(limit))
    }

    func eachOpenCredit(_ body: (PostedCredit) throws -> Void) throws {
        for posted in postedCredits
        where posted.credit.settlement == nil && state.orders.orders[posted.order]?.origin != .attested {
            try body(posted)
        }
    }

    /// The oldest first.
    private var postedCredits: [PostedCredit] {
        state.orders.orders.values
            .flatMap { order in
                order.lines.flatMap { line in line.credits.map { PostedCredit($0, on: line, of: order) } }
            }
            .sorted { left, right in
                left.credit.at == right.credit.at
                    ? isBefore([left.credit.key], [right.credit.key]) : left.credit.at < right.credit.at
            }
    }

    func readRows(among identities: [RowIdentity]) -> [ReadRow] {
        Set(identities).compactMap { state.orders.readRows[$0] }
    }

    func eachReadRow(_ body: (ReadRow) throws -> Void) throws {
        let rows = state.orders.readRows.values.sorted { left, right in
            isBefore(left.places, right.places)
                || left.places == right.places && left.identity.occurrence < right.identity.occurrence
        }
        for row in rows { try body(row) }
    }

    func takeInvoiceNumber() -> Int64 {
        defer { change { $0.nextInvoice += 1 } }
        return state.orders.nextInvoice
    }

    func insert(_ invoice: Invoice) throws {
        let isThere = state.orders.invoices.values.contains {
            $0.number == invoice.number || $0.month == invoice.month && $0.currency == invoice.currency
        }
        guard !isThere else { throw Overtaken() }
        change { $0.invoices[invoice.number] = invoice }
    }

    func append(_ lines: [InvoiceLine], toInvoice invoice: Invoice) throws {
        change { $0.invoiceLines[invoice.number, default: []] += lines }
        for (id, lines) in Dictionary(grouping: lines, by: \.order) {
            try change(id) { order in
                for line in lines {
                    if let key = line.credit {
                        let settlement = LineCredit.Settlement(
                            invoice: invoice.number,
                            line: line.position,
                            at: invoice.closedAt
                        )
                        try order.show(-line.amounts.gross.minorUnits, of: key, on: settlement, by: invoice.closedBy)
                    } else {
                        guard order.line(line.line)?.invoice == nil else { throw Overtaken() }
                        order.change(line.line) { $0.invoice = invoice.number }
                    }
                }
            }
        }
    }

    func restore(_ invoice: Invoice, _ lines: [InvoiceLine]) throws {
        try insert(invoice)
        change { orders in
            orders.invoiceLines[invoice.number] = lines
            guard let count = Int64(invoice.number.dropFirst()), Invoice.number(count) == invoice.number else { return }
            orders.nextInvoice = max(orders.nextInvoice, count + 1)
        }
    }

    func append(_ rows: [ReadRow]) {
        change { orders in
            for row in rows {
                if let known = orders.readRows[row.identity], known.credit != nil || row.credit == nil { continue }
                orders.readRows[row.identity] = row
            }
        }
    }

    func show(_ showings: [CreditShowing], by person: Person.ID) throws {
        for (id, showings) in Dictionary(grouping: showings, by: \.credit.order) {
            try change(id) { order in
                for showing in showings {
                    try order.show(showing.gross, of: showing.credit.credit.key, on: showing.settlement, by: person)
                }
            }
        }
    }

    /// Changes an order, which counts once however much it is.
    private func change(_ id: Order.ID, _ body: (inout Order) throws -> Void) throws {
        guard let kept = state.orders.orders[id] else { throw Overtaken() }
        var order = kept
        try body(&order)
        guard order != kept else { return }
        change { $0.orders[id] = order.atVersion(kept.version + 1) }
    }
}

extension Order {
    fileprivate mutating func show(
        _ gross: Int64,
        of key: String,
        on settlement: LineCredit.Settlement,
        by person: Person.ID
    ) throws {
        guard let line = lines.first(where: { $0.credits.contains { $0.key == key } }) else { throw Overtaken() }
        try change(line.number) { try $0.show(gross, ofCredit: key, on: settlement, by: person) }
    }

    fileprivate func atVersion(_ version: Int) -> Order {
        Order(terms, version: version, lines: lines)
    }
}

extension ReadRow {
    /// What it is sorted by, but for its occurrence.
    fileprivate var places: [String] { [identity.invoice, identity.hash.description] }
}

extension LineCredit {
    fileprivate var isUninvoiced: Bool { settlement == nil && shown == 0 && kind != .found }

    fileprivate var charge: ChargeType {
        switch kind {
        case .cancellation: .cancelImmediate
        case .goodwill, .found: .customerCredit
        }
    }
}

extension InvoiceLine {
    /// The charge of a line, or one of its credits.
    fileprivate init(_ line: OrderLine, of order: Order, _ credit: LineCredit? = nil) {
        self.init(
            position: 0,
            customer: order.customer,
            order: order.id,
            line: line.number,
            charge: credit?.charge ?? (line.addsTo == nil ? .new : .addQuantity),
            title: line.item.title,
            item: line.item.id,
            quantity: line.quantity,
            unitPrice: line.unitPrice,
            amounts: credit?.amounts.negated ?? line.charge,
            at: credit?.at ?? line.orderedAt,
            period: line.period,
            credit: credit?.key,
            reference: line.reference ?? "\(order.id):\(line.number)"
        )
    }
}
