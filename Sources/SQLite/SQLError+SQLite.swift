import GRDBSQLite
import SQL

extension SQLError {
    /// GRDB's or SQLite's error as ours.
    init(_ error: any Error, place: String) {
        if let error = error as? SQLError {
            self = error
        } else if let fault = EngineFault(error) {
            self.init(fault, place: place)
        } else {
            self = .unavailable(place: place, reason: "\(error)")
        }
    }

    /// By SQLite's result code, https://www.sqlite.org/rescode.html
    init(_ fault: EngineFault, place: String) {
        self =
            switch fault.code & 0xff {
            case SQLITE_BUSY, SQLITE_LOCKED: .busy(place: place)
            case SQLITE_CONSTRAINT: .constraint(Constraint(fault), sql: fault.sql)
            // A row's number that is none.
            case SQLITE_MISMATCH: .constraint(Constraint(.dataType), sql: fault.sql)
            case SQLITE_FULL: .full(place: place)
            case SQLITE_READONLY, SQLITE_PERM: .readOnly(place: place)
            case SQLITE_CORRUPT: .corrupt(place: place, reason: fault.message)
            case SQLITE_NOTADB: .notADatabase(place: place)
            case SQLITE_INTERRUPT: .interrupted
            case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_AUTH, SQLITE_NOLFS, SQLITE_PROTOCOL:
                .unavailable(place: place, reason: fault.message)
            case SQLITE_MISUSE where fault.message.contains("closed"): .closed
            default: .rejected(code: "SQLite \(fault.code)", message: fault.message, sql: fault.sql)
            }
    }
}

extension Constraint {
    /// By the extended result code and the message, which is `… constraint failed: ` and then `table.column, …`, a
    /// check's name or text, or `index 'name'`.
    init(_ fault: EngineFault) {
        let subject = fault.message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init)
        switch fault.code {
        case SQLITE_CONSTRAINT | (8 << 8), SQLITE_CONSTRAINT | (6 << 8), SQLITE_CONSTRAINT | (10 << 8):
            self.init(.unique, columnsOf: subject)
        case SQLITE_CONSTRAINT | (5 << 8):
            self.init(.notNull, columnsOf: subject)
        case SQLITE_CONSTRAINT | (3 << 8):
            self.init(.foreignKey)
        case SQLITE_CONSTRAINT | (12 << 8):
            // cannot store TEXT value in INTEGER column table.column
            self.init(.dataType, columnsOf: fault.message.split(separator: " ").last.map(String.init))
        case SQLITE_CONSTRAINT | (7 << 8):
            self.init(.trigger, name: fault.message)
        default:
            self.init(.check, name: subject)
        }
    }

    private init(_ kind: Kind, columnsOf subject: String?) {
        guard let subject else {
            self.init(kind)
            return
        }
        if subject.hasPrefix("index '") {
            self.init(kind, name: String(subject.dropFirst(7).dropLast()))
            return
        }
        let parts = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1).map(String.init) }
        self.init(kind, table: parts.first?.first, columns: parts.compactMap(\.last))
    }
}
