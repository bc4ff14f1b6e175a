import Tickets

/// Which tickets need somebody, and in what order they come.
enum TriageOrder {
    /// What the desk has to act on, the oldest first.
    static let standard = TicketQuery(
        terms: [TicketQuery.Term(.status([.submitted, .underReview]))],
        sort: TicketQuery.Sort(.created, isDescending: false)
    )

    /// The query that somebody wrote, or the standard one. Throws ``Failure/query(_:_:)``.
    static func query(_ words: [String]) throws -> TicketQuery {
        words.isEmpty ? standard : try TicketQuery(arguments: words)
    }
}
