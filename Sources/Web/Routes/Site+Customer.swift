import Basics
import Casework
import Hummingbird
import Orders
import Pages

extension Site {
    /// A customer's software.
    func showSoftware(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        let page = SoftwarePage(
            pages.words(context.language),
            frame: frame(
                context,
                path: Paths.customer(customer.id),
                notice: customerNotice(QueryString(request.uri.query)["done"], customer, context)
            ),
            customer: customer,
            entitlements: try await desk.entitlements(of: .id(customer.id), for: actor(person)),
            viewer: person,
            book: desk.book,
            now: desk.now()
        )
        return html(page, context)
    }

    /// A customer's orders, a page at a time.
    func showHistory(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let customer = try await customer(context)
        let cursor = QueryString(request.uri.query)["after"].flatMap { OrderCursor($0) }
        let found = try await desk.orders(
            OrderFilter(),
            of: .id(customer.id),
            for: actor(person),
            after: cursor,
            limit: Self.pageSize
        )
        let page = HistoryPage(
            pages.words(context.language),
            frame: frame(context, path: Paths.orders(of: customer.id)),
            customer: customer,
            orders: found.orders,
            next: found.next,
            isFurther: cursor != nil,
            viewer: person,
            now: desk.now()
        )
        return html(page, context)
    }

    /// What a page says once after a customer's data were kept.
    private func customerNotice(_ done: String?, _ customer: Customer, _ context: SiteContext) -> String? {
        let words = pages.words(context.language)
        return switch done {
        case "added": words("done.added", ["name": customer.name])
        case "changed": words("done.changed", ["name": customer.name])
        case .some, nil: nil
        }
    }
}
