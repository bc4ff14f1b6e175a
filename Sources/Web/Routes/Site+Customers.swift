import Basics
import Casework
import HTTPTypes
import Hummingbird
import Orders
import Pages

extension Site {
    /// Customers by name, a page at a time.
    func showCustomers(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let asked = QueryString(request.uri.query)
        let beginning = (asked["q"] ?? "").trimmed
        let cursor = asked["after"].flatMap { CustomerCursor($0) }
        let found = try await desk.customers(
            beginning: beginning.isEmpty ? nil : beginning,
            for: actor(person),
            after: cursor,
            limit: Self.pageSize
        )
        let page = CustomersPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.customers(beginning)),
            beginning: beginning,
            customers: found.customers,
            next: found.next,
            isFurther: cursor != nil,
            viewer: person
        )
        return html(page, context)
    }

    func newCustomerForm(_ context: SiteContext) throws -> Response {
        let person = try context.requirePerson()
        try person.require(.recordOrders)
        return customerForm(nil, person, context)
    }

    func addCustomer(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        try person.require(.recordOrders)
        return try await saveCustomer(request, nil, person, context)
    }

    func customerEditForm(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        try person.require(.recordOrders)
        return customerForm(customer, person, context)
    }

    func changeCustomer(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        try person.require(.recordOrders)
        return try await saveCustomer(request, customer, person, context)
    }

    /// The customer that the address names, when this person may know of them.
    func customer(_ context: SiteContext) async throws -> Customer {
        let reference = CustomerReference(Self.decoded(context.parameters.get("customer")))
        return try await desk.customer(reference, for: actor(try context.requirePerson()))
    }

    /// A part of a path as it was meant: addresses escape what has no place in them.
    static func decoded(_ part: String?) -> String {
        let text = part ?? ""
        // In a path a plus sign is a plus sign.
        return QueryString.decoded(text.replacing("+", with: "%2B").utf8) ?? text
    }

    private func saveCustomer(
        _ request: Request,
        _ known: Customer?,
        _ person: Person,
        _ context: SiteContext
    ) async throws -> Response {
        let (form, token) = try await submitted(request, by: person)
        guard let token else {
            let state = FormState(values: form.values)
            let alert = expiredAlert(context)
            return customerForm(known, person, context, state: state, alert: alert, status: .forbidden)
        }
        if let known, form["seen"] != known.fingerprint, await submissions.isFresh(token) {
            let words = pages.words(context.language)
            let sentence = words("customerForm.stale", ["present": known.summary(words)])
            let alert = Alert(heading: words("web.status.409"), sentences: [sentence])
            let state = FormState(values: form.values)
            return customerForm(known, person, context, state: state, alert: alert, status: .conflict)
        }
        do {
            return try await once(token) {
                let data = CustomerForm(form)
                let actor = actor(person)
                let customer =
                    if let known {
                        try await desk.changeCustomer(.id(known.id), data, by: actor)
                    } else {
                        try await desk.addCustomer(data, by: actor)
                    }
                return "\(Paths.customer(customer.id))?done=\(known == nil ? "added" : "changed")"
            }
        } catch DeskError.invalid(let problems) {
            let state = FormState(values: form.values, problems: problems.list)
            return customerForm(known, person, context, state: state, status: .unprocessableContent)
        }
    }

    private func customerForm(
        _ known: Customer?,
        _ person: Person,
        _ context: SiteContext,
        state: FormState? = nil,
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let page = CustomerFormPage(
            pages.words(context.language),
            frame: frame(context, path: known.map { Paths.edit($0.id) } ?? Paths.newCustomer),
            known: known,
            token: freshToken(for: person),
            state: state,
            alert: alert
        )
        return html(page, context, status: status)
    }
}

extension CustomerForm {
    fileprivate init(_ form: SubmittedForm) {
        self.init()
        id = form.text("tenant")
        domain = form.text("domain")
        name = form.text("name")
        market = form.text("market")
        segment = form.text("segment")
        agreedOn = form.text("agreed")
        language = form.text("language")
    }
}
