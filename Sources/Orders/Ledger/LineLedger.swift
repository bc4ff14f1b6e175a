package import Basics

/// The double-entry ledger of one order line: only ever appended to, and every movement sums to zero.
package struct LineLedger: Hashable, Sendable {
    package let currency: Currency
    package private(set) var movements: [Movement] = []
    private var balances: [Account: LineAmounts] = [:]

    package init(currency: Currency) {
        self.currency = currency
    }

    /// Rebuilds a ledger from its movements, each of which must have been possible. Throws the first that was not.
    package init(replaying movements: [Movement], in currency: Currency) throws(Refusal) {
        self.init(currency: currency)
        for movement in movements {
            guard try move(movement) else { throw .keyUsed(movement.key) }
        }
    }

    package func balance(_ account: Account) -> LineAmounts { balances[account] ?? .zero(currency) }

    /// What was paid so far.
    package var paid: LineAmounts { balance(.paid).negated }

    /// What was promised or given back, and so cannot be promised again.
    package var spent: LineAmounts { balance(.reserved) + balance(.credited) + balance(.invoiced) }

    /// Moves money. The same key for the same again is the same movement and changes nothing; false then.
    package mutating func move(_ movement: Movement) throws(Refusal) -> Bool {
        let amounts = movement.amounts
        guard amounts.currency == currency else { throw .wrongCurrency(asked: amounts.currency, expected: currency) }
        guard amounts.isCountable else {
            throw .tooLarge(maximum: Money(minorUnits: LineAmounts.largest, currency))
        }
        guard amounts.gross.minorUnits > 0, amounts.net >= 0, amounts.tax >= 0 else {
            throw .notPositive(amounts.gross)
        }
        if let known = movements.first(where: { $0.key == movement.key }) {
            guard known.kind == movement.kind, known.amounts == amounts else { throw .keyUsed(movement.key) }
            return false
        }
        let (source, goal) = movement.kind.accounts
        let held = balance(source)
        if source != .paid, held.net < amounts.net || held.tax < amounts.tax {
            throw .exceeds(asked: amounts.gross, maximum: held.gross, source)
        }
        balances[source] = held - amounts
        balances[goal] = balance(goal) + amounts
        movements.append(movement)
        return true
    }
}

extension LineLedger {
    /// Why money was not moved.
    package enum Refusal: Error, Hashable, Sendable {
        case wrongCurrency(asked: Currency, expected: Currency)
        /// More than is counted.
        case tooLarge(maximum: Money)
        case notPositive(Money)
        /// More than the account that it comes from holds.
        case exceeds(asked: Money, maximum: Money, Account)
        /// The key was used for something else.
        case keyUsed(String)
    }
}

extension LineLedger.Refusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .wrongCurrency(let asked, let expected): "the line is in \(expected), not in \(asked)"
        case .tooLarge(let maximum): "the amount is larger than can be counted; at most \(maximum) can be moved"
        case .notPositive(let amount): "\(amount) moves nothing; give an amount above zero"
        case .exceeds(let asked, let maximum, let account):
            "\(asked) is more than is \(account.rawValue) on this line; at most \(maximum) can be moved"
        case .keyUsed(let key): "the key '\(quoted(key))' was used for another movement"
        }
    }
}
