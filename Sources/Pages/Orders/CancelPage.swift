package import Basics
package import Casework
package import Orders

/// The cancel dialog: seed, "Cancel a purchase".
package struct CancelPage: Page {
    package static let template = "cancel"
    package let frame: Frame
    package let customer: String
    package let customerPath: String
    package let alerts: [Alert]
    /// Choosing product, order and extent, by GET.
    package let path: String
    package let choices: [FormField]
    package let hasChoices: Bool
    package let isEmpty: Bool
    /// What stands below the order drop-down; nothing until an order is chosen.
    package let findings: [Finding]
    package let quotes: [QuoteTable]
    package let forms: [Form]
    /// Why this person cannot confirm what could be cancelled.
    package let hasHindrance: Bool
    package let hindrance: String

    /// What is known about cancelling the chosen order.
    package struct Finding: Sendable {
        package let mark: String
        package let key: String
        package let isUrgent: Bool
        package let sentences: [String]
        package let orderPath: String
        package let canRequest: Bool
        package let requestPath: String
        package let hasTicket: Bool
        package let ticketPath: String
        package let ticket: String
    }

    package struct Form: Sendable {
        package let path: String
        package let token: String
        package let quote: String
        package let order: String
        package let product: String
        package let customer: String
        package let scope: String
        /// What is confirmed, once more in words.
        package let facts: [FactRow]
        package let reference: [FormField]
        package let important: [String]
        package let isAcknowledged: Bool
        package let hasProblem: Bool
        package let problem: String
    }

    /// What the person chose from, and what they chose.
    package struct Choice: Sendable {
        package let products: [CatalogueItem]
        package let orders: [ListedOrder]
        package let product: String
        package let order: Order.ID?
        package let isWhole: Bool

        package init(
            products: [CatalogueItem],
            orders: [ListedOrder],
            product: String,
            order: Order.ID?,
            isWhole: Bool
        ) {
            self.products = products
            self.orders = orders
            self.product = product
            self.order = order
            self.isWhole = isWhole
        }
    }

    /// - Parameters:
    ///   - view: the answer about the chosen order; nil while none is chosen.
    ///   - ticketPath: the ticket that holds a reservation, when this person may see it.
    ///   - state: what was typed, and what is wrong with it.
    package init(
        _ words: Words,
        frame: Frame,
        customer: Customer,
        choice: Choice,
        view: QuoteView?,
        ticketPath: String?,
        rules: OrderRules,
        token: String,
        state: FormState = FormState(),
        alert: Alert? = nil,
        viewer: Person,
        book: Book,
        now: Instant
    ) {
        self.frame = frame
        self.customer = customer.name
        customerPath = Paths.customer(customer.id)
        alerts = alert.map { [$0] } ?? []
        path = Paths.cancel(customer.id)
        choices = Self.choices(choice, view, words)
        hasChoices = !choice.products.isEmpty
        isEmpty = choice.products.isEmpty
        findings = view.map { [Self.finding($0, words, viewer: viewer, ticketPath: ticketPath)] } ?? []
        quotes = view.flatMap { QuoteTable($0.quote, words) }.map { [$0] } ?? []
        let canConfirm = view?.offered != nil
        forms =
            view.flatMap { Self.form($0, customer, choice, words, rules, token, state, book) }.map { [$0] } ?? []
        hasHindrance = view?.quote.verdict.isEligible == true && !canConfirm
        hindrance = hasHindrance ? words.sentence(DeskError.notAllowed(.cancelOrders)) : ""
    }

    private static func choices(_ choice: Choice, _ view: QuoteView?, _ words: Words) -> [FormField] {
        guard !choice.products.isEmpty else { return [] }
        func field(_ name: String, _ list: [(value: String, label: String)], _ value: String, empty: String?)
            -> FormField
        {
            FormField(
                name,
                in: "cancel",
                label: words("cancel.\(name)"),
                kind: .choice(list, empty: empty),
                value: value,
                isRequired: true
            )
        }
        let products = field(
            "product",
            choice.products.map { ($0.id, $0.skuTitle) },
            choice.product,
            empty: words("form.choose")
        )
        guard !choice.product.isEmpty || choice.order != nil else { return [products] }
        let orders = field(
            "order",
            choice.orders.map { ($0.order.id.text, label($0.order, words)) },
            choice.order?.text ?? "",
            empty: words("form.choose")
        )
        let scope = field(
            "scope",
            [("product", words("cancel.onlyProduct")), ("order", words("cancel.wholeOrder"))],
            choice.isWhole ? "order" : "product",
            empty: nil
        )
        return [products, orders] + (view.map { $0.order.lines.count > 1 } ?? false ? [scope] : [])
    }

    private static func label(_ order: Order, _ words: Words) -> String {
        words(
            "cancel.orderLabel",
            [
                "order": order.id.text, "day": order.placedAt.day.description,
                "amount": words.amount(order.charged.gross), "status": words.name(order.status),
            ]
        )
    }

    private static func finding(
        _ view: QuoteView,
        _ words: Words,
        viewer: Person,
        ticketPath: String?
    ) -> Finding {
        let verdict = view.quote.verdict
        var sentences = [words.sentence(verdict)]
        if let warning = view.quote.warning, warning > 0 { sentences.append(words.count("cancel.hurry", warning)) }
        // What differs from the whole is said line by line.
        for line in view.quote.lines where line.verdict != verdict {
            sentences.append(
                words("cancel.line", ["title": line.item.skuTitle, "sentence": words.sentence(line.verdict)])
            )
        }
        let canRequest = verdict.leadsToRequest && viewer.may(.fileTickets)
        let holder = if case .inProgress(let holder) = verdict { holder } else { "" }
        return Finding(
            mark: words.mark(verdict),
            key: verdict.key,
            isUrgent: view.quote.warning != nil,
            sentences: sentences,
            orderPath: Paths.order(view.order.id),
            canRequest: canRequest,
            requestPath: Paths.newTicket(about: view.order.id),
            hasTicket: ticketPath != nil,
            ticketPath: ticketPath ?? "",
            ticket: holder
        )
    }

    private static func form(
        _ view: QuoteView,
        _ customer: Customer,
        _ choice: Choice,
        _ words: Words,
        _ rules: OrderRules,
        _ token: String,
        _ state: FormState,
        _ book: Book
    ) -> Form? {
        guard let offered = view.offered, let first = view.quote.eligibleLines.first else { return nil }
        let reference = FormField(
            "reference",
            in: "confirm",
            label: words("cancel.reference"),
            kind: .line(type: "text"),
            value: state.values["reference"] ?? "",
            isRequired: true,
            hint: words("cancel.referenceHint"),
            problem: state.problem(of: "reference", in: words)
        )
        let isMissing = state.problems.contains { $0.field == "acknowledge" }
        let products = view.quote.eligibleLines.map { "\(grouped(String($0.quantity))) × \($0.item.skuTitle)" }
        return Form(
            path: Paths.cancel(customer.id),
            token: token,
            quote: offered.id.description,
            order: view.order.id.text,
            product: first.item.id,
            customer: customer.id.description,
            scope: choice.isWhole ? "order" : "product",
            facts: [
                FactRow(label: words("cancel.customer"), value: "\(customer.name), \(customer.domain)", isCode: false),
                FactRow(label: words("cancel.product"), value: words.list(products), isCode: false),
                FactRow(label: words("cancel.order"), value: view.order.id.text, isCode: true),
                FactRow(label: words("cancel.credit"), value: words.amount(view.quote.total.gross), isCode: false),
            ],
            reference: book == .external ? [reference] : [],
            important: Self.important(words, rules),
            isAcknowledged: state.values["acknowledge"] != nil,
            hasProblem: isMissing,
            problem: isMissing ? words("form.tick") : ""
        )
    }

    /// Seed, "Post-cancellation details".
    static func important(_ words: Words, _ rules: OrderRules) -> [String] {
        let delay =
            rules.propagation > 0 ? [words("cancel.important.delay", ["minutes": String(rules.propagation)])] : []
        return [
            words("cancel.important.revoked"), words("cancel.important.uninstall"), words("cancel.important.listed"),
            words("cancel.important.credit"),
        ] + delay
    }
}
