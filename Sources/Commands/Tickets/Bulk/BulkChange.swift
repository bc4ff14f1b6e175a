import Basics
import Casework
import Tickets

/// Says what became of tickets that one thing was done to, and works out how the program ends.
struct BulkChange {
    /// So many are named one by one to a person; more are counted.
    static let most = 20

    /// What was done, in a word or two.
    private let verb: String
    private let isRehearsal: Bool
    private let format: Format
    private let console: Console
    private let now: Instant
    private var changed: [TicketSummary] = []
    private var failures: [(name: String, report: ErrorReport)] = []

    init(_ action: TicketAction, isRehearsal: Bool, _ output: OutputOptions, _ surroundings: Surroundings) {
        self.init(action.rawValue, isRehearsal: isRehearsal, output, surroundings)
    }

    init(_ verb: String, isRehearsal: Bool, _ output: OutputOptions, _ surroundings: Surroundings) {
        self.verb = verb
        self.isRehearsal = isRehearsal
        format = output.format(on: surroundings.console)
        console = output.console(surroundings)
        now = surroundings.now()
    }

    /// One ticket. What goes wrong with it does not stop the next.
    mutating func take(_ reference: TicketReference, _ change: () async throws -> Ticket) async {
        do {
            changed.append(TicketSummary(of: try await change()))
        } catch {
            failures.append((reference.description, ErrorReport(error)))
        }
    }

    /// What became of a ticket in bulk.
    mutating func add(_ row: BulkRow) {
        switch row.result {
        case .done(_, let after): changed.append(after)
        case .refused(_, let error): failures.append((row.name, ErrorReport(error)))
        }
    }

    /// Says what failed, and shows the tickets that were changed. All of them: done; some: partly; none: what the failures
    /// have in common.
    func finish() throws -> CommandOutcome {
        sayFailures()
        switch format {
        case .table: for line in lines { try console.print(line) }
        case .tsv, .json, .csv, .xml, .quiet: try Listing.tickets(at: now).write(changed, as: format, to: console)
        }
        try console.output.flush()
        return outcome
    }

    var outcome: CommandOutcome {
        guard let first = failures.first?.report.status else { return .done }
        if !changed.isEmpty { return .partly }
        return failures.allSatisfy { $0.report.status == first } ? first : .refused
    }

    private func sayFailures() {
        let rows = failures.map { (name: $0.name, reason: $0.report.sentence ?? "was not changed") }
        if rows.count <= Self.most || format != .table {
            for row in rows { console.say(row.reason.contains(row.name) ? row.reason : "\(row.name): \(row.reason)") }
        } else {
            for group in ReasonGroup.groups(of: rows) { console.say(group.line) }
        }
    }

    private var lines: [String] {
        let stays = isRehearsal ? "would be" : "is"
        if changed.count <= Self.most {
            return changed.map { summary in
                let status = console.paint(summary.status.rawValue, summary.status.style)
                return "\(summary.displayNumber) \(stays) \(status) (\(verb))"
            }
        }
        return TicketStatus.allCases.compactMap { status in
            let count = changed.filter { $0.status == status }.count
            guard count > 0 else { return nil }
            let painted = console.paint(status.rawValue, status.style)
            let number = Sizes.grouped(Int64(count))
            return count == 1
                ? "1 ticket \(stays) \(painted) (\(verb))"
                : "\(number) tickets \(isRehearsal ? "would be" : "are") \(painted) (\(verb))"
        }
    }
}
