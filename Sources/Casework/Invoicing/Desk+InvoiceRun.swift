package import Basics
package import Orders
package import Tickets

/// One currency's invoice of a run: closed, or what it would hold.
package struct InvoiceStatement: Sendable {
    /// Nil while it is only a preview.
    package let invoice: Invoice?
    package let month: Month
    package let currency: Currency
    package let lineCount: Int
    package let total: LineAmounts
    /// The lines; empty when they were not asked for.
    package let lines: [InvoiceLine]

    /// What an invoice would hold.
    package init(preview lines: [InvoiceLine], of month: Month, total: LineAmounts, withLines: Bool) {
        invoice = nil
        self.month = month
        currency = total.currency
        lineCount = lines.count
        self.total = total
        self.lines = withLines ? lines : []
    }

    /// A closed invoice; `lines` may be left out.
    package init(_ invoice: Invoice, lines: [InvoiceLine] = []) {
        self.invoice = invoice
        month = invoice.month
        currency = invoice.currency
        lineCount = invoice.lineCount
        total = invoice.total
        self.lines = lines
    }
}

/// What a run did.
package struct InvoiceRun: Sendable {
    package let month: Month
    package let statements: [InvoiceStatement]
    /// Why nothing was closed; nil when everything is.
    package let preview: Preview?

    package enum Preview: Hashable, Sendable {
        /// The external book closes nothing: Microsoft's invoice is the truth.
        case external
        /// The month is not over.
        case notOver
        /// Only a preview was asked for.
        case asked
    }
}

extension Desk {
    /// Closes the month's invoices, one for each currency: charges and credits that arose before its end and that no invoice
    /// shows yet. Run again, it gives the same invoices. In the external book, and while the month is not over, it says what
    /// the invoices would hold, and closes nothing; `early` closes a running month in the simulated book.
    ///
    /// Takes ``Permission/settleCredits``; a preview, which `isPreview` asks for, ``Permission/seeInvoices``. `withLines` hands
    /// over the lines.
    package func runInvoices(
        _ month: Month,
        early: Bool = false,
        isPreview: Bool = false,
        withLines: Bool = false,
        by actor: Actor
    ) async throws -> InvoiceRun {
        try actor.person.require(.seeInvoices)
        let now = now()
        let preview: InvoiceRun.Preview? =
            book == .external ? .external : now < month.end && !early ? .notOver : isPreview ? .asked : nil
        if let preview {
            return try await store.read { records in
                let known = try records.statements(of: month, withLines: withLines)
                let rest = try records.uninvoiced(before: month.end).map { entry in
                    InvoiceStatement(preview: entry.lines, of: month, total: entry.total, withLines: withLines)
                }
                // What arose after an invoice was closed early waits for the next month.
                let closed = Set(known.map(\.currency))
                return InvoiceRun(
                    month: month,
                    statements: known + rest.filter { !closed.contains($0.currency) },
                    preview: preview
                )
            }
        }
        try actor.person.require(.settleCredits)
        do {
            return try await store.write { records in
                let known = Set(try records.invoices(of: month).map(\.currency))
                for entry in try records.uninvoiced(before: month.end) where !known.contains(entry.currency) {
                    try records.close(entry, month, by: actor.person, at: now)
                    let whole = entry.lines.compactMap(\.credit)
                    try self.settleTickets(ofCredits: whole, by: actor, at: now, in: records)
                }
                return InvoiceRun(
                    month: month,
                    statements: try records.statements(of: month, withLines: withLines),
                    preview: nil
                )
            }
        } catch is Overtaken { throw DeskError.orderConflict("the invoices of \(month)") }
    }

    /// All invoices, the latest first. Takes ``Permission/seeInvoices``.
    package func invoices(of month: Month? = nil, for actor: Actor) async throws -> [Invoice] {
        try actor.person.require(.seeInvoices)
        return try await store.read { try $0.invoices(of: month) }
    }

    /// One invoice with its lines. Takes ``Permission/seeInvoices``. Throws ``DeskError/noSuchInvoice(_:)``.
    package func invoice(_ number: String, for actor: Actor) async throws -> InvoiceStatement {
        try actor.person.require(.seeInvoices)
        return try await store.read { records in
            guard let invoice = try records.invoice(number.trimmed.uppercased()) else {
                throw DeskError.noSuchInvoice(number)
            }
            return try records.statement(invoice, withLines: true)
        }
    }
}

/// What waits for an invoice in one currency.
private struct Uninvoiced {
    let currency: Currency
    var lines: [InvoiceLine]
    var total: LineAmounts
}

extension Records {
    fileprivate func uninvoiced(before end: Instant) throws -> [Uninvoiced] {
        var entries: [Uninvoiced] = []
        try eachUninvoiced(before: end) { line in
            if entries.last?.currency != line.amounts.currency {
                entries.append(
                    Uninvoiced(currency: line.amounts.currency, lines: [], total: .zero(line.amounts.currency))
                )
            }
            let last = entries.count - 1
            entries[last].lines.append(line)
            entries[last].total = entries[last].total + line.amounts
        }
        return entries
    }

    fileprivate func statements(of month: Month, withLines: Bool) throws -> [InvoiceStatement] {
        try invoices(of: month).map { try statement($0, withLines: withLines) }
    }

    fileprivate func statement(_ invoice: Invoice, withLines: Bool) throws -> InvoiceStatement {
        var lines: [InvoiceLine] = []
        if withLines { try eachLine(of: invoice.number) { lines.append($0) } }
        return InvoiceStatement(invoice, lines: lines)
    }
}

extension MutableRecords {
    fileprivate func close(_ entry: Uninvoiced, _ month: Month, by person: Person, at now: Instant) throws {
        let invoice = Invoice(
            number: Invoice.number(try takeInvoiceNumber()),
            month: month,
            closedAt: now,
            closedBy: person.id,
            lineCount: entry.lines.count,
            total: entry.total
        )
        try insert(invoice)
        try append(
            entry.lines.enumerated().map { $0.element.placed(at: $0.offset + 1) },
            toInvoice: invoice
        )
    }
}
