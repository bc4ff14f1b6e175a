package import Basics

/// Net and tax of a charge or a credit; together the gross.
package struct LineAmounts: Hashable, Sendable {
    /// Minor units without tax.
    package let net: Int64
    /// Minor units of tax.
    package let tax: Int64
    package let currency: Currency

    /// The most minor units that are counted, net and tax together: far above any charge, and so far below what an integer
    /// holds that sums of hundreds of thousands of lines are exact.
    package static let largest: Int64 = 10_000_000_000_000

    package init(net: Int64, tax: Int64, _ currency: Currency) {
        self.net = net
        self.tax = tax
        self.currency = currency
    }

    package var gross: Money { Money(minorUnits: net + tax, currency) }

    /// Whether net, tax and both together are within ``largest``, either way.
    package var isCountable: Bool {
        let range = -Self.largest...Self.largest
        return range.contains(net) && range.contains(tax) && range.contains(net + tax)
    }

    package static func zero(_ currency: Currency) -> LineAmounts { LineAmounts(net: 0, tax: 0, currency) }

    /// What goes the other way.
    package var negated: LineAmounts { LineAmounts(net: -net, tax: -tax, currency) }

    /// Both must be in the same currency.
    package static func + (left: LineAmounts, right: LineAmounts) -> LineAmounts {
        LineAmounts(net: left.net + right.net, tax: left.tax + right.tax, left.currency)
    }

    /// Both must be in the same currency.
    package static func - (left: LineAmounts, right: LineAmounts) -> LineAmounts { left + right.negated }

    /// The part of these amounts whose gross is `gross`, from zero up to all of it. Tax follows in proportion, rounded down;
    /// the whole is the whole, so that parts taken one after the other always sum to it in net and in tax.
    package func part(gross: Int64) -> LineAmounts {
        let whole = net + tax
        guard gross != whole, whole != 0 else { return self }
        let share = Int64(Int128(tax) * Int128(gross) / Int128(whole))
        return LineAmounts(net: gross - share, tax: share, currency)
    }
}

/// Whether prices of a market hold the tax in them. They do in Australia and Brazil only (seed, "Buy software").
package enum TaxTreatment: String, CaseIterable, Hashable, Sendable {
    case apart, included

    /// What crediting `amount` of a line gives net and tax of: apart, the amount is net and the line's tax follows in
    /// proportion; included, the amount is gross and holds its share of the line's tax. Shares are rounded down; crediting
    /// the whole line gives exactly what was charged.
    package func credit(_ amount: Money, of line: LineAmounts) -> LineAmounts {
        switch self {
        case .apart:
            if amount.minorUnits == line.net { return line }
            return LineAmounts(
                net: amount.minorUnits,
                tax: Self.share(of: line.tax, amount.minorUnits, line.net),
                line.currency
            )
        case .included:
            if amount.minorUnits == line.net + line.tax { return line }
            let tax = Self.share(of: line.tax, amount.minorUnits, line.net + line.tax)
            return LineAmounts(net: amount.minorUnits - tax, tax: tax, line.currency)
        }
    }

    private static func share(of tax: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
        guard whole != 0 else { return 0 }
        return Int64(Int128(tax) * Int128(part) / Int128(whole))
    }
}
