package import Basics

extension Order {
    /// An order that the books do not know, with what was paid for it on somebody's word: one line, which no policy covers.
    ///
    /// Throws what the ledger says of the amount.
    package init(
        attested id: Order.ID,
        subscription: GUID?,
        of customer: Customer,
        paid: Money,
        key: String,
        by person: Person,
        at now: Instant
    ) throws(LineLedger.Refusal) {
        let terms = LineTerms(
            item: .attested,
            subscription: subscription,
            orderedAt: now,
            quantity: 1,
            unitPrice: UnitPrice(paid),
            charge: LineAmounts(net: paid.minorUnits, tax: 0, paid.currency),
            treatment: .included,
            period: nil,
            reference: nil
        )
        let line = try OrderLine(number: 0, addsTo: nil, terms, purchaseKey: key, by: person.id, at: now)
        self.init(
            OrderTerms(
                id: id,
                alternateID: nil,
                customer: customer.id,
                market: customer.market,
                currency: paid.currency,
                placedAt: now,
                placedBy: person.id,
                placedByName: person.displayName,
                origin: .attested,
                requestID: nil
            ),
            lines: [line]
        )
    }
}

extension CatalogueItem {
    private static let attestedProduct = "ATTESTED"

    /// Whether it stands for what nobody named, so that no rule of any policy is about it.
    var isAttested: Bool { product == Self.attestedProduct }

    /// Stands for what nobody named.
    fileprivate static let attested = CatalogueItem(
        product: attestedProduct,
        sku: "0000",
        availability: nil,
        title: "Attested purchase",
        skuTitle: "Attested purchase",
        publisher: "",
        kind: .onlineService,
        term: .oneTime
    )
}
