package import Basics
package import Casework
package import Orders

/// Customers, orders and invoices of a desk, as one value.
package struct MemoryOrders: Sendable {
    package var customers: [Customer.ID: Customer] = [:]
    package var offers: [OfferKey: Offer] = [:]
    package var orders: [Order.ID: Order] = [:]
    package var quotes: [GUID: OfferedQuote] = [:]
    package var sealedKeys: [SealedKeyPlace: [UInt8]] = [:]
    package var links: [Digest: DownloadLink] = [:]
    /// By sequence.
    package var activity: [Customer.ID: [ActivityEntry]] = [:]
    package var activityEnds: [Customer.ID: ActivityLink] = [:]
    package var invoices: [String: Invoice] = [:]
    /// By position.
    package var invoiceLines: [String: [InvoiceLine]] = [:]
    package var readRows: [RowIdentity: ReadRow] = [:]
    package var nextInvoice: Int64 = 1

    /// The order that has a credit's key.
    var orderByCredit: [String: Order.ID] = [:]
    var orderByAlternate: [String: Order.ID] = [:]
    var orderByRequest: [String: Order.ID] = [:]

    /// What one offer of the list is known by.
    package struct OfferKey: Hashable, Sendable {
        let item: String
        let market: Market
        let segment: Segment
        let currency: Currency

        init(_ offer: Offer) {
            item = offer.item.catalogueID
            market = offer.market
            segment = offer.segment
            currency = offer.price.currency
        }
    }

    /// What one key is kept for.
    package struct SealedKeyPlace: Hashable, Sendable {
        let order: Order.ID
        let line: Int
        let version: String
    }
}

/// Texts in the order of their bytes, as databases sort them.
func isBefore(_ left: [String], _ right: [String]) -> Bool {
    for (first, second) in zip(left, right) where !first.utf8.elementsEqual(second.utf8) {
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return left.count < right.count
}
