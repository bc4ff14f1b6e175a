/// The rule of the schema that a change broke, as far as the engine says which.
package struct Constraint: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case unique
        case foreignKey
        case check
        case notNull
        /// A value of a type, or a number of a size, that the column does not take.
        case dataType
        /// A trigger refused; `name` is what it said.
        case trigger
    }

    package let kind: Kind
    /// The constraint's name. PostgreSQL always tells it; SQLite only for a named `check`, an index over an expression, and
    /// a trigger's words.
    package let name: String?
    package let table: String?
    /// The columns of a unique or not-null rule, in the rule's order.
    package let columns: [String]

    package init(_ kind: Kind, name: String? = nil, table: String? = nil, columns: [String] = []) {
        self.kind = kind
        self.name = name
        self.table = table
        self.columns = columns
    }

    /// Whether this is the unique rule over exactly these columns of the table. Works with both engines, unlike the name.
    package func isUnique(_ table: String, _ columns: String...) -> Bool {
        kind == .unique && self.table == table && self.columns == columns
    }
}
