/// A value that is bound to a statement or read from a row.
///
/// There is no floating point on purpose: money is minor units, time is milliseconds, and both are whole numbers.
package enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    /// Text without U+0000, which PostgreSQL cannot hold; both engines refuse it when it is bound.
    case text(String)
    case blob([UInt8])
}

extension Value {
    /// 1 or 0, which is how a truth is kept in both engines.
    package static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }

    /// A whole number of the machine's width.
    package static func integer(_ integer: Int) -> Value { .integer(Int64(integer)) }

    /// The text, or null where there is none.
    package static func text(orNull text: String?) -> Value { text.map(Value.text) ?? .null }

    /// The whole number, or null where there is none.
    package static func integer(orNull integer: Int64?) -> Value { integer.map(Value.integer) ?? .null }

    /// The bytes, or null where there are none.
    package static func blob(orNull blob: [UInt8]?) -> Value { blob.map(Value.blob) ?? .null }

    /// What kind of value this is, in a word for an error: never the value itself, which may be personal.
    package var kind: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .text: "text"
        case .blob: "blob"
        }
    }
}
