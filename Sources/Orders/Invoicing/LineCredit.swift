package import Basics

/// Money owed back, from the moment that it was promised to the invoice that shows it.
package struct LineCredit: Hashable, Sendable {
    /// The key of the intent: the same key twice is one credit.
    package let key: String
    package let kind: Kind
    package let amounts: LineAmounts
    package let at: Instant
    package let by: Person.ID
    /// What Partner Center calls it.
    package let reference: String?
    /// What invoices have shown of it so far, gross minor units; equal to the amount when it is settled.
    package internal(set) var shown: Int64
    /// The invoice that completed it.
    package internal(set) var settlement: Settlement?

    /// The raw values are kept; never renamed.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// For a cancellation inside of its window.
        case cancellation
        /// Decided by people.
        case goodwill
        /// Given by Microsoft without us, and found on an invoice.
        case found
    }

    /// Where a credit was seen.
    package struct Settlement: Hashable, Sendable {
        package let invoice: String
        /// The line of the invoice, or of the file that it was read from; from 1.
        package let line: Int
        package let at: Instant

        package init(invoice: String, line: Int, at: Instant) {
            self.invoice = invoice
            self.line = line
            self.at = at
        }
    }

    package init(
        key: String,
        kind: Kind,
        amounts: LineAmounts,
        at: Instant,
        by: Person.ID,
        reference: String?,
        shown: Int64 = 0,
        settlement: Settlement? = nil
    ) {
        self.key = key
        self.kind = kind
        self.amounts = amounts
        self.at = at
        self.by = by
        self.reference = reference
        self.shown = shown
        self.settlement = settlement
    }

    /// Whether an invoice can show `gross` minor units more of it, so that what was shown can still be counted.
    package func canShow(_ gross: Int64) -> Bool { shown <= LineAmounts.largest - gross }

    /// Notes that an invoice shows `gross` minor units more of it, and settles it when that makes it whole: the movement that
    /// does so then. Nothing for a credit that is settled.
    package mutating func show(_ gross: Int64, on settlement: Settlement, by person: Person.ID) -> Movement? {
        guard self.settlement == nil else { return nil }
        shown += gross
        guard shown == amounts.gross.minorUnits else { return nil }
        self.settlement = settlement
        return Movement(.settle, amounts, key: "settle:\(key)", at: settlement.at, by: person, memo: settlement.invoice)
    }

    /// The month whose invoice is to show it (Partner Center: credits appear in arrears on the next monthly invoice).
    package var due: Month { Month(of: at.day) }

    package var state: State {
        if settlement != nil { return .settled }
        if shown == 0 { return .pending }
        return shown < amounts.gross.minorUnits ? .short : .over
    }

    /// How far it came.
    package enum State: String, CaseIterable, Hashable, Sendable {
        case pending, short, over, settled
    }
}
