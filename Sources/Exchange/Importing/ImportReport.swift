package import Casework
package import Tickets

/// What became of a document. Always received = applied + unchanged + quarantined.
package struct ImportReport: Hashable, Sendable {
    package let kind: DocumentKind
    /// As it was kept, or, for a dry run and what was undone, as it would have been.
    package internal(set) var run: IntakeRun
    /// The first quarantined records, by ordinal.
    package internal(set) var quarantined: [Quarantined] = []
    /// The first records of a dry run, by ordinal, with what would become of each.
    package internal(set) var listed: [Listed] = []
    /// What is wrong outside of the records, `FILE:LINE:COLUMN: sentence` each: text between them, unknown attributes of the
    /// root. Nothing of it was brought in.
    package internal(set) var problems: [String] = []
    /// Why the document could not be read on, `FILE:LINE:COLUMN: sentence`; nil when it was read to its end.
    package internal(set) var fault: String?
    /// Things that the format or the mapping left behind; each was told while the document was read.
    package internal(set) var losses: Int64 = 0
    /// Somebody asked to stop: what was done until then is kept.
    package internal(set) var wasInterrupted = false
    /// Nothing was to be kept.
    package let isDryRun: Bool
    /// Nothing was kept, because it was all or nothing.
    package internal(set) var wasUndone = false

    /// One record that could not be applied.
    package struct Quarantined: Hashable, Sendable {
        /// From 1, in the order of the document.
        package let ordinal: Int64
        /// The line of its start tag.
        package let line: Int64
        /// A sentence each, `LINE:COLUMN: ` or `LINE: ` in front.
        package let reasons: [String]
    }

    /// What would become of one record.
    package struct Listed: Hashable, Sendable {
        /// From 1, in the order of the document.
        package let ordinal: Int64
        package let line: Int64
        package let outcome: IntakeOutcome
        /// The ticket that it would make or change; nil for what is no ticket.
        package let ticket: TicketSummary?
        /// Whether the ticket would be a new one.
        package let isNew: Bool
        /// Why it would be quarantined; empty otherwise.
        package let reasons: [String]
    }

    init(kind: DocumentKind, run: IntakeRun, isDryRun: Bool) {
        self.kind = kind
        self.run = run
        self.isDryRun = isDryRun
    }

    package var counts: IntakeCounts { run.counts }

    /// Everything in the document arrived, or was here already.
    package var isClean: Bool {
        counts.quarantined == 0 && problems.isEmpty && fault == nil && !wasInterrupted && !wasUndone
    }
}
