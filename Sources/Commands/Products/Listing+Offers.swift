import Basics
import Orders

extension Listing where Row == Offer {
    static var offers: Listing<Offer> {
        Listing(
            names: ("offers", "offer"),
            columns: [
                .plain("PRODUCT", style: .strong, \.item.id),
                .plain("TITLE", minimum: 18, \.item.skuTitle),
                .plain("KIND", rank: 3, \.item.kind.rawValue),
                .plain("TERM", rank: 1, \.item.term.description),
                .plain("MARKET", \.market.code),
                .plain("SEGMENT", rank: 4, \.segment.rawValue),
                .plain("PRICE", isRightAligned: true) { "\($0.price) \($0.price.currency)" },
                .plain("VERSIONS", minimum: 8, rank: 2) { $0.versions.joined(separator: " ") },
            ],
            fields: { offer in
                [
                    ("product", .text(offer.item.product)), ("sku", .text(offer.item.sku)),
                    ("availability", .text(orNull: offer.item.availability)), ("title", .text(offer.item.title)),
                    ("skuTitle", .text(offer.item.skuTitle)), ("publisher", .text(offer.item.publisher)),
                    ("kind", .text(offer.item.kind.rawValue)), ("term", .text(offer.item.term.description)),
                    ("market", .text(offer.market.code)), ("segment", .text(offer.segment.rawValue)),
                    ("price", .decimal(offer.price.description)), ("currency", .text(offer.price.currency.code)),
                    ("from", .text(offer.from.description)), ("through", .text(orNull: offer.through?.description)),
                    ("minimum", .integer(offer.quantities.lowerBound)),
                    ("maximum", .integer(offer.quantities.upperBound)),
                    ("versions", .list(offer.versions.map { .text($0) })),
                ]
            },
            name: \.item.catalogueID
        )
    }
}
