package import Basics

/// What is wrong with a line of the tiers' text.
package enum TierFlaw: LineFlaw {
    case notATier
    case amount(String, Fault)
    case unknownCurrency(String)
    case notAscending
    case repeated(String, line: Int)

    package var sentence: String {
        switch self {
        case .notATier: "write a currency, the most that an agent and the most that one approver decides: USD 500 2000"
        case .amount(let text, let fault): "'\(quoted(text))': \(fault.sentence)"
        case .unknownCurrency(let text): "'\(quoted(text))' is not an ISO 4217 currency code; write one, as USD"
        case .notAscending: "an agent decides more than an approver; write the smaller amount first"
        case .repeated(let code, let line): "\(code) stands in line \(line) already; keep one"
        }
    }
}

/// Tiers as a setting's text: a line for each currency, with the most that an agent and the most that one approver decides
/// alone, in the currency's major unit. A currency without a line always takes two approvers.
///
///     USD 500.00 2000.00
///     KRW 700000 2800000
extension ApprovalTiers {
    /// Reads such text; throws everything that is wrong with it.
    package init(_ text: String) throws(LineFaults<TierFlaw>) {
        var tiers: [String: Tier] = [:]
        var places: [String: Int] = [:]
        var faults: [LineFaults<TierFlaw>.Item] = []
        for line in TextLine.lines(of: text) {
            do throws(TierFlaw) {
                let (currency, tier) = try Self.tier(line.words.map(\.text))
                if let other = places[currency.code] { throw .repeated(currency.code, line: other) }
                places[currency.code] = line.number
                tiers[currency.code] = tier
            } catch { faults.append(LineFaults<TierFlaw>.Item(place: line.place(0), flaw: error)) }
        }
        if !faults.isEmpty { throw LineFaults(list: faults) }
        self.init(tiers)
    }

    private static func tier(_ words: [String]) throws(TierFlaw) -> (Currency, Tier) {
        guard words.count == 3 else { throw .notATier }
        guard let currency = try? Currency(words[0]) else { throw .unknownCurrency(words[0]) }
        func amount(_ text: String) throws(TierFlaw) -> Int64 {
            do throws(Fault) {
                let amount = try Money(text, currency)
                guard amount.minorUnits >= 0 else { throw .notPositive(text) }
                return amount.minorUnits
            } catch { throw .amount(text, error) }
        }
        let tier = Tier(agent: try amount(words[1]), single: try amount(words[2]))
        guard tier.agent <= tier.single else { throw .notAscending }
        return (currency, tier)
    }

    /// The text that ``init(_:)-(String)`` reads back.
    package var text: String {
        tiers.sorted { $0.key < $1.key }.compactMap { code, tier in
            guard let currency = try? Currency(code) else { return nil }
            let amounts = [tier.agent, tier.single].map { Money(minorUnits: $0, currency).number }
            return "\(code) \(amounts[0]) \(amounts[1])\n"
        }.joined()
    }
}
