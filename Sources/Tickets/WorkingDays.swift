package import Basics

extension Instant {
    /// The same time of day `count` working days later; Saturdays and Sundays (UTC) do not count.
    ///
    /// "Report problems on behalf of customers": a billing or refund request is answered within one business day whatever
    /// its impact.
    package func adding(workingDays count: Int) -> Instant {
        var result = self
        var left = count
        while left > 0 {
            result = result.adding(days: 1)
            if result.day.weekday <= 5 { left -= 1 }
        }
        return result
    }
}
