package import Basics

/// What was bought on a line, and on what terms: what never changes of it.
package struct LineTerms: Hashable, Sendable {
    package var item: CatalogueItem
    package var subscription: GUID?
    /// When this line was bought: the order's own time, or later for added seats.
    package var orderedAt: Instant
    /// At least 1.
    package var quantity: Int64
    package var unitPrice: UnitPrice
    /// What the whole line was charged.
    package var charge: LineAmounts
    package var treatment: TaxTreatment
    /// The days that the charge pays for; nil for perpetual software.
    package var period: ChargePeriod?
    /// What links the lines of one event in reconciliation files.
    package var reference: String?

    package init(
        item: CatalogueItem,
        subscription: GUID?,
        orderedAt: Instant,
        quantity: Int64,
        unitPrice: UnitPrice,
        charge: LineAmounts,
        treatment: TaxTreatment,
        period: ChargePeriod?,
        reference: String?
    ) {
        self.item = item
        self.subscription = subscription
        self.orderedAt = orderedAt
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.charge = charge
        self.treatment = treatment
        self.period = period
        self.reference = reference
    }
}
