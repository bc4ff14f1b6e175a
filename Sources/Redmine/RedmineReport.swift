/// What became of a synchronisation: every ticket that was looked at is in one of the counts.
package struct RedmineReport: Hashable, Sendable {
    /// Became an issue.
    package internal(set) var created = 0
    /// The issue was changed, or took notes or files.
    package internal(set) var updated = 0
    /// Only the ticket here was changed, by what was changed there.
    package internal(set) var received = 0
    package internal(set) var unchanged = 0
    /// What Redmine did not take; tried again by the next run.
    package internal(set) var refused: [Refusal] = []
    /// Changed there in a way that the desk does not take: both sides changed a field, or a word nobody knows.
    package internal(set) var conflicts: [Refusal] = []
    /// Things that could not be carried or were not confirmed; each was told.
    package internal(set) var losses = 0
    /// Why the run ended early; nil when it came to its end.
    package internal(set) var stoppedBecause: String?
    package internal(set) var wasInterrupted = false
    package let isDryRun: Bool

    package struct Refusal: Hashable, Sendable {
        /// Our number.
        package let ticket: String
        package let reasons: [String]
    }

    init(isDryRun: Bool) {
        self.isDryRun = isDryRun
    }

    /// Everything is there and here alike.
    package var isClean: Bool { refused.isEmpty && conflicts.isEmpty && stoppedBecause == nil && !wasInterrupted }

    mutating func add(_ outcome: Outcome, _ label: String) {
        switch outcome {
        case .created: created += 1
        case .updated: updated += 1
        case .received: received += 1
        case .unchanged: unchanged += 1
        case .conflict(let reasons): conflicts.append(Refusal(ticket: label, reasons: reasons))
        }
    }

    /// What became of one ticket.
    enum Outcome: Hashable, Sendable {
        case created, updated, received, unchanged
        case conflict([String])
    }
}
