package import Basics

/// A row of the price list: an item, for sale in one market to one segment at one price.
package struct Offer: Hashable, Sendable {
    package let item: CatalogueItem
    package let market: Market
    package let segment: Segment
    /// Of one unit, without tax except where ``TaxTreatment`` says that prices hold it.
    package let price: UnitPrice
    /// How many may be ordered at once; from 1.
    package let quantities: ClosedRange<Int64>
    /// The first day of sale, and the last one; nil means without end.
    package let from: Day
    package let through: Day?
    /// The versions whose media can be downloaded, newest first; empty for what is not downloaded.
    package let versions: [String]

    package init(
        item: CatalogueItem,
        market: Market,
        segment: Segment,
        price: UnitPrice,
        quantities: ClosedRange<Int64>,
        from: Day,
        through: Day?,
        versions: [String]
    ) {
        self.item = item
        self.market = market
        self.segment = segment
        self.price = price
        self.quantities = quantities
        self.from = from
        self.through = through
        self.versions = versions
    }

    package func isOnSale(on day: Day) -> Bool { from <= day && through.map { day <= $0 } ?? true }
}

/// To whom something is sold (Partner Center, price sheet column Segment).
package enum Segment: String, CaseIterable, Hashable, Sendable {
    case commercial, education, government, nonprofit
}
