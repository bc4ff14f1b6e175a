import Basics
import Casework
import HTTPTypes
import Hummingbird
import Orders
import Pages

extension Site {
    /// Invoices and the credits on their way to one.
    func showInvoices(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let asked = QueryString(request.uri.query)
        let view = asked["credits"].flatMap { CreditView(rawValue: $0) } ?? .open
        let actor = actor(person)
        let words = pages.words(context.language)
        let credits = try await desk.credits(
            CreditFilter(states: Self.states(view)),
            overdue: view == .overdue,
            for: actor,
            limit: InvoicesPage.limit + 1
        )
        let closed = asked["done"] == "run" ? asked["month"].flatMap { try? Month($0) } : nil
        let page = InvoicesPage(
            words,
            frame: frame(
                context,
                path: Paths.credits(view),
                notice: closed.map { words("done.run", ["month": $0.description]) }
            ),
            invoices: try await desk.invoices(for: actor),
            credits: credits,
            view: view,
            month: Month(of: desk.now().day),
            book: desk.book,
            now: desk.now()
        )
        return html(page, context)
    }

    /// One invoice with its lines.
    func showInvoice(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let number = Self.decoded(context.parameters.get("number"))
        let statement = try await desk.invoice(number, for: actor(person))
        let page = InvoicePage(
            statement,
            words: pages.words(context.language),
            frame: frame(context, path: Paths.invoice(number)),
            now: desk.now()
        )
        return html(page, context)
    }

    /// What the invoices of a month hold or would hold; closes nothing.
    func showInvoiceRun(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.seeInvoices)
        let text = QueryString(request.uri.query)["month"]
        return try await runResponse(text, context)
    }

    /// Closes a month's invoices, and leads to the list of them.
    func runInvoices(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.settleCredits)
        let (form, token) = try await submitted(request, by: person)
        guard let token else {
            return try await runResponse(form["month"], context, alert: expiredAlert(context), status: .forbidden)
        }
        let month: Month
        do throws(Fault) { month = try Month(form["month"]) } catch {
            return try await runResponse(form["month"], context, status: .unprocessableContent)
        }
        let isEarly = form["early"] == "yes"
        guard isEarly || desk.book == .external || month.end <= desk.now() else {
            let problem = Problem("early", .missing)
            return try await runResponse(form["month"], context, problems: [problem], status: .unprocessableContent)
        }
        do {
            return try await once(token) {
                let run = try await desk.runInvoices(month, early: isEarly, by: actor(person))
                return run.preview == nil
                    ? "\(Paths.invoices)?done=run&month=\(month)" : Paths.invoiceRun(month)
            }
        } catch DeskError.orderConflict(let order) {
            let error = DeskError.orderConflict(order)
            return try await runResponse(
                form["month"],
                context,
                alert: alert(error, context),
                status: error.status
            )
        }
    }

    /// The states of the credits that the tracker shows.
    private static func states(_ view: CreditView) -> Set<LineCredit.State> {
        switch view {
        case .open, .overdue: [.pending, .short, .over]
        case .settled: [.settled]
        case .all: Set(LineCredit.State.allCases)
        }
    }

    /// `text` is the month as it was asked for; nil means the present one.
    private func runResponse(
        _ text: String?,
        _ context: SiteContext,
        problems: [Problem] = [],
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = try context.requirePerson()
        var (problems, status) = (problems, status)
        var month = Month(of: desk.now().day)
        var run: InvoiceRun?
        do throws(Fault) { month = try text.map { text throws(Fault) in try Month(text) } ?? month } catch {
            problems.append(Problem("month", error))
            if status == .ok { status = .badRequest }
        }
        if !problems.contains(where: { $0.field == "month" }) {
            run = try await desk.runInvoices(month, isPreview: true, withLines: true, by: actor(person))
        }
        let page = RunPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.invoiceRun(month)),
            month: month,
            run: run,
            token: freshToken(for: person),
            state: FormState(values: text.map { ["month": $0] } ?? [:], problems: problems),
            alert: alert,
            viewer: person,
            book: desk.book,
            now: desk.now()
        )
        return html(page, context, status: status)
    }
}
