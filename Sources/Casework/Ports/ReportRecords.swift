package import Basics
package import Tickets

/// What reports read in one transaction: counted and summed where the tickets and credits are kept, or one ticket after
/// the other, so that no report holds them all.
package protocol ReportRecords {
    /// How many tickets `query` finds, of those that `viewer` may see, for each value of a column: each value once, in no
    /// order.
    func eachVolume(
        _ query: TicketQuery,
        by column: VolumeColumn,
        for viewer: Person,
        at now: Instant,
        _ body: (ColumnVolume) throws -> Void
    ) throws
    /// The titles of what was bought under each of these ids of orders or subscriptions, as tickets have them. Those that
    /// the books do not know are left out. An order is found as ``OrderRecords/order(_:)`` finds it; an id that names none
    /// is looked for among the subscriptions.
    func titles(ofPurchases ids: [String]) throws -> [String: [String]]
    /// Promised credits, summed, in no order; those that were found on an invoice were promised by nobody.
    func eachCreditSum(_ months: MonthSpan, _ body: (CreditSum) throws -> Void) throws
    /// Tickets that were submitted in the period, in the order of their creation.
    func eachTicket(submittedIn period: Period, _ body: (StoredTicket) throws -> Void) throws
    /// Tickets with an approval that was granted in the period, in the order of their creation.
    func eachTicket(approvedIn period: Period, _ body: (StoredTicket) throws -> Void) throws
}

/// What tickets are counted by.
package enum VolumeColumn: Hashable, Sendable, CaseIterable {
    /// The status, or `merged` for a request that goes on in another.
    case status
    case reason
    case impact
    case tenant
    /// The id of the order or the subscription.
    case purchase
    /// The class of the age.
    case age

    /// What stands in the place of a merged request's status.
    package static let merged = "merged"
}

/// How many tickets say the same in a column.
package struct ColumnVolume: Hashable, Sendable {
    /// Nil for those that do not say it yet.
    package let value: String?
    package let volume: Volume

    package init(value: String?, volume: Volume) {
        self.value = value
        self.volume = volume
    }
}

/// Credits of one day and currency that came equally far.
package struct CreditSum: Hashable, Sendable {
    /// On which they arose (UTC).
    package let day: Day
    package let currency: Currency
    package let isSettled: Bool
    package let count: Int
    /// Gross minor units.
    package let gross: Int64

    package init(day: Day, currency: Currency, isSettled: Bool, count: Int, gross: Int64) {
        self.day = day
        self.currency = currency
        self.isSettled = isSettled
        self.count = count
        self.gross = gross
    }
}
