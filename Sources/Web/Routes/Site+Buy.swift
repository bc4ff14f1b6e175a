import Basics
import Casework
import HTTPTypes
import Hummingbird
import Orders
import Pages

extension Site {
    /// What is on sale to a customer.
    func showOffers(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        try person.require(.buyProducts)
        return try await offersResponse(customer, context)
    }

    /// Shows what would be bought (`then=review`), goes back to the quantities (`then=change`), or buys (`then=buy`). The
    /// form's own identity is the request's: whatever sends it twice, at whatever time, there is one order.
    func buyProducts(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        try person.require(.buyProducts)
        let (form, token) = try await submitted(request, by: person)
        let state = FormState(values: form.values)
        guard let token else {
            let alert = expiredAlert(context)
            return try await offersResponse(customer, context, state: state, alert: alert, status: .forbidden)
        }
        if form["then"] == "change" { return try await offersResponse(customer, context, state: state) }
        do {
            guard desk.book == .simulated else { throw DeskError.orderRefused(.notSold) }
            let cart = try ShoppingForm(form).cart(for: customer, from: try await offers(to: customer, for: person))
            let isBuying = form["then"] == "buy"
            if isBuying, let bought = try await bought(cart, token, by: person) { return seeOther(bought) }
            let order = try await preview(cart, by: person)
            let shown = order.charged.gross.description
            guard isBuying else { return reviewResponse(customer, order, cart, context) }
            guard form["shown"] == shown else {
                let sentence = pages.words(context.language)("review.changed", ["shown": form["shown"], "now": shown])
                return reviewResponse(customer, order, cart, context, because: sentence)
            }
            return seeOther(try await buy(cart, token, by: person))
        } catch DeskError.invalid(let problems) {
            let words = pages.words(context.language)
            let alert = Alert(heading: words.count("form.problems", problems.list.count), sentences: [])
            let wrong = FormState(values: form.values, problems: problems.list)
            return try await offersResponse(
                customer,
                context,
                state: wrong,
                alert: alert,
                status: .unprocessableContent
            )
        } catch let error as DeskError {
            return try await offersResponse(
                customer,
                context,
                state: state,
                alert: alert(error, context),
                status: error.status
            )
        }
    }

    private func offers(to customer: Customer, for person: Person) async throws -> [Offer] {
        guard desk.book == .simulated else { return [] }
        var filter = OfferFilter()
        filter.market = customer.market
        filter.segment = customer.segment
        filter.onSaleOn = desk.now().day
        return try await desk.offers(filter, for: actor(person), limit: 2_000)
    }

    /// The order that buying would make now; nothing is kept.
    private func preview(_ cart: ShoppingCart, by person: Person) async throws -> Order {
        let rules = try await desk.orderRules()
        do throws(OrderRefusal) {
            return try Cart(
                customer: cart.customer,
                items: cart.items.map { Cart.Item(offer: $0.offer, quantity: $0.quantity) }
            )
            .order(as: desk.makeID(), requestID: nil, by: person, at: desk.now(), under: rules)
        } catch { throw DeskError.orderRefused(error) }
    }

    /// Where this form led when it was sent before; nil when it is new.
    private func bought(_ cart: ShoppingCart, _ token: GUID, by person: Person) async throws -> String? {
        guard let id = try await desk.store.read({ try $0.order(forRequest: Self.requestID(token)) }) else {
            return nil
        }
        // The desk compares what was bought then with what is asked for now.
        let (order, _) = try await desk.buy(cart.request(Self.requestID(token)), by: actor(person))
        return order.id == id ? "\(Paths.order(id))?done=alreadyBought" : nil
    }

    private func buy(_ cart: ShoppingCart, _ token: GUID, by person: Person) async throws -> String {
        let request = cart.request(Self.requestID(token))
        do {
            let (order, isNew) = try await desk.buy(request, by: actor(person))
            return "\(Paths.order(order.id))?done=\(isNew ? "bought" : "alreadyBought")"
        } catch is Overtaken {
            // Another sending of the same form was faster; now it is known.
            let (order, _) = try await desk.buy(request, by: actor(person))
            return "\(Paths.order(order.id))?done=alreadyBought"
        }
    }

    private static func requestID(_ token: GUID) -> String { "web:\(token)" }

    private func offersResponse(
        _ customer: Customer,
        _ context: SiteContext,
        state: FormState = FormState(),
        alert: Alert? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = try context.requirePerson()
        let page = BuyPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.buy(for: customer.id)),
            customer: customer,
            offers: try await offers(to: customer, for: person),
            token: freshToken(for: person),
            state: state,
            alert: alert,
            viewer: person,
            book: desk.book
        )
        return html(page, context, status: status)
    }

    /// `because` says why the same is shown once more.
    private func reviewResponse(
        _ customer: Customer,
        _ order: Order,
        _ cart: ShoppingCart,
        _ context: SiteContext,
        because sentence: String? = nil
    ) -> Response {
        let words = pages.words(context.language)
        let token = context.person.map { freshToken(for: $0) } ?? ""
        let page = ReviewPage(
            words,
            frame: frame(context, path: Paths.buy(for: customer.id)),
            customer: customer,
            order: order,
            chosen: cart.items.map { ($0.offer.field, $0.quantity) },
            token: token,
            alert: sentence.map { Alert(heading: words("web.status.409"), sentences: [$0]) }
        )
        return html(page, context, status: sentence == nil ? .ok : .conflict)
    }
}

/// The offers that somebody chose, with how many of each.
struct ShoppingCart: Sendable {
    let customer: Customer
    let items: [(offer: Offer, quantity: Int64)]

    func request(_ id: String) -> PurchaseRequest {
        PurchaseRequest(
            customer: .id(customer.id),
            items: items.map {
                PurchaseRequest.Item(
                    id: $0.offer.item.catalogueID,
                    quantity: $0.quantity,
                    currency: $0.offer.price.currency
                )
            },
            requestID: id
        )
    }
}

/// Quantities beside offers, as a form sends them.
struct ShoppingForm {
    private let form: SubmittedForm

    init(_ form: SubmittedForm) {
        self.form = form
    }

    /// What was chosen among `offers`, in their order. Throws every problem, and ``OrderRefusal/emptyOrder``.
    func cart(for customer: Customer, from offers: [Offer]) throws(DeskError) -> ShoppingCart {
        var problems: [Problem] = []
        var items: [(offer: Offer, quantity: Int64)] = []
        for offer in offers {
            guard let text = form.text(offer.field)?.trimmed else { continue }
            let digits = text.split(separator: ",").joined()
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let quantity = Int64(digits) else {
                problems.append(Problem(offer.field, .notWhole(text)))
                continue
            }
            if quantity > 0 { items.append((offer, quantity)) }
        }
        guard problems.isEmpty else { throw .invalid(Problems(problems)) }
        // What is not on sale (any more) is not silently left out.
        let known = Set(offers.map(\.field))
        let gone = form.values.keys.filter { $0.hasPrefix("item.") && !known.contains($0) && form.text($0) != nil }
            .sorted()
        if let gone = gone.first {
            let item = String(gone.dropFirst("item.".count).prefix { $0 != "@" })
            throw .orderRefused(.noOffer(item: item, market: customer.market, segment: customer.segment))
        }
        guard !items.isEmpty else { throw .orderRefused(.emptyOrder) }
        return ShoppingCart(customer: customer, items: items)
    }
}
