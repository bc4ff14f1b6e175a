package import Basics

/// The share of a line that a cancellation credits, with the numbers that it came from.
///
/// Partner Center, "Cancel and credit scenarios": unit price × remaining days ÷ period days, rounded down to the minor unit
/// for each unit, then × quantity.
package struct Proration: Hashable, Sendable {
    package let unitPrice: UnitPrice
    package let quantity: Int64
    package let remainingDays: Int
    package let periodDays: Int
    /// What one unit gives back.
    package let perUnit: Money
    /// What the line gives back.
    package let amount: Money

    /// Nil when the result is larger than an amount can be, or the period has no days.
    package init?(unitPrice: UnitPrice, quantity: Int64, period: ChargePeriod, cancelledOn day: Day) {
        let remaining = period.remaining(from: day)
        guard let perUnit = unitPrice.roundedDown(times: Int64(remaining), over: Int64(period.days)) else { return nil }
        let (units, overflow) = perUnit.minorUnits.multipliedReportingOverflow(by: quantity)
        guard !overflow else { return nil }
        self.unitPrice = unitPrice
        self.quantity = quantity
        remainingDays = remaining
        periodDays = period.days
        self.perUnit = perUnit
        amount = Money(minorUnits: units, unitPrice.currency)
    }

    /// `10.08 EUR × 29 ÷ 31 = 9.42 each, × 10 = 94.20 EUR`.
    package var formula: String {
        "\(unitPrice) \(unitPrice.currency) × \(remainingDays) ÷ \(periodDays) = \(perUnit.number) each, "
            + "× \(quantity) = \(amount)"
    }
}
