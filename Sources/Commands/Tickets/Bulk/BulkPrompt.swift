import Basics
import Casework

/// Shows a person at a terminal what a bulk would do, and asks.
struct BulkPrompt {
    /// So many tickets are shown before the question.
    static let shown = 10

    private let console: Console
    private let input: Input

    init(_ console: Console, _ input: Input) {
        self.console = console
        self.input = input
    }

    /// Throws ``Failure/unconfirmed(_:)`` for anybody who does not type 'yes'.
    func confirm(_ plan: BulkPlan, of job: BulkJob) throws {
        let lines = Self.lines(plan, of: job, on: console)
        try write(lines.joined(separator: "\n") + "\n\nType 'yes' to \(job.verb) \(Self.tickets(plan.counts.done)): ")
        guard let answer = try input.line() else {
            throw Failure.interrupted("the input ended before it was confirmed; nothing was done")
        }
        guard answer.trimmed == "yes" else { throw Failure.unconfirmed("it was not confirmed, so nothing was done") }
    }

    /// How many can be done, the first of them, and why the others cannot.
    static func lines(_ plan: BulkPlan, of job: BulkJob, on console: Console) -> [String] {
        let allowed = plan.rows.filter { $0.after != nil }
        let refused = plan.rows.filter { $0.after == nil }.map { (name: $0.name, reason: $0.reason ?? "") }
        var lines = [console.paint(plan.summary(of: job), .strong)]
        lines += Listing.plan.table(Array(allowed.prefix(shown)), on: console)
        if allowed.count > shown { lines.append("and \(Sizes.grouped(Int64(allowed.count - shown))) more") }
        for group in ReasonGroup.groups(of: refused) {
            let wrapped = DisplayWidth.wrapped(SafeText.line("not \(group.line)"), to: console.width)
            lines += wrapped.map { console.paint($0, .bad) }
        }
        return lines
    }

    private static func tickets(_ count: Int) -> String {
        count == 1 ? "1 ticket" : "\(Sizes.grouped(Int64(count))) tickets"
    }

    private func write(_ text: String) throws {
        try console.errors.write(Array(text.utf8))
        try console.errors.flush()
    }
}
