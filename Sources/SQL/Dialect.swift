/// What differs between the engines in the text of a migration or a rare statement. Everything else is one text.
package enum Dialect: Hashable, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// The type of a whole number of 64 bits.
    package var integer: SQLText {
        switch self {
        case .sqlite: "integer"
        case .postgres: "bigint"
        }
    }

    /// The type of bytes.
    package var blob: SQLText {
        switch self {
        case .sqlite: "blob"
        case .postgres: "bytea"
        }
    }

    /// The type of text that is compared, sorted and made unique by its bytes.
    package var text: SQLText {
        switch self {
        case .sqlite: "text"
        case .postgres: "text collate \"C\""
        }
    }

    /// After the closing bracket of `create table`: the engine refuses values of another type.
    package var strict: SQLText {
        switch self {
        case .sqlite: " strict"
        case .postgres: ""
        }
    }

    /// After the closing bracket of `create table`, without `strict`: the table is kept in its primary key.
    package var withoutRowid: SQLText {
        switch self {
        case .sqlite: " without rowid"
        case .postgres: ""
        }
    }

    /// After the closing bracket of `create table`: both of the two.
    package var strictWithoutRowid: SQLText {
        switch self {
        case .sqlite: " strict, without rowid"
        case .postgres: ""
        }
    }

    /// Counts (0 or 1) the tables of the name `$1`.
    package var tableExists: SQLText {
        switch self {
        case .sqlite: "select count(*) from sqlite_master where type = 'table' and name = $1"
        case .postgres:
            "select count(*) from pg_catalog.pg_tables where schemaname = current_schema() and tablename = $1"
        }
    }
}
