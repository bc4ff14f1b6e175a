import Basics
package import Orders

/// What is kept or said of an order, not yet believed: whether its movements could have happened is ``faults``'s question.
@dynamicMemberLookup
package struct OrderClaim: Hashable, Sendable {
    package var terms: OrderTerms
    package var version: Int
    package var lines: [LineClaim]

    package init(_ terms: OrderTerms, version: Int, lines: [LineClaim]) {
        self.terms = terms
        self.version = version
        self.lines = lines
    }

    /// What an order says of itself.
    package init(_ order: Order) {
        self.init(order.terms, version: order.version, lines: order.lines.map(LineClaim.init))
    }

    package subscript<Value>(dynamicMember term: KeyPath<OrderTerms, Value>) -> Value { terms[keyPath: term] }

    /// The order with the lines that these claims became.
    package func order(_ lines: [OrderLine]) -> Order { Order(terms, version: version, lines: lines) }
}

/// What is kept or said of one line of an order.
@dynamicMemberLookup
package struct LineClaim: Hashable, Sendable {
    package var number: Int
    package var addsTo: Int?
    package var terms: LineTerms
    package var invoice: String?
    /// In the order in which they were made.
    package var movements: [Movement]
    package var cancellation: Cancellation?
    package var credits: [LineCredit]

    package init(
        number: Int,
        addsTo: Int?,
        _ terms: LineTerms,
        invoice: String?,
        movements: [Movement],
        cancellation: Cancellation?,
        credits: [LineCredit]
    ) {
        self.number = number
        self.addsTo = addsTo
        self.terms = terms
        self.invoice = invoice
        self.movements = movements
        self.cancellation = cancellation
        self.credits = credits
    }

    package init(_ line: OrderLine) {
        self.init(
            number: line.number,
            addsTo: line.addsTo,
            line.terms,
            invoice: line.invoice,
            movements: line.ledger.movements,
            cancellation: line.cancellation,
            credits: line.credits
        )
    }

    package subscript<Value>(dynamicMember term: KeyPath<LineTerms, Value>) -> Value { terms[keyPath: term] }

    /// Whether every amount can be counted.
    package var isCountable: Bool {
        let amounts = [terms.charge] + movements.map(\.amounts) + credits.map(\.amounts)
        return amounts.allSatisfy(\.isCountable)
    }

    /// The line with the ledger that its movements add up to.
    package func line(_ ledger: LineLedger) -> OrderLine {
        OrderLine(
            restoring: number,
            addsTo: addsTo,
            terms,
            invoice: invoice,
            ledger: ledger,
            cancellation: cancellation,
            credits: credits
        )
    }
}

extension LineAmounts {
    /// The gross wider than an amount: what is claimed may be anything.
    var wideGross: Int128 { Int128(net) + Int128(tax) }
}
