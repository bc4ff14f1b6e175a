package import Basics

/// Splits an amount so that the parts always equal the whole: every part gets its share rounded down, and the minor units
/// left over go to the largest remainders, earlier parts first.
package enum Allocation {
    /// `weights` are not negative. Nil when there is no weight to go by.
    package static func split(_ amount: Money, by weights: [Int64]) -> [Money]? {
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard total > 0, weights.allSatisfy({ $0 >= 0 }) else { return nil }
        let sign: Int64 = amount.minorUnits < 0 ? -1 : 1
        let whole = Int128(amount.minorUnits.magnitude)
        var parts: [Int64] = []
        var remainders: [(remainder: Int128, index: Int)] = []
        for (index, weight) in weights.enumerated() {
            let (quotient, remainder) = (whole * Int128(weight)).quotientAndRemainder(dividingBy: total)
            parts.append(Int64(quotient))
            remainders.append((remainder, index))
        }
        let left = Int(whole - parts.reduce(Int128(0)) { $0 + Int128($1) })
        let order = remainders.sorted {
            $0.remainder == $1.remainder ? $0.index < $1.index : $0.remainder > $1.remainder
        }
        for entry in order.prefix(left) { parts[entry.index] += 1 }
        return parts.map { Money(minorUnits: sign * $0, amount.currency) }
    }
}
