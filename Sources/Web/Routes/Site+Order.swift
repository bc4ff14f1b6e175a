import Basics
import Casework
import Hummingbird
import Orders
import Pages

extension Site {
    /// One order with its ledger.
    func showOrder(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let words = pages.words(context.language)
        let view = try await desk.order(context.parameters.get("order") ?? "", for: actor(person))
        let notice: String? =
            switch QueryString(request.uri.query)["done"] {
            case "bought": words("done.bought")
            case "alreadyBought": words("done.alreadyBought")
            case .some, nil: nil
            }
        let page = OrderPage(
            view,
            words: words,
            frame: frame(context, path: Paths.order(view.order.id), notice: notice),
            viewer: person,
            book: desk.book,
            now: desk.now()
        )
        return html(page, context)
    }

    /// What was cancelled of an order, and what happens next.
    func showCancelled(_ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let view = try await desk.order(context.parameters.get("order") ?? "", for: actor(person))
        let page = CancelledPage(
            view,
            words: pages.words(context.language),
            frame: frame(context, path: Paths.cancelled(view.order.id)),
            viewer: person
        )
        guard let page else { return seeOther(Paths.order(view.order.id)) }
        return html(page, context)
    }
}
