/// Why a database's schema cannot be brought to this program's.
package enum MigrationError: Error, Hashable, Sendable {
    /// The database was migrated by a newer program.
    case newer(applied: Int, known: Int)
    /// The database's step of that number is another one.
    case different(number: Int, applied: String, known: String)
    /// The text of a released step was changed.
    case edited(number: Int, name: String)
    /// The program's own list is not 1, 2, 3….
    case misnumbered(expected: Int, found: Int)
    /// The database has steps to be applied first.
    case pending(first: Int, name: String)
    /// A step failed; it and all after it were not applied.
    case failed(number: Int, name: String, reason: SQLError)

    /// What is wrong and what would help.
    package var sentence: String {
        switch self {
        case .newer(let applied, let known):
            """
            This database is at migration \(applied) of a newer program; this one knows \(known): install the newer program.
            """
        case .different(let number, let applied, let known):
            """
            Migration \(number) of this database is “\(applied)”, of this program “\(known)”: they do not belong together. \
            Name another database, or install the program that made this one.
            """
        case .edited(let number, let name):
            """
            Migration \(number) (“\(name)”) was applied with another text than this program's. Install the program that \
            made this database.
            """
        case .misnumbered(let expected, let found):
            "The program's migrations are numbered wrongly: \(found) where \(expected) is due. Please report this."
        case .pending(let first, let name):
            "This database has not had migration \(first) (“\(name)”) yet: run “database migrate”."
        case .failed(let number, let name, let reason):
            "Migration \(number) (“\(name)”) failed and was undone: \(reason.sentence)"
        }
    }
}

extension MigrationError: CustomStringConvertible {
    package var description: String { sentence }
}
