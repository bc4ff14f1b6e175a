package import Basics

/// A purchase on behalf of a customer, with everything that became of it.
package struct Order: Hashable, Sendable {
    package typealias ID = OrderID

    package let id: ID
    /// 12 hexadecimal digits, which people read out; nil when the source does not tell it.
    package let alternateID: String?
    package let customer: Customer.ID
    package let market: Market
    package let currency: Currency
    package let placedAt: Instant
    /// Who placed it, or who brought the record of it in.
    package let placedBy: Person.ID
    package let placedByName: String
    package let origin: Origin
    /// The key of the buyer's intent: the same again is the same order (Partner Center's MS-RequestId). Only for orders that
    /// Recoup sold.
    package let requestID: String?
    /// Counts changes, from 1.
    package private(set) var version: Int
    package private(set) var lines: [OrderLine]

    /// Where an order comes from. The raw values are kept; never renamed.
    package enum Origin: String, CaseIterable, Hashable, Sendable {
        /// Recoup sold it: the simulated book.
        case sold
        /// From a reconciliation file.
        case reconciliation
        /// From a document of our exchange format.
        case document
        /// An approver vouched for what was paid.
        case attested
    }

    package init(
        id: ID,
        alternateID: String?,
        customer: Customer.ID,
        market: Market,
        currency: Currency,
        placedAt: Instant,
        placedBy: Person.ID,
        placedByName: String,
        origin: Origin,
        requestID: String?,
        version: Int = 1,
        lines: [OrderLine]
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
        self.version = version
        self.lines = lines
    }

    /// Cancelled when every line is (Partner Center, "Cancel a software purchase").
    package var status: OrderStatus {
        lines.allSatisfy { $0.cancellation != nil } && !lines.isEmpty ? .cancelled : .completed
    }

    /// What the lines were charged together.
    package var charged: LineAmounts { lines.reduce(.zero(currency)) { $0 + $1.charge } }

    package func line(_ number: Int) -> OrderLine? { lines.first { $0.number == number } }

    /// Adds a line, numbered after the last.
    package mutating func add(_ line: OrderLine) {
        lines.append(line)
        version += 1
    }

    /// Changes one line; nothing is counted when `change` throws.
    package mutating func change<Failure: Error>(
        _ number: Int,
        _ change: (inout OrderLine) throws(Failure) -> Void
    ) throws(Failure) {
        guard let index = lines.firstIndex(where: { $0.number == number }) else { return }
        var line = lines[index]
        try change(&line)
        guard line != lines[index] else { return }
        lines[index] = line
        version += 1
    }

    /// True while lists may still show the order as it was: a cancellation can take `delay` minutes to appear there (seed,
    /// "Cancel a purchase": up to 15). The order itself is final at once.
    package func isPropagating(at now: Instant, delay minutes: Int64) -> Bool {
        lines.contains { line in
            line.cancellation.map { now < $0.at.adding(milliseconds: minutes * 60_000) } ?? false
        }
    }
}

/// What a list says of an order.
package enum OrderStatus: String, CaseIterable, Hashable, Sendable {
    case completed, cancelled
}
