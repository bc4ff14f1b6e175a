import Basics
import Casework
import Tickets

extension MemoryRecords {
    func list(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        after cursor: Cursor?,
        limit: Int
    ) -> ListPage {
        let isDescending = query.sort.isDescending
        func stands(_ left: Cursor, before right: Cursor) -> Bool {
            isDescending
                ? (left.key, left.sequence) > (right.key, right.sequence)
                : (left.key, left.sequence) < (right.key, right.sequence)
        }
        let found = found(query, for: viewer, at: now)
            .map { (place: Cursor(key: $0.sortKey(query.sort.key), sequence: $0.sequence), kept: $0) }
            .filter { entry in cursor.map { stands($0, before: entry.place) } ?? true }
            .sorted { stands($0.place, before: $1.place) }
        let page = found.prefix(limit)
        return ListPage(items: page.map(\.kept.head.summary), next: found.count > limit ? page.last?.place : nil)
    }

    func count(_ query: TicketQuery, for viewer: Person, at now: Instant, upTo limit: Int?) -> Int {
        min(found(query, for: viewer, at: now).count, limit ?? .max)
    }

    func eachTicket(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        _ body: (StoredTicket) throws -> Void
    ) throws {
        for kept in found(query, for: viewer, at: now) {
            try body(StoredTicket(events: kept.events, number: kept.ticket.number))
        }
    }

    func found(_ query: TicketQuery, for viewer: Person, at now: Instant) -> [MemoryTicket] {
        let match = QueryMatch(viewer: viewer, now: now, records: self)
        return state.tickets.filter { kept in
            kept.ticket.isVisible(to: viewer)
                && query.terms.allSatisfy { match.holds($0.filter, for: kept) != $0.isNegated }
        }
    }
}

extension MemoryTicket {
    /// What it is sorted by; a ticket that lacks it stands lowest.
    fileprivate func sortKey(_ key: TicketQuery.Sort.Key) -> Int64 {
        let summary = head.summary
        return switch key {
        case .updated: summary.updatedAt.milliseconds
        case .created: summary.createdAt.milliseconds
        case .amount: summary.amount?.tenThousandths ?? .min
        case .number: summary.number ?? .min
        case .due: summary.dueAt?.milliseconds ?? .min
        case .urgency: urgency?.at.milliseconds ?? .max
        }
    }
}
