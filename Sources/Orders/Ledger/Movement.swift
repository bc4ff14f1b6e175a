package import Basics

/// Money moved from one account of an order line to another: two entries that sum to zero, in net and in tax.
package struct Movement: Hashable, Sendable {
    package let kind: Kind
    /// The key of the intent that caused it: the same key twice is one movement.
    package let key: String
    /// What was moved; neither part is negative.
    package let amounts: LineAmounts
    package let at: Instant
    package let by: Person.ID
    /// What it was for: a ticket's number, an invoice's; nil when the key says it all.
    package let memo: String?

    package init(_ kind: Kind, _ amounts: LineAmounts, key: String, at: Instant, by: Person.ID, memo: String? = nil) {
        self.kind = kind
        self.key = key
        self.amounts = amounts
        self.at = at
        self.by = by
        self.memo = memo
    }

    /// The raw values are kept; never renamed.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case purchase, reserve, void, credit, settle
        /// The opposite of a credit: what was promised is refundable again.
        case reverse

        /// From which account to which.
        package var accounts: (from: Account, to: Account) {
            switch self {
            case .purchase: (.paid, .refundable)
            case .reserve: (.refundable, .reserved)
            case .void: (.reserved, .refundable)
            case .credit: (.reserved, .credited)
            case .settle: (.credited, .invoiced)
            case .reverse: (.credited, .refundable)
            }
        }
    }

    /// One row of the books.
    package struct Entry: Hashable, Sendable {
        package let account: Account
        package let net: Int64
        package let tax: Int64
    }

    package var entries: [Entry] {
        let (source, goal) = kind.accounts
        return [
            Entry(account: source, net: -amounts.net, tax: -amounts.tax),
            Entry(account: goal, net: amounts.net, tax: amounts.tax),
        ]
    }
}
