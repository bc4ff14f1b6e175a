/// A calendar month (UTC), which is the period of an invoice (Partner Center, "Billing basics").
package struct Month: Hashable, Sendable, Comparable {
    /// Months since January of the year 0.
    package let index: Int

    package init(index: Int) {
        self.index = index
    }

    /// The month that a day lies in.
    package init(of day: Day) {
        let (year, month, _) = day.components
        index = year * 12 + month - 1
    }

    /// Reads `2026-11`; throws ``Fault/notAMonth(_:)``.
    package init(_ text: String) throws(Fault) {
        guard let day = try? Day(text.trimmed + "-01") else { throw .notAMonth(text) }
        self.init(of: day)
    }

    package var next: Month { Month(index: index + 1) }

    package var first: Day { Day(year: index / 12, month: index % 12 + 1, day: 1) ?? Day(daysSinceEpoch: 0) }

    /// 00:00 UTC of its first day.
    package var start: Instant { first.start }

    /// 00:00 UTC of the next month's first day: the first instant that does not belong to it.
    package var end: Instant { next.start }

    package static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}

extension Month: CustomStringConvertible {
    package var description: String { String(first.description.prefix(7)) }
}
