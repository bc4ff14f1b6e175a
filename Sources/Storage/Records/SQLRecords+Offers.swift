import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func offers(_ filter: OfferFilter, limit: Int) throws -> [Offer] {
        var conditions: [Query] = []
        if let product = filter.product { conditions.append("product = \(.text(product))") }
        if let sku = filter.sku { conditions.append("sku = \(.text(sku))") }
        if let market = filter.market { conditions.append("market = \(.text(market.code))") }
        if let segment = filter.segment { conditions.append("segment = \(.word(segment))") }
        if let currency = filter.currency { conditions.append("currency = \(.currency(currency))") }
        if let kind = filter.kind { conditions.append("kind = \(.word(kind))") }
        if let day = filter.onSaleOn {
            conditions.append("from_day <= \(.day(day)) and (through_day is null or through_day >= \(.day(day)))")
        }
        if let beginning = filter.titleBeginning, !beginning.isEmpty {
            conditions.append(Query("folded_title", beginning: asciiLowercased(beginning)))
        }
        var query: Query = "select \(OfferRow.columns) from offer\(Query(whereAll: conditions))"
        query.append(
            " order by title, product, sku, availability, market, segment, currency limit ",
            .integer(limit)
        )
        return try connection.rows(query.statement).map(OfferRow.offer)
    }

    func eachOffer(_ body: (Offer) throws -> Void) throws {
        let columns = OfferRow.columns
        let order: SQLText = "title, product, sku, availability, market, segment, currency"
        try connection.each(Statement("select \(columns) from offer order by \(order)")) {
            try body(OfferRow.offer($0))
        }
    }

    func save(_ offers: [Offer]) throws {
        try connection.runEach(OfferRow.save, offers.map(OfferRow.values))
    }
}
