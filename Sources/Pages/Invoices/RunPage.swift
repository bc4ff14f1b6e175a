package import Basics
package import Casework
package import Orders

/// What the invoices of a month hold or would hold, before they are closed.
package struct RunPage: Page {
    package static let template = "run"
    package let frame: Frame
    package let heading: String
    package let notes: [String]
    package let alerts: [Alert]
    package let month: FormField
    package let monthPath: String
    package let statements: [StatementTable]
    package let isEmpty: Bool
    package let forms: [Form]

    package struct Form: Sendable {
        package let path: String
        package let token: String
        package let month: String
        /// That the month is not over, and closing it early has to be said.
        package let isEarly: Bool
        package let hasProblem: Bool
        package let problem: String
    }

    /// Lines shown of each statement.
    package static let limit = 200

    /// - Parameters:
    ///   - run: the preview; nil when the month cannot be read.
    ///   - state: what was typed, and what is wrong with it.
    package init(
        _ words: Words,
        frame: Frame,
        month: Month,
        run: InvoiceRun?,
        token: String,
        state: FormState = FormState(),
        alert: Alert? = nil,
        viewer: Person,
        book: Book,
        now: Instant
    ) {
        self.frame = frame
        let name = month.description
        heading = words(book == .external ? "run.externalHeading" : "run.heading", ["month": name])
        alerts = alert.map { [$0] } ?? []
        self.month = InvoicesPage.monthField(
            words,
            state.values["month"] ?? name,
            problem: state.problem(of: "month", in: words)
        )
        monthPath = Paths.invoiceRun
        let statements = run?.statements ?? []
        self.statements = statements.map { StatementTable($0, words, limit: Self.limit, now: now) }
        isEmpty = run != nil && statements.isEmpty
        let isOpen = statements.contains { $0.invoice == nil }
        let isEarly = now < month.end
        let mayClose = viewer.may(.settleCredits)
        var notes: [String] = []
        if book == .external { notes.append(words("run.external")) }
        if book == .simulated, isEarly { notes.append(words("run.notOver", ["end": words.absolute(month.end)])) }
        if book == .simulated, isOpen, !mayClose {
            notes.append(words.sentence(DeskError.notAllowed(.settleCredits)))
        }
        if !statements.isEmpty, !isOpen { notes.append(words("run.closed")) }
        self.notes = notes
        let isMissing = state.problems.contains { $0.field == "early" }
        forms =
            book == .simulated && isOpen && mayClose
            ? [
                Form(
                    path: Paths.invoiceRun,
                    token: token,
                    month: name,
                    isEarly: isEarly,
                    hasProblem: isMissing,
                    problem: isMissing ? words("form.tick") : ""
                )
            ] : []
    }
}
