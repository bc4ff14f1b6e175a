import Basics
package import Tickets

/// Which tickets a bulk is about.
package enum BulkTargets: Hashable, Sendable {
    /// Those named, each once, in that order.
    case listed([TicketReference])
    /// Everything that a query finds, in the query's order, and no page of it.
    case found(TicketQuery)
}

/// One ticket of a bulk before anything is done to it.
package struct BulkTarget: Hashable, Sendable {
    package let reference: TicketReference
    /// The version that it was chosen at: a change after that is a conflict. Nil to act on whatever is there.
    package let seen: Int?

    package init(_ reference: TicketReference, seen: Int? = nil) {
        self.reference = reference
        self.seen = seen
    }

    init(_ summary: TicketSummary) {
        self.init(TicketReference(of: summary), seen: summary.version)
    }
}

extension TicketReference {
    /// The number where there is one, else the id.
    package init(of summary: TicketSummary) {
        self = summary.number.map { .number(TicketNumber($0)) } ?? .id(summary.id)
    }
}

extension Records {
    /// The tickets of a bulk, collected before the first is changed, so that what a change does to the query's answer
    /// shifts nothing.
    func targets(_ targets: BulkTargets, for person: Person, at now: Instant) throws -> [BulkTarget] {
        switch targets {
        case .listed(let references): return try listed(references)
        case .found(let query):
            var found: [BulkTarget] = []
            var cursor: Cursor?
            repeat {
                let page = try list(query, for: person, at: now, after: cursor, limit: 500)
                found += page.items.map { BulkTarget($0) }
                cursor = page.next
            } while cursor != nil
            return found
        }
    }

    /// A ticket that is named twice, by its number and by its id, is one.
    private func listed(_ references: [TicketReference]) throws -> [BulkTarget] {
        var names: Set<TicketReference> = []
        return try references.filter { reference in
            names.insert(try locate(reference).map { .id($0) } ?? reference).inserted
        }.map { BulkTarget($0) }
    }
}
