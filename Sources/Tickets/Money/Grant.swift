package import Basics

/// What an approver gives, and on what grounds.
package struct Grant: Hashable, Sendable {
    package let kind: CreditKind
    /// Gross.
    package let amount: Money
    package let text: String?
    /// Why the rules do not stand in the way; needed when the verdict is ineligible.
    package let override: String?
    /// What was paid for a purchase that the books do not know, on the approver's word, gross.
    package let attested: Money?

    package init(
        _ kind: CreditKind,
        _ amount: Money,
        text: String? = nil,
        override: String? = nil,
        attested: Money? = nil
    ) {
        self.kind = kind
        self.amount = amount
        self.text = text
        self.override = override
        self.attested = attested
    }
}
