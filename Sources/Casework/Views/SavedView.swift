package import Basics

/// A query of the queue under a name.
package struct SavedView: Hashable, Sendable {
    package let name: String
    /// In the language of the queue. `me` in it stays whoever reads.
    package let query: String
    package let scope: Scope

    package enum Scope: Hashable, Sendable {
        case builtIn(BuiltInView)
        /// Everybody sees it.
        case shared(by: String)
        /// Only the one who saved it.
        case personal
    }

    package init(name: String, query: String, scope: Scope) {
        self.name = name
        self.query = query
        self.scope = scope
    }

    /// Characters of a name.
    package static let nameLimit = 60
    /// Characters of a query.
    package static let queryLimit = 2_000
    /// Views of one person, and shared ones.
    package static let limit = 50
}

/// A view that a store keeps.
package struct StoredView: Hashable, Sendable {
    /// Nil for one that is shared.
    package let owner: Person.ID?
    package let name: String
    package let query: String
    package let savedBy: Person.ID
    package let savedByName: String
    package let savedAt: Instant

    package init(
        owner: Person.ID?,
        name: String,
        query: String,
        savedBy: Person.ID,
        savedByName: String,
        savedAt: Instant
    ) {
        self.owner = owner
        self.name = name
        self.query = query
        self.savedBy = savedBy
        self.savedByName = savedByName
        self.savedAt = savedAt
    }
}

/// A view with how many tickets it finds for its reader.
package struct CountedView: Hashable, Sendable {
    package let view: SavedView
    /// At most ``Desk/countingLimit``, which then means "at least"; nil when the query can no longer be read.
    package let count: Int?

    package init(view: SavedView, count: Int?) {
        self.view = view
        self.count = count
    }

    /// Counting ended before the tickets did, perhaps.
    package var isAtLeast: Bool { (count ?? 0) >= Desk.countingLimit }
}
