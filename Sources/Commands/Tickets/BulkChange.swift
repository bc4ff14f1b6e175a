import Basics
import Casework
import Tickets

/// Does one thing to several tickets, says what became of each, and works out how the program ends.
struct BulkChange {
    private let action: TicketAction
    private let isRehearsal: Bool
    private let format: Format
    private let console: Console
    private var changed: [TicketSummary] = []
    private var failures: [CommandOutcome] = []

    init(_ action: TicketAction, isRehearsal: Bool, _ format: Format, _ console: Console) {
        self.action = action
        self.isRehearsal = isRehearsal
        self.format = format
        self.console = console
    }

    /// One ticket. What goes wrong with it is said and does not stop the next.
    mutating func take(_ reference: TicketReference, _ change: () async throws -> Ticket) async {
        do {
            changed.append(TicketSummary(of: try await change()))
        } catch {
            let report = ErrorReport(error)
            let sentence = report.sentence ?? "was not changed"
            console.say(sentence.contains(reference.description) ? sentence : "\(reference): \(sentence)")
            failures.append(report.status)
        }
    }

    /// Shows the tickets that were changed. All of them: done; some: partly; none: what the failures have in common.
    func finish(at now: Instant) throws -> CommandOutcome {
        switch format {
        case .table:
            for summary in changed {
                let status = console.paint(summary.status.rawValue, summary.status.style)
                let stays = isRehearsal ? "would be" : "is"
                try console.print("\(summary.displayNumber) \(stays) \(status) (\(action.rawValue))")
            }
        case .tsv, .json, .csv, .xml, .quiet:
            try Listing.tickets(at: now).write(changed, as: format, to: console)
        }
        try console.output.flush()
        guard let first = failures.first else { return .done }
        if !changed.isEmpty { return .partly }
        return failures.allSatisfy { $0 == first } ? first : .refused
    }
}
