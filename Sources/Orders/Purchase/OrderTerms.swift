package import Basics

/// Who bought, where and when: what never changes of an order.
package struct OrderTerms: Hashable, Sendable {
    package var id: Order.ID
    /// 12 hexadecimal digits, which people read out; nil when the source does not tell it.
    package var alternateID: String?
    package var customer: Customer.ID
    package var market: Market
    package var currency: Currency
    package var placedAt: Instant
    /// Who placed it, or who brought the record of it in.
    package var placedBy: Person.ID
    package var placedByName: String
    package var origin: Order.Origin
    /// The key of the buyer's intent: the same again is the same order (Partner Center's MS-RequestId). Only for orders that
    /// Recoup sold.
    package var requestID: String?

    package init(
        id: Order.ID,
        alternateID: String?,
        customer: Customer.ID,
        market: Market,
        currency: Currency,
        placedAt: Instant,
        placedBy: Person.ID,
        placedByName: String,
        origin: Order.Origin,
        requestID: String?
    ) {
        self.id = id
        self.alternateID = alternateID
        self.customer = customer
        self.market = market
        self.currency = currency
        self.placedAt = placedAt
        self.placedBy = placedBy
        self.placedByName = placedByName
        self.origin = origin
        self.requestID = requestID
    }
}
