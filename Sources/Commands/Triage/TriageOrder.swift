import Casework
import Tickets

/// Which tickets need somebody, and in what order they come.
enum TriageOrder {
    /// What waits for the agent, the most urgent first.
    static let standard = TicketQuery.waiting

    /// The query that somebody wrote, or the standard one. Throws ``Failure/query(_:_:)``.
    static func query(_ words: [String]) throws -> TicketQuery {
        words.isEmpty ? standard : try TicketQuery(arguments: words)
    }
}
