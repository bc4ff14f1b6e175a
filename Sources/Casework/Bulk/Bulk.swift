package import Basics
package import Tickets

/// One thing that somebody did to many tickets at once: kept with what became of every one of them.
package struct Bulk: Hashable, Sendable {
    package typealias ID = Identifier<Bulk>

    package let id: ID
    /// What was done; of one that undoes another, what the other did.
    package let action: TicketAction
    package let by: Person.ID
    /// The person's system name at that time.
    package let byName: String
    package let startedAt: Instant
    /// How many tickets it was begun for.
    package let size: Int
    /// The bulk that this one takes back.
    package let undoes: ID?
    package var counts: BulkCounts
    /// Nil while it runs, and for ever when it was cut off: the rest of its tickets was not touched.
    package var finishedAt: Instant?

    package init(
        id: ID,
        action: TicketAction,
        by: Person.ID,
        byName: String,
        startedAt: Instant,
        size: Int,
        undoes: ID? = nil,
        counts: BulkCounts = BulkCounts(),
        finishedAt: Instant? = nil
    ) {
        self.id = id
        self.action = action
        self.by = by
        self.byName = byName
        self.startedAt = startedAt
        self.size = size
        self.undoes = undoes
        self.counts = counts
        self.finishedAt = finishedAt
    }
}

/// What became of one ticket. The raw values stand in the database; never renamed.
package enum BulkOutcome: String, CaseIterable, Hashable, Sendable {
    case done
    /// The ticket, its books or the person's roles did not allow it.
    case refused
    /// Somebody else was faster.
    case overtaken
    /// There is no such ticket, or none that the person may see.
    case missing
}

/// How many tickets came to which outcome.
package struct BulkCounts: Hashable, Sendable {
    package private(set) var done: Int
    package private(set) var refused: Int
    package private(set) var overtaken: Int
    package private(set) var missing: Int

    package init(done: Int = 0, refused: Int = 0, overtaken: Int = 0, missing: Int = 0) {
        self.done = done
        self.refused = refused
        self.overtaken = overtaken
        self.missing = missing
    }

    package var all: Int { done + refused + overtaken + missing }
    /// All that were not done.
    package var left: Int { refused + overtaken + missing }

    package mutating func add(_ outcome: BulkOutcome) {
        switch outcome {
        case .done: done += 1
        case .refused: refused += 1
        case .overtaken: overtaken += 1
        case .missing: missing += 1
        }
    }
}
