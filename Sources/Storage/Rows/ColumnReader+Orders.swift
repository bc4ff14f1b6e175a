import Basics
import Orders

extension ColumnReader {
    mutating func order() throws -> Order.ID { try Order.ID(try text()) }

    mutating func day() throws -> Day { Day(daysSinceEpoch: try int()) }
    mutating func dayOrNil() throws -> Day? { try integerOrNil().map { Day(daysSinceEpoch: Int($0)) } }
    mutating func intOrNil() throws -> Int? { try integerOrNil().map { Int($0) } }

    /// The length in months; none for what is bought once.
    mutating func term() throws -> Term { try intOrNil().map { .months($0) } ?? .oneTime }

    /// First and last day.
    mutating func periodOrNil() throws -> ChargePeriod? {
        let first = try dayOrNil()
        let last = try dayOrNil()
        guard let first, let last else { return nil }
        return ChargePeriod(first: first, last: last)
    }

    /// Coefficient, decimals, currency.
    mutating func price() throws -> UnitPrice {
        UnitPrice(coefficient: try integer(), decimals: try int(), try Currency(try text()))
    }

    /// Net and tax.
    mutating func amounts(_ currency: Currency) throws -> LineAmounts {
        LineAmounts(net: try integer(), tax: try integer(), currency)
    }

    /// Net, tax and currency.
    mutating func amounts() throws -> LineAmounts {
        let (net, tax) = (try integer(), try integer())
        return LineAmounts(net: net, tax: tax, try Currency(try text()))
    }
}
