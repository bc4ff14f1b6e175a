/// One SQL statement and the values bound to its `$1`, `$2`…
///
/// The text is the same for both engines: `$1` is how PostgreSQL numbers its parameters, and a parameter's name to
/// SQLite. What an author must know to write text that both accept:
///
/// - PostgreSQL decides the type of a parameter from its place. Where the place does not say (`$1 is null`, a bare
///   `select $1`, `coalesce($1, $2)`, the select list of `insert … select`), or where one parameter stands in places of
///   different types, write the type: `cast($1 as text)`, `cast($2 as bigint)`.
/// - `sum` and `avg` do not keep the type: write `cast(sum(amount) as bigint)`.
/// - Truth is 0 or 1 in an integer column, never `boolean`; times are whole milliseconds; text compares by its bytes.
/// - Where null sorts differs: write `nulls first` or `nulls last`. `like` ignores the case of ASCII in SQLite only: keep
///   a folded column and compare that. `a is not distinct from b` compares with null in both.
/// - After `group by`, select nothing that is neither grouped nor an aggregate. `insert … select … on conflict` needs a
///   `where` before `on` (`where true`), which SQLite's grammar asks for.
/// - Both know `returning`, `on conflict (…) do update set x = excluded.x`, `with`, window functions, partial indexes
///   and row values `(a, b) < ($1, $2)`.
package struct Statement: Hashable, Sendable {
    /// How long an engine may keep the prepared form of a text.
    package enum Reuse: Hashable, Sendable {
        /// For the life of the connection: texts from literals, of which there are finitely many.
        case always
        /// While there is room: texts composed at run time.
        case bounded
        /// Not at all: text that runs once, such as a migration's.
        case never
    }

    package let sql: String
    package let binds: [Value]
    package let reuse: Reuse

    package init(_ sql: SQLText, _ binds: Value...) {
        self.init(sql, binds)
    }

    package init(_ sql: SQLText, _ binds: [Value]) {
        self.sql = sql.string
        self.binds = binds
        self.reuse = .always
    }

    package init(_ sql: SQLText, _ binds: [Value], reuse: Reuse) {
        self.sql = sql.string
        self.binds = binds
        self.reuse = reuse
    }
}
