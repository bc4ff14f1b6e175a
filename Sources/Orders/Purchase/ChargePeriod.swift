package import Basics

/// The days that a charge pays for, first and last included.
package struct ChargePeriod: Hashable, Sendable {
    package let first: Day
    package let last: Day

    /// Nil when the last day comes before the first.
    package init?(first: Day, last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    package var days: Int { last.daysSinceEpoch - first.daysSinceEpoch + 1 }

    /// The days left when something is cancelled on `day`, that day included; 0 after the end, all before the start.
    package func remaining(from day: Day) -> Int {
        max(0, min(days, last.daysSinceEpoch - day.daysSinceEpoch + 1))
    }

    /// The period that begins on `first` and lasts `months` months: it ends the day before the same day of the month, or
    /// before the month's last day where there is none such (31 January + 1 month ends on 27 February).
    package init(first: Day, months: Int) {
        let (year, month, day) = first.components
        let index = year * 12 + month - 1 + months
        let (endYear, endMonth) = (index / 12, index % 12 + 1)
        let length = Day.length(ofMonth: endMonth, year: endYear)
        let next = Day(year: endYear, month: endMonth, day: min(day, length)) ?? first.adding(days: 1)
        self.first = first
        self.last = max(first, next.adding(days: -1))
    }
}
