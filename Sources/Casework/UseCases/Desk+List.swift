import Basics
package import Tickets

extension Desk {
    /// Counting stops here unless an exact total is asked for; the faces then say "1,000+".
    package static let countingLimit = 1_000

    /// One page of what a query finds, for the eyes of this person. `limit` from 1 to 500.
    package func list(
        _ query: TicketQuery,
        for actor: Actor,
        after cursor: Cursor? = nil,
        limit: Int = 50
    ) async throws -> ListPage {
        let now = now()
        return try await store.read { records in
            try records.list(query, for: actor.person, at: now, after: cursor, limit: max(1, min(limit, 500)))
        }
    }

    /// How many tickets a query finds: exactly, or up to ``countingLimit``.
    package func count(_ query: TicketQuery, for actor: Actor, exactly: Bool = false) async throws -> Int {
        let now = now()
        return try await store.read { records in
            try records.count(query, for: actor.person, at: now, upTo: exactly ? nil : Desk.countingLimit)
        }
    }

    /// Tickets per status, as far as the person may see them, and how many of each are their own to work on.
    package func queue(for actor: Actor) async throws -> [TicketStatus: (all: Int, mine: Int)] {
        let now = now()
        return try await store.read { records in
            var result: [TicketStatus: (all: Int, mine: Int)] = [:]
            if actor.person.may(.seeAllTickets) {
                for row in try records.queueCounts() {
                    result[row.status, default: (0, 0)].all += row.count
                    if row.assignee == actor.person.id { result[row.status, default: (0, 0)].mine += row.count }
                }
            } else {
                for status in TicketStatus.allCases {
                    let query = TicketQuery(terms: [TicketQuery.Term(.status([status]))])
                    let count = try records.count(query, for: actor.person, at: now, upTo: Desk.countingLimit)
                    if count > 0 { result[status] = (count, 0) }
                }
            }
            return result
        }
    }
}
