import Basics
import Casework
import Hummingbird
import Pages
import Tickets

extension Site {
    static let pageSize = 50

    /// The queue: what a query finds, a page at a time.
    func showQueue(_ request: Request, _ context: SiteContext) async throws -> Response {
        let person = try context.requirePerson()
        let actor = actor(person)
        let words = pages.words(context.language)
        let asked = QueryString(request.uri.query)
        let text = asked["q"] ?? QueuePage.standardQuery
        let found = try await find(text, asked, for: actor)
        let counts = try await desk.queue(for: actor)
        let isBad = if case .failure = found { true } else { false }
        let page = QueuePage(
            words,
            frame: frame(context, path: Paths.queue(text), notice: nil),
            text: text,
            found: found,
            counts: counts,
            views: try await desk.countedViews(for: actor),
            viewer: person,
            now: desk.now()
        )
        return html(page, context, status: isBad ? .badRequest : .ok)
    }

    private func find(
        _ text: String,
        _ asked: QueryString,
        for actor: Actor
    ) async throws -> Result<QueuePage.Found, QueryFault> {
        let query: TicketQuery
        do throws(QueryFault) { query = try TicketQuery(text) } catch { return .failure(error) }
        let cursor = asked["after"].flatMap { Cursor($0) }
        let isExact = asked["exact"] != nil
        let page = try await desk.list(query, for: actor, after: cursor, limit: Self.pageSize)
        let count = try await desk.count(query, for: actor, exactly: isExact)
        return .success(QueuePage.Found(page: page, count: count, isExact: isExact, isFurther: cursor != nil))
    }
}
