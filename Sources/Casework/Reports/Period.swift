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

/// Months in a row, both ends included; nil on either side means without an end.
package struct MonthSpan: Hashable, Sendable {
    package let from: Month?
    package let through: Month?

    package init(from: Month? = nil, through: Month? = nil) {
        self.from = from
        self.through = through
    }

    /// From the start of the first to the end of the last.
    package var period: Period { Period(from: from?.start, before: through?.end) }
}
