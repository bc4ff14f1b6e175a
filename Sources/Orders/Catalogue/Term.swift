package import Basics

/// How long a licence runs. Partner Center writes ISO 8601 durations, and leaves them empty for perpetual software.
package enum Term: Hashable, Sendable {
    case oneTime
    /// 1 to 120.
    case months(Int)

    /// Reads `OneTime`, nothing, `P1M`, `P1Y`, `P3Y`. Throws ``Fault/unknownChoice(_:known:)``.
    package init(_ text: String) throws(Fault) {
        let upper = text.trimmed.uppercased()
        if upper.isEmpty || upper == "ONETIME" {
            self = .oneTime
            return
        }
        let digits = upper.dropFirst().dropLast()
        guard upper.hasPrefix("P"), let unit = upper.last, "MY".contains(unit), digits.utf8.count <= 3,
            let count = Int(digits), (1...120).contains(unit == "Y" ? count * 12 : count)
        else { throw .unknownChoice(text, known: ["OneTime", "P1M", "P1Y", "P3Y"]) }
        self = .months(unit == "Y" ? count * 12 : count)
    }

    /// The days that a purchase on `day` pays for; nil for perpetual software.
    package func period(from day: Day) -> ChargePeriod? {
        switch self {
        case .oneTime: nil
        case .months(let months): ChargePeriod(first: day, months: months)
        }
    }
}

extension Term: CustomStringConvertible {
    /// As Partner Center's price lists write it, which ``init(_:)`` reads back.
    package var description: String {
        switch self {
        case .oneTime: "OneTime"
        case .months(let months): months % 12 == 0 ? "P\(months / 12)Y" : "P\(months)M"
        }
    }
}
