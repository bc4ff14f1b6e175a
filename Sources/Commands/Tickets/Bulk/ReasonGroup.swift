/// Tickets that were refused for the same reason.
struct ReasonGroup: Equatable {
    let reason: String
    let names: [String]

    /// The reasons, the most frequent first. What tells reasons apart but for the ticket's own name is not the name.
    static func groups(of rows: [(name: String, reason: String)]) -> [ReasonGroup] {
        var reasons: [String] = []
        var names: [String: [String]] = [:]
        for row in rows {
            let reason = row.reason.replacing(row.name, with: "it")
            if names[reason] == nil { reasons.append(reason) }
            names[reason, default: []].append(row.name)
        }
        let groups = reasons.map { ReasonGroup(reason: $0, names: names[$0] ?? []) }
        return groups.enumerated().sorted { left, right in
            (right.element.names.count, left.offset) < (left.element.names.count, right.offset)
        }.map(\.element)
    }

    /// `12 tickets: it is closed (R-10001, R-10002, R-10003 and 9 more)`.
    var line: String {
        let shown = names.prefix(3).joined(separator: ", ")
        let more = names.count > 3 ? " and \(Sizes.grouped(Int64(names.count - 3))) more" : ""
        let count = names.count == 1 ? "1 ticket" : "\(Sizes.grouped(Int64(names.count))) tickets"
        return "\(count): \(reason) (\(shown)\(more))"
    }
}
