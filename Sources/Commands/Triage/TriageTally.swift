import Tickets

/// What became of a pass: for the summary at its end, and for how the program ends.
struct TriageTally: Equatable {
    private(set) var seen: [Ticket.ID] = []
    private var deeds: [TicketAction: [String]] = [:]
    private var undone: [String] = []
    private var skipped: [String] = []
    private(set) var refusals = 0
    /// Keys of actions that are not open on the ticket.
    private(set) var unavailable = 0

    mutating func see(_ ticket: Ticket.ID) {
        if !seen.contains(ticket) { seen.append(ticket) }
    }

    mutating func count(_ action: TicketAction, on name: String) { deeds[action, default: []].append(name) }

    mutating func undo(_ action: TicketAction, on name: String) { undone.append("\(name) (\(action.rawValue))") }

    mutating func skip(_ name: String) {
        if !skipped.contains(name) { skipped.append(name) }
    }

    mutating func refuse() { refusals += 1 }

    mutating func missKey() { unavailable += 1 }

    /// For a person, after `milliseconds`.
    func lines(after milliseconds: Int64, isRehearsal: Bool, width: Int) -> [String] {
        let tickets = "\(seen.count) ticket\(seen.count == 1 ? "" : "s")"
        let each = seen.count > 1 ? ", \(Self.span(milliseconds / Int64(seen.count))) each" : ""
        let rows =
            TicketAction.allCases.compactMap { action in deeds[action].map { (action.rawValue, $0) } }
            + [("undone", undone), ("skipped", skipped)].filter { !$0.1.isEmpty }
        let lines = rows.flatMap { Self.row($0.0, count: $0.1.count, $0.1, width: width) }
        let count = refusals + unavailable
        let refused = count == 0 ? [] : Self.row("refused", count: count, [], width: width)
        return ["\(tickets) in \(Self.span(milliseconds))\(each)"] + lines + refused
            + (isRehearsal ? ["a rehearsal: nothing was changed"] : [])
    }

    private static func row(_ word: String, count: Int, _ names: [String], width: Int) -> [String] {
        let number = String(count)
        let blanks = String(repeating: " ", count: max(1, 14 - word.count - number.count))
        let head = "  \(word)\(blanks)\(number)"
        guard !names.isEmpty else { return [head] }
        let indent = String(repeating: " ", count: head.count + 2)
        let room = width == Int.max ? Int.max : width - indent.count
        return DisplayWidth.wrapped(names.joined(separator: ", "), to: room).enumerated().map {
            ($0 == 0 ? head + "  " : indent) + $1
        }
    }

    /// `45s`, `4m 10s`, `2h 5m`.
    private static func span(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        return switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3_600: "\(seconds / 60)m \(seconds % 60)s"
        default: "\(seconds / 3_600)h \(seconds / 60 % 60)m"
        }
    }
}
