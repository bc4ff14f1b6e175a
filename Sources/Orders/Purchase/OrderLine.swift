package import Basics

/// One charge of an order: what was bought, and the ledger of the money that was paid for it.
///
/// Seats added later are a line of their own: they have a charge, an invoice and a window of their own (Partner Center,
/// `refundableQuantity.details`).
@dynamicMemberLookup
package struct OrderLine: Hashable, Sendable {
    /// From 0 without gaps (Partner Center error 800071).
    package let number: Int
    /// The line that these seats were added to; nil for a line of its own.
    package let addsTo: Int?
    package let terms: LineTerms
    /// The invoice that charged it; nil while none has.
    package var invoice: String?
    package internal(set) var ledger: LineLedger
    package internal(set) var cancellation: Cancellation?
    package internal(set) var credits: [LineCredit]

    /// A line with its purchase in the ledger. Throws when the charge is not above zero.
    package init(
        number: Int,
        addsTo: Int?,
        _ terms: LineTerms,
        invoice: String? = nil,
        purchaseKey: String,
        by person: Person.ID,
        at now: Instant
    ) throws(LineLedger.Refusal) {
        var ledger = LineLedger(currency: terms.charge.currency)
        _ = try ledger.move(Movement(.purchase, terms.charge, key: purchaseKey, at: now, by: person))
        self.init(
            restoring: number,
            addsTo: addsTo,
            terms,
            invoice: invoice,
            ledger: ledger,
            cancellation: nil,
            credits: []
        )
    }

    /// A line as it was kept.
    package init(
        restoring number: Int,
        addsTo: Int?,
        _ terms: LineTerms,
        invoice: String?,
        ledger: LineLedger,
        cancellation: Cancellation?,
        credits: [LineCredit]
    ) {
        self.number = number
        self.addsTo = addsTo
        self.terms = terms
        self.invoice = invoice
        self.ledger = ledger
        self.cancellation = cancellation
        self.credits = credits
    }

    package subscript<Value>(dynamicMember term: KeyPath<LineTerms, Value>) -> Value { terms[keyPath: term] }

    /// What can still be promised or given back.
    package var refundable: LineAmounts { ledger.balance(.refundable) }
}
