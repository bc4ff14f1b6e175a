/// Text of SQL that an author of this program wrote.
///
/// It is made from literals only: what may be interpolated is other `SQLText`, so that a value a person typed cannot
/// become SQL. Values enter as binds, through `Statement` or `Query`.
///
///     static let columns: SQLText = "id, number, status"
///     static let byNumber: SQLText = "select \(columns) from ticket where number = $1"
package struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation {
    package let string: String

    package init(stringLiteral value: String) { string = value }

    package init(stringInterpolation: Interpolation) { string = stringInterpolation.string }

    /// Text that no literal could hold, for example a migration's. The caller answers for where it came from.
    package init(unchecked string: String) { self.string = string }

    package struct Interpolation: StringInterpolationProtocol {
        var string = ""

        package init(literalCapacity: Int, interpolationCount: Int) { string.reserveCapacity(literalCapacity * 2) }
        package mutating func appendLiteral(_ literal: String) { string += literal }
        package mutating func appendInterpolation(_ text: SQLText) { string += text.string }
    }
}
