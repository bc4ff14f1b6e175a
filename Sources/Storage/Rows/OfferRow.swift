import Basics
import Casework
import Orders
import SQL

/// The row of an offer.
enum OfferRow {
    static let columns: SQLText = """
        product, sku, availability, title, sku_title, publisher, kind, months, market, segment, price_coefficient, \
        price_decimals, currency, least, most, from_day, through_day, versions
        """

    static let save: SQLText = """
        insert into offer (
            product, sku, availability, title, sku_title, publisher, kind, months, market, segment, price_coefficient,
            price_decimals, currency, least, most, from_day, through_day, versions, folded_title
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        on conflict (product, sku, availability, market, segment, currency) do update set
            title = excluded.title, sku_title = excluded.sku_title, publisher = excluded.publisher,
            kind = excluded.kind, months = excluded.months, price_coefficient = excluded.price_coefficient,
            price_decimals = excluded.price_decimals, least = excluded.least, most = excluded.most,
            from_day = excluded.from_day, through_day = excluded.through_day, versions = excluded.versions,
            folded_title = excluded.folded_title
        """

    static func values(_ offer: Offer) -> [Value] {
        let item = offer.item
        return [
            .text(item.product), .text(item.sku), .text(item.availability ?? ""), .text(item.title),
            .text(item.skuTitle), .text(item.publisher), .word(item.kind), .term(item.term), .text(offer.market.code),
            .word(offer.segment), .integer(offer.price.coefficient), .integer(offer.price.decimals),
            .currency(offer.price.currency), .integer(offer.quantities.lowerBound),
            .integer(offer.quantities.upperBound), .day(offer.from), .day(orNull: offer.through),
            versions(offer.versions), .text(asciiLowercased(item.title)),
        ]
    }

    /// In the form of ``Fields``, which keeps every text as it is.
    private static func versions(_ versions: [String]) -> Value {
        guard !versions.isEmpty else { return .null }
        var fields = Fields()
        for version in versions { fields.append("version", version) }
        return .blob(fields.bytes)
    }

    static func offer(_ row: Row) throws -> Offer {
        var reader = ColumnReader(row)
        let (product, sku) = (try reader.text(), try reader.text())
        return try reading("the offer of \(product):\(sku)") {
            let availability = try reader.text()
            let item = CatalogueItem(
                product: product,
                sku: sku,
                availability: availability.isEmpty ? nil : availability,
                title: try reader.text(),
                skuTitle: try reader.text(),
                publisher: try reader.text(),
                kind: try reader.word(),
                term: try reader.term()
            )
            let market = try Market(try reader.text())
            let segment: Segment = try reader.word()
            let price = try reader.price()
            let (least, most) = (try reader.integer(), try reader.integer())
            return Offer(
                item: item,
                market: market,
                segment: segment,
                price: price,
                // The table refuses others.
                quantities: least...max(least, most),
                from: try reader.day(),
                through: try reader.dayOrNil(),
                versions: try reader.blobOrNil().map { try Fields(parsing: $0).list().map(\.value) } ?? []
            )
        }
    }
}
