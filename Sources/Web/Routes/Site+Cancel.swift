import Basics
import Casework
import HTTPTypes
import Hummingbird
import Orders
import Pages
import Tickets

extension Site {
    /// The cancel dialog: choose a product and an order, see what cancelling would credit, confirm.
    func showCancelDialog(_ request: Request, _ context: SiteContext) async throws -> Response {
        let customer = try await customer(context)
        let asked = QueryString(request.uri.query)
        return try await cancelResponse(CancelQuestion(asked), customer, context)
    }

    /// Cancels what the quote on the page promised. Refused, it shows the dialog again as it is now, with the reason.
    func cancelOrder(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        try person.require(.cancelOrders)
        let (form, token) = try await submitted(request, by: person)
        let question = CancelQuestion(form)
        guard let token else {
            return try await cancelResponse(
                question,
                customer,
                context,
                state: FormState(values: form.values),
                alert: expiredAlert(context),
                status: .forbidden
            )
        }
        do {
            return try await once(token) { try await cancel(form, for: customer, by: person) }
        } catch let error as DeskError {
            switch error {
            case .noSuchCustomer, .noSuchOrder, .notAllowed: throw error
            case .orderRefused(.notAcknowledged):
                return try await refuse("acknowledge", error, form, question, customer, context)
            case .orderRefused(.referenceMissing):
                return try await refuse("reference", error, form, question, customer, context)
            case .noSuchTicket, .noSuchPerson, .noSuchFile, .noSuchRun, .noSuchRecord, .noSuchView, .noSuchProduct,
                .noSuchInvoice, .noSuchEntitlement, .refused, .orderRefused, .orderConflict, .secrets, .conflict,
                .alreadySettled, .tooManyViews, .invalid, .badQuery, .badSetting, .bulk:
                return try await refuse(nil, error, form, question, customer, context)
            }
        }
    }

    /// Returns the address of the confirmation.
    private func cancel(_ form: SubmittedForm, for customer: Customer, by person: Person) async throws -> String {
        let order = form["order"]
        guard let quote = try? GUID(form["quote"]) else {
            throw DeskError.invalid(Problems([Problem("quote", .notAGUID(form["quote"]))]))
        }
        let reference: String?
        do throws(Fault) {
            reference = try form.text("reference").map { text throws(Fault) in try Text.line(text, limit: 200) }
        } catch {
            throw DeskError.invalid(Problems([Problem("reference", error)]))
        }
        // The customer of the address is the one that the dialog named.
        guard CustomerReference(form["customer"]).names(customer) else {
            throw DeskError.orderRefused(.otherCustomer(form["customer"]))
        }
        let confirmation = CancellationConfirmation(
            customer: .id(customer.id),
            product: form["product"],
            isAcknowledged: form["acknowledge"] == "yes",
            reference: reference
        )
        do {
            let done = try await desk.cancel(order, quote: quote, confirmation, by: actor(person))
            return Paths.cancelled(done.order.id)
        } catch DeskError.orderRefused(.notCancellable(let present)) {
            // The same form, sent before to another process or before a restart: what it did stands there.
            let view = try await desk.order(order, for: actor(person))
            guard view.order.lines.contains(where: { $0.cancellation?.quote == quote }) else {
                throw DeskError.orderRefused(.notCancellable(present))
            }
            return Paths.cancelled(view.order.id)
        }
    }

    /// `field` is the one that the reason stands beside; nil puts it on top.
    private func refuse(
        _ field: String?,
        _ error: DeskError,
        _ form: SubmittedForm,
        _ question: CancelQuestion,
        _ customer: Customer,
        _ context: SiteContext
    ) async throws -> Response {
        var problems: [Problem] = []
        if case .invalid(let found) = error { problems = found.list }
        if let field { problems = [Problem(field, .missing)] }
        return try await cancelResponse(
            question,
            customer,
            context,
            state: FormState(values: form.values, problems: problems),
            alert: alert(error, context),
            status: error.status
        )
    }

    private func cancelResponse(
        _ question: CancelQuestion,
        _ customer: Customer,
        _ context: SiteContext,
        state: FormState = FormState(),
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = try context.requirePerson()
        let choice = try await choice(question, customer, person)
        let view = try await quote(choice, person)
        let page = CancelPage(
            pages.words(context.language),
            frame: frame(
                context,
                path: Paths.cancel(customer.id, product: choice.product, order: choice.order, isWhole: choice.isWhole)
            ),
            customer: customer,
            choice: choice,
            view: view,
            ticketPath: try await ticketPath(view, person),
            rules: try await desk.orderRules(),
            token: freshToken(for: person),
            state: state,
            alert: alert,
            viewer: person,
            book: desk.book,
            now: desk.now()
        )
        return html(page, context, status: status)
    }

    /// What there is to choose from, with what the question names when it is there.
    private func choice(_ question: CancelQuestion, _ customer: Customer, _ person: Person) async throws
        -> CancelPage.Choice
    {
        var orders: [ListedOrder] = []
        var cursor: OrderCursor?
        repeat {
            let page = try await desk.orders(
                OrderFilter(),
                of: .id(customer.id),
                for: actor(person),
                after: cursor,
                limit: 500
            )
            orders += page.orders
            cursor = page.next
        } while cursor != nil
        var products: [CatalogueItem] = []
        var known: Set<String> = []
        for line in orders.flatMap(\.order.lines) where known.insert(line.item.id).inserted {
            products.append(line.item)
        }
        products.sort { $0.skuTitle < $1.skuTitle }
        let named = orders.first { $0.order.id.text == question.order || $0.order.alternateID == question.order }
        var product = known.contains(question.product) ? question.product : ""
        if product.isEmpty, let first = named?.order.lines.first { product = first.item.id }
        let fitting = orders.filter { listed in listed.order.lines.contains { $0.item.id == product } }
        let order = fitting.first { $0.order.id == named?.order.id } ?? (fitting.count == 1 ? fitting[0] : nil)
        return CancelPage.Choice(
            products: products,
            orders: fitting,
            product: product,
            order: order?.order.id,
            isWhole: question.isWhole
        )
    }

    private func quote(_ choice: CancelPage.Choice, _ person: Person) async throws -> QuoteView? {
        guard let id = choice.order, let order = choice.orders.first(where: { $0.order.id == id })?.order else {
            return nil
        }
        let lines = choice.isWhole ? nil : Set(order.lines.filter { $0.item.id == choice.product }.map(\.number))
        return try await desk.quote(id.text, lines: lines, for: actor(person))
    }

    /// The ticket that holds a reservation, when this person may see it.
    private func ticketPath(_ view: QuoteView?, _ person: Person) async throws -> String? {
        guard let view, case .inProgress(let holder) = view.quote.verdict, let reference = TicketReference(holder)
        else {
            return nil
        }
        do {
            let ticket = try await desk.show(reference, to: actor(person)).ticket
            return Paths.ticket(Paths.reference(ticket))
        } catch DeskError.noSuchTicket { return nil }
    }
}

/// What somebody asks the cancel dialog about.
struct CancelQuestion {
    let product: String
    let order: String
    let isWhole: Bool

    init(_ asked: QueryString) {
        product = asked["product"] ?? ""
        order = asked["order"] ?? ""
        isWhole = asked["scope"] == "order"
    }

    init(_ form: SubmittedForm) {
        product = form["product"]
        order = form["order"]
        isWhole = form["scope"] == "order"
    }
}
