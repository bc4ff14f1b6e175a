package import Basics

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
