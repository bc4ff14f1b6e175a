package import Basics
package import Orders
import Tickets

/// What a deployment may set about orders, kept in the database. The raw values name the settings at the command line.
package enum OrderSetting: String, CaseIterable, Hashable, Sendable {
    case policy
    case propagation = "propagation-minutes"
    case keyFormat = "key-format"
    case linkDays = "link-days"
    case taxRates = "tax-rates"

    /// For the manual.
    package var meaning: String {
        switch self {
        case .policy:
            "the cancellation policy: \(PolicyTable.named.map(\.name).joined(separator: ", ")), or a table's text"
        case .propagation: "minutes for which lists may show a cancelled order as propagating, 0 to 60"
        case .keyFormat: "how product keys are made and shown: 32, or groups as 5x5"
        case .linkDays: "days that a download link lives after its first use, 1 to 90"
        case .taxRates: "tax in percent by market, for what the simulated book sells: KR=10 DE=19"
        }
    }

    var name: String { "orders_\(rawValue)" }
}

extension PolicyTable {
    /// The tables that come with the program, by name; the first is the default.
    package static var named: [(name: String, table: PolicyTable)] {
        [("seed", .seed), ("since-2022", .since2022), ("with-launch", .withLaunch)]
    }
}

extension OrderRules {
    /// The rules with one setting in place of what they say. Throws ``Problems``.
    package func setting(_ setting: OrderSetting, to text: String) throws(Problems) -> OrderRules {
        if setting == .policy { return with(policy: try Self.policy(text)) }
        do throws(Fault) {
            switch setting {
            case .policy: return self
            case .propagation: return with(propagation: try Self.number(text, 0...60))
            case .keyFormat: return with(keyFormat: try KeyFormat(text))
            case .linkDays: return with(linkDays: try Self.number(text, 1...90))
            case .taxRates: return with(taxRates: try Self.rates(text))
            }
        } catch { throw Problems([Problem(setting.rawValue, error)]) }
    }

    /// A table by its name, or from its text.
    private static func policy(_ text: String) throws(Problems) -> PolicyTable {
        if let named = PolicyTable.named.first(where: { $0.name == text.trimmed }) { return named.table }
        do throws(PolicyFault) { return try PolicyTable(csv: text) } catch {
            switch error {
            case .rows(let problems): throw problems
            case .text(let refusal):
                let known = PolicyTable.named.map(\.name) + ["a table whose first line is \(PolicyTable.header)"]
                throw Problems([Problem("policy", .unknownChoice(text, known: known), at: refusal.place)])
            }
        }
    }

    private func with(
        policy: PolicyTable? = nil,
        propagation: Int64? = nil,
        keyFormat: KeyFormat? = nil,
        linkDays: Int64? = nil,
        taxRates: [Market: Int64]? = nil
    ) -> OrderRules {
        OrderRules(
            policy: policy ?? self.policy,
            propagation: propagation ?? self.propagation,
            keyFormat: keyFormat ?? self.keyFormat,
            linkDays: linkDays ?? self.linkDays,
            taxRates: taxRates ?? self.taxRates
        )
    }

    private static func number(_ text: String, _ range: ClosedRange<Int64>) throws(Fault) -> Int64 {
        guard let number = Int64(text.trimmed) else { throw .notANumber(text) }
        guard range.contains(number) else {
            throw .unknownChoice(text, known: ["\(range.lowerBound)", "…", "\(range.upperBound)"])
        }
        return number
    }

    /// `KR=10 DE=19 CH=8.1`: percent with at most three decimals.
    private static func rates(_ text: String) throws(Fault) -> [Market: Int64] {
        var rates: [Market: Int64] = [:]
        for word in text.split(whereSeparator: { " ,;\n".contains($0) }) {
            let parts = word.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw .unknownChoice(String(word), known: ["KR=10", "CH=8.1"]) }
            let market = try Market(String(parts[0]))
            // Three decimals, as the currencies that have three.
            let percent = try Money(String(parts[1]), Currency("KWD"))
            guard (0...100_000).contains(percent.minorUnits) else { throw .notANumber(String(parts[1])) }
            rates[market] = percent.minorUnits
        }
        return rates
    }
}

extension Records {
    /// What this deployment set about orders.
    package func orderRules() throws -> OrderRules {
        try knownRules.orders(or: readOrderRules)
    }

    private func readOrderRules() throws -> OrderRules {
        let settings = try settings()
        var rules = OrderRules()
        for setting in OrderSetting.allCases {
            guard let text = settings[setting.name] else { continue }
            do throws(Problems) { rules = try rules.setting(setting, to: text) } catch {
                throw StoreError.corrupt("the setting '\(setting.rawValue)' cannot be read: \(error.list[0])")
            }
        }
        return rules
    }
}

extension Desk {
    /// The rules about orders that are in force.
    package func orderRules() async throws -> OrderRules {
        try await store.read { try $0.orderRules() }
    }
}
