package import Basics

/// A stretch of time; nil on either side means without an end.
package struct Period: Hashable, Sendable {
    /// The first instant that counts.
    package let from: Instant?
    /// The first instant that no longer counts.
    package let before: Instant?

    package init(from: Instant? = nil, before: Instant? = nil) {
        self.from = from
        self.before = before
    }

    package func contains(_ instant: Instant) -> Bool {
        (from.map { $0 <= instant } ?? true) && (before.map { instant < $0 } ?? true)
    }
}
