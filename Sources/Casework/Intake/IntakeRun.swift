package import Basics
package import Tickets

/// One file brought in: how many records it held and what became of them. Always received = applied + unchanged +
/// quarantined.
package struct IntakeRun: Hashable, Sendable {
    package typealias ID = Identifier<IntakeRun>

    package let id: ID
    package let startedAt: Instant
    package let by: Person.ID
    /// The file's name as the person gave it.
    package let name: String
    /// `recoup-intake`, `recoup-archive` or the name of a CRM format.
    package let format: String
    /// The start tag of the document's root as it stood in the file: what a record needs around it to be read alone. Nil for
    /// runs of an earlier version and for a tag that is longer than ``headLimit``.
    package let head: String?
    package var counts: IntakeCounts
    /// Nil while it runs, and for ever when it was cut off.
    package var finishedAt: Instant?
    /// Why the rest of the file could not be read; nil when it was read to its end.
    package var stoppedBecause: String?

    package init(
        id: ID,
        startedAt: Instant,
        by: Person.ID,
        name: String,
        format: String,
        head: String? = nil,
        counts: IntakeCounts = IntakeCounts(),
        finishedAt: Instant? = nil,
        stoppedBecause: String? = nil
    ) {
        self.id = id
        self.startedAt = startedAt
        self.by = by
        self.name = name
        self.format = format
        self.head = head
        self.counts = counts
        self.finishedAt = finishedAt
        self.stoppedBecause = stoppedBecause
    }
}

extension IntakeRun {
    /// Bytes of UTF-8 that are kept of a root's start tag; a longer one is not kept.
    package static let headLimit = 4_096
}

/// What became of the records of a run.
package struct IntakeCounts: Hashable, Sendable {
    package private(set) var applied: Int64
    package private(set) var unchanged: Int64
    package private(set) var quarantined: Int64

    package init(applied: Int64 = 0, unchanged: Int64 = 0, quarantined: Int64 = 0) {
        self.applied = applied
        self.unchanged = unchanged
        self.quarantined = quarantined
    }

    /// The sum of the three: nothing is received without an outcome.
    package var received: Int64 { applied + unchanged + quarantined }

    package mutating func add(_ outcome: IntakeOutcome) {
        switch outcome {
        case .applied: applied += 1
        case .unchanged: unchanged += 1
        case .quarantined: quarantined += 1
        }
    }

    package mutating func add(_ other: IntakeCounts) {
        applied += other.applied
        unchanged += other.unchanged
        quarantined += other.quarantined
    }
}

/// What became of one record.
package enum IntakeOutcome: String, CaseIterable, Hashable, Sendable {
    case applied, unchanged, quarantined
}

/// One record of a run: which bytes it was, and what became of it. Committed together with its effect.
package struct IntakeRecord: Hashable, Sendable {
    package let run: IntakeRun.ID
    /// From 1, in the order of the file.
    package let ordinal: Int64
    /// The offset of its first byte in the file, and how many there are.
    package let offset: Int64
    package let length: Int64
    /// The line of its start tag.
    package let line: Int64
    /// The column of its start tag, in characters from 1; kept only for the quarantined, nil for those of an earlier version.
    package let column: Int64?
    /// SHA-256 over what it says; absent when it could not be read far enough to tell.
    package let digest: Digest?
    package let outcome: IntakeOutcome
    /// The ticket it concerns; nil for quarantined ones and for records that are no tickets.
    package let ticket: Ticket.ID?
    /// Why it was quarantined, a sentence each with its place; empty otherwise.
    package let reasons: [String]
    /// The record as it stood in the file; kept only for the quarantined.
    package let original: [UInt8]?

    package init(
        run: IntakeRun.ID,
        ordinal: Int64,
        offset: Int64,
        length: Int64,
        line: Int64,
        column: Int64? = nil,
        digest: Digest?,
        outcome: IntakeOutcome,
        ticket: Ticket.ID?,
        reasons: [String],
        original: [UInt8]?
    ) {
        self.run = run
        self.ordinal = ordinal
        self.offset = offset
        self.length = length
        self.line = line
        self.column = column
        self.digest = digest
        self.outcome = outcome
        self.ticket = ticket
        self.reasons = reasons
        self.original = original
    }
}

/// What a source last said of its ticket, so that the same again is known for the same.
package struct IntakeMark: Hashable, Sendable {
    package let ticket: Ticket.ID
    /// SHA-256 over the decoded fields and the mapping.
    package let digest: Digest
    /// The source's own time of its last change; nil when it tells none.
    package let modifiedAt: Instant?

    package init(ticket: Ticket.ID, digest: Digest, modifiedAt: Instant?) {
        self.ticket = ticket
        self.digest = digest
        self.modifiedAt = modifiedAt
    }
}
