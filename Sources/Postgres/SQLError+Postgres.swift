import SQL

extension SQLError {
    /// By SQLSTATE, https://www.postgresql.org/docs/15/errcodes-appendix.html
    init(_ result: ServerResult, sql: String, place: String) {
        let state = result.report("C") ?? ""
        let message = result.report("M") ?? "no message"
        self =
            switch state {
            case "40001", "40P01": .serialization(attempts: 1)
            case "23505", "23503", "23514", "23502", "23P01", "22P02", "22003", "22001", "42804", "P0001":
                .constraint(Constraint(result, state: state, message: message), sql: sql)
            case "25006", "42501": .readOnly(place: place)
            case "53100", "53200": .full(place: place)
            case "55P03": .busy(place: place)
            case "57014" where message.contains("timeout"): .timeout
            case "57014": .interrupted
            case "XX001", "XX002": .corrupt(place: place, reason: message)
            case "08P01": .rejected(code: state, message: message, sql: sql)
            case _ where state.hasPrefix("08") || state.hasPrefix("57P") || state == "53300" || state.isEmpty:
                .unavailable(place: place, reason: message)
            default: .rejected(code: state, message: message, sql: sql)
            }
    }
}

extension Constraint {
    init(_ result: ServerResult, state: String, message: String) {
        let table = result.report("t")
        let name = result.report("n")
        switch state {
        case "23505", "23P01":
            self.init(.unique, name: name, table: table, columns: Self.columns(result.report("D")))
        case "23503":
            self.init(.foreignKey, name: name, table: table)
        case "23514":
            self.init(.check, name: name, table: table)
        case "23502":
            self.init(.notNull, table: table, columns: result.report("c").map { [$0] } ?? [])
        case "P0001":
            self.init(.trigger, name: message, table: table)
        default:
            self.init(.dataType, table: table)
        }
    }

    /// The columns out of `Key (a, b)=(…) already exists.`: the part before the values, which are not read.
    private static func columns(_ detail: String?) -> [String] {
        guard let detail, let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(") else {
            return []
        }
        return detail[detail.index(after: start)..<end.lowerBound].split(separator: ", ").map(String.init)
    }
}
