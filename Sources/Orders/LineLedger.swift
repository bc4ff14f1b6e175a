package import Basics

/// The double-entry ledger of one order line: only ever appended to, and every movement sums to zero.
package struct LineLedger: Hashable, Sendable {
    /// Gross minor units of one account.
    package struct Entry: Hashable, Sendable {
        package let account: Account
        package let amount: Int64
    }

    /// Entries that belong together, with the key of the intent that caused them.
    package struct Movement: Hashable, Sendable {
        package let kind: Kind
        /// The same key twice is one movement.
        package let key: String
        package let entries: [Entry]
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case purchase, reserve, void, credit, settle
        /// The opposite of a credit: what was promised is refundable again.
        case reverse
    }

    package enum Refusal: Error, Hashable, Sendable {
        case wrongCurrency(asked: Currency, expected: Currency)
        case notPositive(Money)
        /// More than the account that it comes from holds.
        case exceeds(asked: Money, maximum: Money, Account)
        /// The key was used for something else.
        case keyUsed(String)
    }

    package let currency: Currency
    package private(set) var movements: [Movement] = []
    private var balances: [Account: Int64] = [:]

    package init(currency: Currency) {
        self.currency = currency
    }

    package func balance(_ account: Account) -> Money {
        Money(minorUnits: balances[account] ?? 0, currency)
    }

    /// What was paid so far.
    package var paid: Money { Money(minorUnits: -(balances[.paid] ?? 0), currency) }

    /// Moves money. The same key with the same amount again is the same movement and changes nothing; false then.
    package mutating func move(_ kind: Kind, _ amount: Money, key: String) throws(Refusal) -> Bool {
        guard amount.currency == currency else { throw .wrongCurrency(asked: amount.currency, expected: currency) }
        guard amount.minorUnits > 0 else { throw .notPositive(amount) }
        let (source, goal) = kind.accounts
        let entries = [
            Entry(account: source, amount: -amount.minorUnits), Entry(account: goal, amount: amount.minorUnits),
        ]
        if let known = movements.first(where: { $0.key == key }) {
            guard known.kind == kind, known.entries == entries else { throw .keyUsed(key) }
            return false
        }
        let held = balance(source)
        if source != .paid, held.minorUnits < amount.minorUnits {
            throw .exceeds(asked: amount, maximum: held, source)
        }
        for entry in entries { balances[entry.account, default: 0] += entry.amount }
        movements.append(Movement(kind: kind, key: key, entries: entries))
        return true
    }
}

extension LineLedger.Kind {
    /// From which account to which.
    package var accounts: (from: Account, to: Account) {
        switch self {
        case .purchase: (.paid, .refundable)
        case .reserve: (.refundable, .reserved)
        case .void: (.reserved, .refundable)
        case .credit: (.reserved, .credited)
        case .settle: (.credited, .invoiced)
        case .reverse: (.credited, .refundable)
        }
    }
}

extension LineLedger.Refusal {
    /// What was refused and what would have worked, in English.
    package var sentence: String {
        switch self {
        case .wrongCurrency(let asked, let expected): "the line is in \(expected), not in \(asked)"
        case .notPositive(let amount): "\(amount) moves nothing; give an amount above zero"
        case .exceeds(let asked, let maximum, let account):
            "\(asked) is more than is \(account.rawValue) on this line; at most \(maximum) can be moved"
        case .keyUsed(let key): "the key '\(quoted(key))' was used for another movement"
        }
    }
}
