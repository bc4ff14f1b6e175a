/// A statement in the making: text and binds that are numbered when it is finished, so that optional parts compose.
///
///     var query: Query = "select id from ticket where organisation = \(.text(viewer))"
///     if let status { query.append(" and status = ", .text(status)) }
///     if let cursor { query.append(" and (updated_ms, id) < (\(.integer(cursor.ms)), \(.text(cursor.id)))") }
///     query.append(" order by updated_ms desc, id desc limit ", .integer(50))
///     let rows = try connection.rows(query.statement)
package struct Query: Hashable, Sendable, ExpressibleByStringInterpolation {
    private enum Piece: Hashable, Sendable {
        case text(String)
        case bind(Value)
    }

    private var pieces: [Piece]

    package init(stringLiteral value: String) { pieces = [.text(value)] }

    package init(stringInterpolation: Interpolation) { pieces = stringInterpolation.query.pieces }

    package init(_ text: SQLText) { pieces = [.text(text.string)] }

    /// A query of nothing, to append to.
    package init() { pieces = [] }

    package var isEmpty: Bool { pieces.isEmpty }

    /// Adds another query's text and binds.
    package mutating func append(_ other: Query) { pieces += other.pieces }

    /// Adds the text, and one bind after it.
    package mutating func append(_ text: SQLText, _ value: Value) {
        pieces.append(.text(text.string))
        pieces.append(.bind(value))
    }

    /// Adds `(…, …)` with one bind for each value; for an empty list `(null)`, which nothing is in.
    package mutating func append(_ text: SQLText, list values: [Value]) {
        pieces.append(.text(text.string))
        append(
            Query(values.isEmpty ? [Query("null")] : values.map { Query(bind: $0) }, separator: ", ", enclosed: true)
        )
    }

    /// The parts one after the other, with the separator between them: `and`, `or`, a comma.
    package init(_ parts: [Query], separator: SQLText, enclosed: Bool = false) {
        pieces = enclosed ? [.text("(")] : []
        for (index, part) in parts.enumerated() {
            if index > 0 { pieces.append(.text(separator.string)) }
            pieces += part.pieces
        }
        if enclosed { pieces.append(.text(")")) }
    }

    package init(bind value: Value) { pieces = [.bind(value)] }

    /// The finished statement, its binds numbered from `$1` in the order in which they stand.
    package var statement: Statement {
        var sql = ""
        var binds: [Value] = []
        for piece in pieces {
            switch piece {
            case .text(let text):
                sql += text
            case .bind(let value):
                binds.append(value)
                sql += "$\(binds.count)"
            }
        }
        return Statement(SQLText(unchecked: sql), binds, reuse: .bounded)
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var query = Query()

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { query.pieces.append(.text(literal)) }
        /// A value: becomes a bind.
        package mutating func appendInterpolation(_ value: Value) { query.pieces.append(.bind(value)) }
        /// An author's text: stays text.
        package mutating func appendInterpolation(_ text: SQLText) { query.pieces.append(.text(text.string)) }
        /// A part: its text and its binds.
        package mutating func appendInterpolation(_ part: Query) { query.append(part) }
    }
}
