package import Basics
package import Casework
package import Orders

/// Invoices, and the credits on their way to one.
package struct InvoicesPage: Page {
    package static let template = "invoices"
    package let frame: Frame
    package let isExternal: Bool
    package let rows: [InvoiceRow]
    package let hasRows: Bool
    package let isEmpty: Bool
    package let month: FormField
    package let runPath: String
    package let tabs: [Tab]
    package let credits: [TrackedRow]
    package let hasCredits: Bool
    package let hasNoCredits: Bool
    package let isCut: Bool
    package let cut: String

    /// One invoice.
    package struct InvoiceRow: Sendable {
        package let number: String
        package let path: String
        package let month: String
        package let lines: String
        package let net: String
        package let tax: String
        package let gross: String
        package let closed: Moment
    }

    package struct Tab: Sendable {
        package let label: String
        package let path: String
        package let isCurrent: Bool
    }

    /// A credit: cancelled, pending, on an invoice.
    package struct TrackedRow: Sendable {
        package let customer: String
        package let customerPath: String
        package let title: String
        package let order: String
        package let orderPath: String
        package let kind: String
        package let amount: String
        package let given: Moment
        package let state: String
        package let stateKey: String
        package let isOverdue: Bool
        package let isSettled: Bool
        package let place: String
        package let hasInvoicePath: Bool
        package let invoicePath: String
        package let due: String
        package let isPart: Bool
        package let shown: String
    }

    /// Credits on one page.
    package static let limit = 500

    /// - Parameters:
    ///   - credits: at most one more than ``limit``.
    ///   - month: proposed for a run.
    package init(
        _ words: Words,
        frame: Frame,
        invoices: [Invoice],
        credits: [TrackedCredit],
        view: CreditView,
        month: Month,
        book: Book,
        now: Instant
    ) {
        self.frame = frame
        isExternal = book == .external
        rows = invoices.map { invoice in
            InvoiceRow(
                number: invoice.number,
                path: Paths.invoice(invoice.number),
                month: invoice.month.description,
                lines: grouped(String(invoice.lineCount)),
                net: words.net(invoice.total),
                tax: words.tax(invoice.total),
                gross: words.amount(invoice.total.gross),
                closed: words.moment(invoice.closedAt, now: now)
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty
        self.month = Self.monthField(words, month.description)
        runPath = Paths.invoiceRun
        tabs = CreditView.allCases.map {
            Tab(label: words("credits.\($0.rawValue)"), path: Paths.credits($0), isCurrent: $0 == view)
        }
        self.credits = credits.prefix(Self.limit).map { Self.row($0, words, book: book, now: now) }
        hasCredits = !credits.isEmpty
        hasNoCredits = credits.isEmpty
        isCut = credits.count > Self.limit
        cut = words("credits.cut", ["count": grouped(String(Self.limit))])
    }

    static func monthField(_ words: Words, _ value: String, problem: String = "") -> FormField {
        FormField(
            "month",
            in: "run",
            label: words("run.month"),
            kind: .line(type: "month"),
            value: value,
            isRequired: true,
            isShort: true,
            problem: problem
        )
    }

    private static func row(_ tracked: TrackedCredit, _ words: Words, book: Book, now: Instant) -> TrackedRow {
        let credit = tracked.posted.credit
        let settlement = credit.settlement
        let isPart = credit.state == .short || credit.state == .over
        let shown = words.amount(Money(minorUnits: credit.shown, credit.amounts.currency))
        return TrackedRow(
            customer: tracked.customer?.name ?? tracked.posted.customer.description,
            customerPath: Paths.customer(tracked.posted.customer),
            title: tracked.posted.title,
            order: tracked.posted.order.text,
            orderPath: Paths.order(tracked.posted.order),
            kind: words.name(credit.kind),
            amount: words.amount(credit.amounts.gross),
            given: words.moment(credit.at, now: now),
            state: words.name(credit.state),
            stateKey: credit.state.rawValue,
            isOverdue: tracked.isOverdue,
            isSettled: settlement != nil,
            place: settlement.map { words("credit.place", ["invoice": $0.invoice, "line": String($0.line)]) } ?? "",
            hasInvoicePath: settlement != nil && book == .simulated,
            invoicePath: settlement.map { Paths.invoice($0.invoice) } ?? "",
            due: words("credit.due", ["month": credit.due.description, "day": credit.visibleBy.description]),
            isPart: isPart,
            shown: isPart ? words("credit.shown", ["amount": shown]) : ""
        )
    }
}
