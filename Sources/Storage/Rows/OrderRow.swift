import Basics
import Casework
import Orders
import SQL

/// The row of an order, without its lines.
enum OrderRow {
    static let insert: SQLText = """
        insert into purchase (
            seq, id, alternate, customer, market, currency, placed_ms, placed_by, placed_by_name, origin, request, status,
            version
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """

    static func values(_ order: Order, seq: Int64) -> [Value] {
        [
            .integer(seq), .order(order.id), .text(orNull: order.alternateID), .id(order.customer),
            .text(order.market.code), .currency(order.currency), .instant(order.placedAt), .id(order.placedBy),
            .text(order.placedByName), .word(order.origin), .text(orNull: order.requestID), .word(order.status),
            .integer(order.version),
        ]
    }

    /// Only while the row stands at version `$4`: otherwise somebody else was faster.
    static let update: SQLText = "update purchase set status = $1, version = $2 where seq = $3 and version = $4"

    static func values(_ order: Order, seq: Int64, expecting version: Int) -> [Value] {
        [.word(order.status), .integer(order.version), .integer(seq), .integer(version)]
    }

    /// The number that lines refer to, what ``claim(_:_:)`` reads, and what ``status(_:)`` does.
    static let columns: SQLText = """
        seq, id, alternate, customer, market, currency, placed_ms, placed_by, placed_by_name, origin, request, version, status
        """

    /// What lists show.
    static func status(_ row: Row) throws -> OrderStatus {
        let word = try row.text(12)
        guard let status = OrderStatus(rawValue: word) else {
            throw StoreError.corrupt("order \(try row.text(1)): the status '\(quoted(word))' is none that orders have")
        }
        return status
    }

    /// The order. Throws ``StoreError/corrupt(_:)`` when the ledger of a line does not add up.
    static func order(_ claim: OrderClaim) throws -> Order {
        try reading("order \(claim.id)") { claim.order(try claim.lines.map(OrderLineRow.line)) }
    }

    /// What is kept of the order; `lines` gives what is kept of the lines of the order with that number.
    static func claim(_ row: Row, _ lines: (Int64) throws -> [LineClaim]) throws -> OrderClaim {
        var reader = ColumnReader(row)
        let seq = try reader.integer()
        let name = try reader.text()
        return try reading("order \(name)") {
            let terms = OrderTerms(
                id: try Order.ID(name),
                alternateID: try reader.textOrNil(),
                customer: try reader.id(),
                market: try Market(try reader.text()),
                currency: try Currency(try reader.text()),
                placedAt: try reader.instant(),
                placedBy: try reader.id(),
                placedByName: try reader.text(),
                origin: try reader.word(),
                requestID: try reader.textOrNil()
            )
            return OrderClaim(terms, version: try reader.int(), lines: try lines(seq))
        }
    }
}
