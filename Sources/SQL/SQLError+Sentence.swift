extension SQLError {
    /// What happened and what would help, for people. Holds neither SQL nor bound values.
    package var sentence: String {
        switch self {
        case .unavailable(let place, let reason):
            "The database \(place) cannot be reached: \(reason)."
        case .busy(let place):
            "The database \(place) is held by another writer. Try again when it is done."
        case .constraint(let constraint, _):
            constraint.sentence
        case .serialization(let attempts):
            "Others changed the same records each of the \(attempts) times this was tried; nothing was changed. Try again."
        case .commitUnknown(let place):
            """
            The connection to \(place) broke while the change was being committed, so it is unknown whether it was kept. \
            Look before you try again.
            """
        case .full(let place):
            "There is no room left for the database \(place); this change was undone. Free some space and try again."
        case .readOnly(let place):
            "The database \(place) cannot be written. Check the permissions of the file and of its directory."
        case .corrupt(let place, let reason):
            "The database \(place) is damaged (\(reason)). Restore it from a backup."
        case .notADatabase(let place):
            "\(place) is not an SQLite database. Name another file; this one was left as it is."
        case .interrupted:
            "The work was stopped before it was done; nothing of it was kept."
        case .timeout:
            "The database took longer than it may for one statement; nothing of it was kept. Narrow the request."
        case .rejected(let code, let message, _):
            "The database did not accept a statement of this program (\(code): \(message)). Please report this."
        case .nulInText(let bind):
            "Text with the character U+0000 cannot be kept (value \(bind)). Remove the character."
        case .bindCount(let expected, let found, _):
            "A statement of this program needs \(expected) values and was given \(found). Please report this."
        case .missingColumn(let name, let available):
            "A result has no column \(name), only \(available.joined(separator: ", ")). Please report this."
        case .wrongType(let column, let expected, let found):
            "Column \(column) holds \(found) where \(expected) was expected. Please report this."
        case .unsupported(let what, let remedy):
            "\(what) is not possible here. \(remedy)"
        case .fileExists(let path):
            "\(path) exists already and was left as it is. Name a new file."
        case .address(let address, let problem):
            "\(address) is not a database address: \(problem)."
        case .closed:
            "The database was closed."
        }
    }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { sentence }

    /// The sentence and the statement's text, for a log. Never bound values.
    package var debugDescription: String {
        switch self {
        case .constraint(_, let sql), .rejected(_, _, let sql), .bindCount(_, _, let sql):
            "\(sentence) [\(sql)]"
        case .unavailable, .busy, .serialization, .commitUnknown, .full, .readOnly, .corrupt, .notADatabase,
            .interrupted,
            .timeout, .nulInText, .missingColumn, .wrongType, .unsupported, .fileExists, .address, .closed:
            sentence
        }
    }
}

extension Constraint {
    /// Which rule was broken, for people who know the tables. A caller that knows what it means says it better.
    package var sentence: String {
        let place = [table, columns.isEmpty ? nil : columns.joined(separator: ", ")].compactMap(\.self)
        let rule = name.map { " (\($0))" } ?? ""
        let subject = place.isEmpty ? "the record" : place.joined(separator: ": ")
        return switch kind {
        case .unique: "There is already a record with the same value in \(subject)\(rule)."
        case .foreignKey: "Something that \(subject) refers to does not exist, or is still referred to\(rule)."
        case .check: "A value in \(subject) breaks a rule of the database\(rule)."
        case .notNull: "A value is missing in \(subject)\(rule)."
        case .dataType: "A value has the wrong type or size for \(subject)\(rule)."
        case .trigger: "The database refused the change of \(subject)\(rule)."
        }
    }
}
