package import Basics

/// An exact decimal price of one unit: reconciliation files carry up to fifteen decimals, as 0.737586206896552.
package struct UnitPrice: Hashable, Sendable {
    /// The digits without their point.
    package let coefficient: Int64
    /// How many of the digits stand behind the point, 0 to 18.
    package let decimals: Int
    package let currency: Currency

    package init(coefficient: Int64, decimals: Int, _ currency: Currency) {
        self.coefficient = coefficient
        self.decimals = decimals
        self.currency = currency
    }

    package init(_ money: Money) {
        self.init(coefficient: money.minorUnits, decimals: money.currency.decimals, money.currency)
    }

    /// Reads digits with at most one point: `1176`, `10.08`, `0.737586206896552`. Throws ``Fault/notANumber(_:)`` or
    /// ``Fault/tooLarge(_:)``.
    package init(_ text: String, _ currency: Currency) throws(Fault) {
        let trimmed = text.trimmed
        let isNegative = trimmed.hasPrefix("-")
        let parts = trimmed.utf8.dropFirst(isNegative ? 1 : 0)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let magnitude = Int64(String(decoding: Array(digits), as: UTF8.self))
        else {
            let isNumber = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) } && parts.count <= 2
            throw isNumber ? .tooLarge(text) : .notANumber(text)
        }
        let decimals = parts.count == 2 ? parts[1].count : 0
        guard decimals <= 18 else { throw .tooLarge(text) }
        self.init(coefficient: isNegative ? -magnitude : magnitude, decimals: decimals, currency)
    }

    /// The price × `numerator` ÷ `denominator` in minor units, cut off towards zero. `denominator` is above zero; nil when
    /// the result is larger than an amount can be.
    package func roundedDown(times numerator: Int64, over denominator: Int64) -> Money? {
        guard denominator > 0 else { return nil }
        let (product, overflow) = Int128(coefficient).multipliedReportingOverflow(by: Int128(numerator))
        let (scaled, scaleOverflow) = product.multipliedReportingOverflow(by: Int128(currency.scale))
        let (divisor, divisorOverflow) = Int128(denominator).multipliedReportingOverflow(by: Self.power(decimals))
        guard !overflow, !scaleOverflow, !divisorOverflow, let units = Int64(exactly: scaled / divisor) else {
            return nil
        }
        return Money(minorUnits: units, currency)
    }

    private static func power(_ exponent: Int) -> Int128 {
        var power: Int128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension UnitPrice: CustomStringConvertible {
    /// The digits with their point: `10.08`.
    package var description: String {
        let sign = coefficient < 0 ? "-" : ""
        var digits = String(coefficient.magnitude)
        guard decimals > 0 else { return sign + digits }
        if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count + 1) + digits }
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
}
