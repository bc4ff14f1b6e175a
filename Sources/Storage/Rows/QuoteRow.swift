import Basics
import Orders
import SQL

/// The row of a quote that was shown, and those of its promises.
enum QuoteRow {
    static let insert: SQLText =
        "insert into quote (id, order_id, at_ms, expires_ms, by_id) values ($1, $2, $3, $4, $5)"

    static func values(_ quote: OfferedQuote) -> [Value] {
        [.guid(quote.id), .order(quote.order), .instant(quote.at), .instant(quote.expiresAt), .id(quote.by)]
    }

    static let insertPromise: SQLText = """
        insert into quote_line (quote, position, line, net, tax, currency, policy, formula)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """

    static func promises(_ quote: OfferedQuote) -> [[Value]] {
        quote.promises.enumerated().map { position, promise in
            [
                .guid(quote.id), .integer(position), .integer(promise.line), .integer(promise.amounts.net),
                .integer(promise.amounts.tax), .currency(promise.amounts.currency), .text(promise.policy),
                .text(promise.formula),
            ]
        }
    }

    static let columns: SQLText = "id, order_id, at_ms, expires_ms, by_id"
    static let promiseColumns: SQLText = "line, net, tax, currency, policy, formula"

    static func quote(_ row: Row, _ promises: [Row]) throws -> OfferedQuote {
        var reader = ColumnReader(row)
        let id = try reader.guid()
        return try reading("quote \(id)") {
            OfferedQuote(
                id: id,
                order: try reader.order(),
                at: try reader.instant(),
                expiresAt: try reader.instant(),
                by: try reader.id(),
                promises: try promises.map(promise)
            )
        }
    }

    private static func promise(_ row: Row) throws -> OfferedQuote.Promise {
        var reader = ColumnReader(row)
        return OfferedQuote.Promise(
            line: try reader.int(),
            amounts: try reader.amounts(),
            policy: try reader.text(),
            formula: try reader.text()
        )
    }
}
