import Basics

/// Amounts of one currency as they are added up.
struct MoneySum: Hashable, Sendable {
    let currency: Currency
    private(set) var minorUnits: Int64 = 0

    init(_ currency: Currency) {
        self.currency = currency
    }

    var money: Money { Money(minorUnits: minorUnits, currency) }

    /// Throws ``StoreError/unexpected(_:)`` rather than a wrong sum, should it ever grow larger than a number holds.
    mutating func add(_ units: Int64) throws {
        let (sum, overflow) = minorUnits.addingReportingOverflow(units)
        guard !overflow else {
            throw StoreError.unexpected("the amounts in \(currency) add up to more than is counted")
        }
        minorUnits = sum
    }
}
