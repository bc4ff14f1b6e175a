package import Basics

/// Up to which amount one person decides alone, per currency.
package struct ApprovalTiers: Hashable, Sendable {
    package struct Tier: Hashable, Sendable {
        /// An agent may approve up to this, in minor units.
        package let agent: Int64
        /// One approver suffices up to this; above it a second person approves the same amount.
        package let single: Int64

        package init(agent: Int64, single: Int64) {
            self.agent = agent
            self.single = single
        }
    }

    /// By ISO 4217 code. A currency that is not listed always takes two approvers.
    package let tiers: [String: Tier]

    package init(_ tiers: [String: Tier]) {
        self.tiers = tiers
    }

    package func tier(for currency: Currency) -> Tier {
        tiers[currency.code] ?? Tier(agent: 0, single: 0)
    }

    /// About 500 and 2,000 US dollars, the thresholds seen in published refund procedures.
    package static let standard = ApprovalTiers([
        "USD": Tier(agent: 500_00, single: 2_000_00),
        "EUR": Tier(agent: 500_00, single: 2_000_00),
        "GBP": Tier(agent: 400_00, single: 1_600_00),
        "CHF": Tier(agent: 450_00, single: 1_800_00),
        "AUD": Tier(agent: 750_00, single: 3_000_00),
        "CAD": Tier(agent: 700_00, single: 2_800_00),
        "BRL": Tier(agent: 2_500_00, single: 10_000_00),
        "JPY": Tier(agent: 75_000, single: 300_000),
        "KRW": Tier(agent: 700_000, single: 2_800_000),
        "KWD": Tier(agent: 150_000, single: 600_000),
    ])
}
