import Basics

/// The columns of a price list that make an offer, as Partner Center's software price sheets name them, and
/// `AvailabilityId` and `Versions` beside them. Files may have them in any order, and others between them.
enum PriceListColumn: Int, CaseIterable {
    case productTitle, product, sku, skuTitle, publisher, term, market, currency, unitPrice, minimum, maximum, from
    case through, tags, segment, availability, versions

    static let columns: [CSVHeader.Column] = allCases.map { $0.column }

    private var column: CSVHeader.Column {
        switch self {
        case .productTitle: CSVHeader.Column("ProductTitle")
        case .product: CSVHeader.Column("ProductId")
        case .sku: CSVHeader.Column("SkuId")
        case .skuTitle: CSVHeader.Column("SkuTitle")
        case .publisher: CSVHeader.Column("Publisher")
        case .term: CSVHeader.Column("TermDuration")
        case .market: CSVHeader.Column("Market")
        case .currency: CSVHeader.Column("Currency")
        case .unitPrice: CSVHeader.Column("UnitPrice")
        case .minimum: CSVHeader.Column("PricingTierRangeMin")
        case .maximum: CSVHeader.Column("PricingTierRangeMax")
        case .from: CSVHeader.Column("EffectiveStartDate")
        case .through: CSVHeader.Column("EffectiveEndDate")
        case .tags: CSVHeader.Column("Tags")
        case .segment: CSVHeader.Column("Segment")
        case .availability: CSVHeader.Column("AvailabilityId", isNeeded: false)
        case .versions: CSVHeader.Column("Versions", isNeeded: false)
        }
    }
}
