package import Basics

/// One charge of an order: what was bought, and the ledger of the money that was paid for it.
///
/// Seats added later are a line of their own: they have a charge, an invoice and a window of their own (Partner Center,
/// `refundableQuantity.details`).
package struct OrderLine: Hashable, Sendable {
    /// From 0 without gaps (Partner Center error 800071).
    package let number: Int
    package let item: CatalogueItem
    package let subscription: GUID?
    /// When this line was bought: the order's own time, or later for added seats.
    package let orderedAt: Instant
    /// The line that these seats were added to; nil for a line of its own.
    package let addsTo: Int?
    /// At least 1.
    package let quantity: Int64
    package let unitPrice: UnitPrice
    /// What the whole line was charged.
    package let charge: LineAmounts
    package let treatment: TaxTreatment
    /// The days that the charge pays for; nil for perpetual software.
    package let period: ChargePeriod?
    /// What links the lines of one event in reconciliation files.
    package let reference: String?
    /// The invoice that charged it; nil while none has.
    package var invoice: String?
    package internal(set) var ledger: LineLedger
    package internal(set) var cancellation: Cancellation?
    package internal(set) var credits: [LineCredit]

    /// A line with its purchase in the ledger. Throws when the charge is not above zero or in another currency.
    package init(
        number: Int,
        item: CatalogueItem,
        subscription: GUID?,
        orderedAt: Instant,
        addsTo: Int?,
        quantity: Int64,
        unitPrice: UnitPrice,
        charge: LineAmounts,
        treatment: TaxTreatment,
        period: ChargePeriod?,
        reference: String?,
        invoice: String? = nil,
        purchaseKey: String,
        by person: Person.ID,
        at now: Instant
    ) throws(LineLedger.Refusal) {
        var ledger = LineLedger(currency: charge.currency)
        _ = try ledger.move(Movement(.purchase, charge, key: purchaseKey, at: now, by: person))
        self.init(
            restoring: number,
            item: item,
            subscription: subscription,
            orderedAt: orderedAt,
            addsTo: addsTo,
            quantity: quantity,
            unitPrice: unitPrice,
            charge: charge,
            treatment: treatment,
            period: period,
            reference: reference,
            invoice: invoice,
            ledger: ledger,
            cancellation: nil,
            credits: []
        )
    }

    /// A line as it was kept.
    package init(
        restoring number: Int,
        item: CatalogueItem,
        subscription: GUID?,
        orderedAt: Instant,
        addsTo: Int?,
        quantity: Int64,
        unitPrice: UnitPrice,
        charge: LineAmounts,
        treatment: TaxTreatment,
        period: ChargePeriod?,
        reference: String?,
        invoice: String?,
        ledger: LineLedger,
        cancellation: Cancellation?,
        credits: [LineCredit]
    ) {
        self.number = number
        self.item = item
        self.subscription = subscription
        self.orderedAt = orderedAt
        self.addsTo = addsTo
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.charge = charge
        self.treatment = treatment
        self.period = period
        self.reference = reference
        self.invoice = invoice
        self.ledger = ledger
        self.cancellation = cancellation
        self.credits = credits
    }

    /// What can still be promised or given back.
    package var refundable: LineAmounts { ledger.balance(.refundable) }
}
