package import Basics

/// What a deployment may set about orders.
package struct OrderRules: Hashable, Sendable {
    package let policy: PolicyTable
    /// Minutes for which lists may show a cancelled order as propagating (seed: up to 15); 0 to 60.
    package let propagation: Int64
    /// How keys are shown.
    package let keyFormat: KeyFormat
    /// Days that a download link lives after its first use (Partner Center announcement, April 2021: 5).
    package let linkDays: Int64
    /// Tax on top of prices in thousandths of a percent, by market, for what Recoup sells itself. Everywhere else: none.
    package let taxRates: [Market: Int64]

    package init(
        policy: PolicyTable = .seed,
        propagation: Int64 = 15,
        keyFormat: KeyFormat = .seed,
        linkDays: Int64 = 5,
        taxRates: [Market: Int64] = [:]
    ) {
        self.policy = policy
        self.propagation = propagation
        self.keyFormat = keyFormat
        self.linkDays = linkDays
        self.taxRates = taxRates
    }
}
