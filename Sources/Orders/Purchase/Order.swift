package import Basics

/// A purchase on behalf of a customer, with everything that became of it.
@dynamicMemberLookup
package struct Order: Hashable, Sendable {
    package typealias ID = OrderID

    package let terms: OrderTerms
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

    package init(_ terms: OrderTerms, version: Int = 1, lines: [OrderLine]) {
        self.terms = terms
        self.version = version
        self.lines = lines
    }

    package subscript<Value>(dynamicMember term: KeyPath<OrderTerms, Value>) -> Value { terms[keyPath: term] }

    /// Cancelled when every line is (Partner Center, "Cancel a software purchase").
    package var status: OrderStatus {
        lines.allSatisfy { $0.cancellation != nil } && !lines.isEmpty ? .cancelled : .completed
    }

    /// What the lines were charged together.
    package var charged: LineAmounts { lines.reduce(.zero(self.currency)) { $0 + $1.charge } }

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
