package import Basics

/// How long after its purchase an order can be cancelled.
package enum CancellationWindow: Hashable, Sendable {
    /// Open until 00:00 UTC of the day after that many days: bought on 1 June, 30 days are open through 1 July. The only
    /// public sample of `cancellationAllowedUntilDate` ends at 23:59 UTC of that day.
    case days(Int)
    /// Open for exactly that many hours (the rule of July 2022: 168).
    case hours(Int64)

    /// The first instant at which it is closed, for a purchase made at `instant`.
    package func end(forPurchaseAt instant: Instant) -> Instant {
        switch self {
        case .days(let days): instant.day.adding(days: days + 1).start
        case .hours(let hours): instant.adding(hours: hours)
        }
    }

    package func isOpen(forPurchaseAt purchase: Instant, at now: Instant) -> Bool {
        now < end(forPurchaseAt: purchase)
    }
}
