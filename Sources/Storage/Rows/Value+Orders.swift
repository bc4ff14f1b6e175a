import Basics
import Orders
import SQL

extension SQL.Value {
    static func order(_ id: Order.ID) -> Value { .text(id.text) }

    static func order(orNull id: Order.ID?) -> Value { .text(orNull: id?.text) }

    static func day(_ day: Day) -> Value { .integer(day.daysSinceEpoch) }

    static func day(orNull day: Day?) -> Value { day.map { .day($0) } ?? .null }

    static func currency(_ currency: Currency) -> Value { .text(currency.code) }

    /// The length in months; null for what is bought once.
    static func term(_ term: Term) -> Value {
        switch term {
        case .oneTime: .null
        case .months(let months): .integer(months)
        }
    }
}
