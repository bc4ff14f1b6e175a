package import Basics

/// What cancelling an order, or some of its lines, would credit at one moment: before anything happens.
package struct Quote: Hashable, Sendable {
    package let order: Order.ID
    package let customer: Customer.ID
    package let at: Instant
    package let currency: Currency
    /// The lines that were asked about, by number.
    package let lines: [LineQuote]

    package init(order: Order.ID, customer: Customer.ID, at: Instant, currency: Currency, lines: [LineQuote]) {
        self.order = order
        self.customer = customer
        self.at = at
        self.currency = currency
        self.lines = lines
    }

    package var eligibleLines: [LineQuote] { lines.filter(\.verdict.isEligible) }

    /// What would be credited in all.
    package var total: LineAmounts {
        lines.reduce(.zero(currency)) { sum, line in line.credit.map { sum + $0 } ?? sum }
    }

    /// The verdict that speaks for the whole: a cancellable line's when there is one, and then the one that ends first.
    package var verdict: LineVerdict {
        let open = eligibleLines.map(\.verdict).min { left, right in
            guard case .eligible(let first, _) = left, case .eligible(let second, _) = right else { return false }
            return first < second
        }
        return open ?? lines.map(\.verdict).min { $0.weight < $1.weight } ?? .nothingLeft
    }

    /// The first instant at which it no longer holds: 00:00 UTC, when another day begins to count, or the end of the first
    /// window, whichever comes first. Nil when nothing can be cancelled.
    package var expiresAt: Instant? {
        guard case .eligible(let until, _) = verdict else { return nil }
        return min(until, at.day.adding(days: 1).start)
    }

    /// Days left when that is worth a warning: three, one, or the last.
    package var warning: Int? {
        guard case .eligible(_, let daysLeft) = verdict, daysLeft <= 3 else { return nil }
        return daysLeft
    }

    /// Early termination fee: none inside of the window (seed, "Cancel a purchase").
    package var fee: Money { Money(minorUnits: 0, currency) }
}

extension Order {
    /// Works out what cancelling would credit at `now`. `lines` names some of them by number; nil means all. Changes nothing.
    package func quote(at now: Instant, under rules: OrderRules, lines chosen: Set<Int>? = nil) -> Quote {
        Quote(
            order: terms.id,
            customer: terms.customer,
            at: now,
            currency: terms.currency,
            lines: lines.filter { chosen?.contains($0.number) ?? true }.map { $0.quote(at: now, under: rules.policy) }
        )
    }
}

/// A quote that was shown to somebody, kept so that what is posted is what was shown.
package struct OfferedQuote: Hashable, Sendable {
    /// What is promised for one line.
    package struct Promise: Hashable, Sendable {
        package let line: Int
        package let amounts: LineAmounts
        /// The name of the policy's row.
        package let policy: String
        package let formula: String

        package init(line: Int, amounts: LineAmounts, policy: String, formula: String) {
            self.line = line
            self.amounts = amounts
            self.policy = policy
            self.formula = formula
        }
    }

    package let id: GUID
    package let order: Order.ID
    package let at: Instant
    package let expiresAt: Instant
    package let by: Person.ID
    package let promises: [Promise]

    package init(id: GUID, order: Order.ID, at: Instant, expiresAt: Instant, by: Person.ID, promises: [Promise]) {
        self.id = id
        self.order = order
        self.at = at
        self.expiresAt = expiresAt
        self.by = by
        self.promises = promises
    }

    /// Nil for a quote under which nothing can be cancelled.
    package init?(_ quote: Quote, id: GUID, by person: Person.ID) {
        guard let expiresAt = quote.expiresAt else { return nil }
        self.init(
            id: id,
            order: quote.order,
            at: quote.at,
            expiresAt: expiresAt,
            by: person,
            promises: Self.promises(of: quote)
        )
    }

    static func promises(of quote: Quote) -> [Promise] {
        quote.eligibleLines.compactMap { line in
            guard let credit = line.credit, let policy = line.policy, let calculation = line.calculation else {
                return nil
            }
            return Promise(
                line: line.line,
                amounts: credit,
                policy: policy.name,
                formula: calculation.formula
            )
        }
    }

    /// Gross, over all lines.
    package func total(in currency: Currency) -> Money {
        Money(minorUnits: promises.reduce(0) { $0 + $1.amounts.gross.minorUnits }, currency)
    }
}
