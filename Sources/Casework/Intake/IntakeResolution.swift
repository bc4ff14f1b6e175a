package import Basics

/// How a quarantined record was settled. Noted once and never changed; the run that quarantined it keeps its counts.
package struct IntakeResolution: Hashable, Sendable {
    package let run: IntakeRun.ID
    package let ordinal: Int64
    package let ending: Ending
    package let at: Instant
    package let by: Person.ID
    package let byName: String
    /// The account of the machine, which stands beside the person as in events.
    package let account: String

    package enum Ending: Hashable, Sendable {
        /// Another text took its place, as the one record of this run.
        case corrected(by: IntakeRun.ID)
        /// Somebody gave it up.
        case discarded(reason: String)
    }

    package init(
        run: IntakeRun.ID,
        ordinal: Int64,
        ending: Ending,
        at: Instant,
        by: Person.ID,
        byName: String,
        account: String
    ) {
        self.run = run
        self.ordinal = ordinal
        self.ending = ending
        self.at = at
        self.by = by
        self.byName = byName
        self.account = account
    }
}

extension IntakeResolution {
    /// `Kim discarded record 3 of import … at 2026-11-23 08:15 UTC`, in English.
    package var sentence: String {
        let what =
            switch ending {
            case .corrected(let by): "corrected record \(ordinal) of import \(run) by import \(by)"
            case .discarded(let reason): "discarded record \(ordinal) of import \(run) ('\(quoted(reason))')"
            }
        return "\(byName) \(what) at \(at.minute) UTC"
    }
}

/// How many quarantined records of a run were settled, and how.
package struct ResolutionCounts: Hashable, Sendable {
    package private(set) var corrected: Int64
    package private(set) var discarded: Int64

    package init(corrected: Int64 = 0, discarded: Int64 = 0) {
        self.corrected = corrected
        self.discarded = discarded
    }

    package mutating func add(_ ending: IntakeResolution.Ending) {
        switch ending {
        case .corrected: corrected += 1
        case .discarded: discarded += 1
        }
    }
}

/// A run with what became of its quarantined records since. Always received = applied + unchanged + quarantined, and
/// quarantined = open + corrected + discarded.
package struct IntakeLedger: Hashable, Sendable {
    package let run: IntakeRun
    package let resolutions: ResolutionCounts

    package init(run: IntakeRun, resolutions: ResolutionCounts) {
        self.run = run
        self.resolutions = resolutions
    }

    /// Quarantined records that nobody has settled.
    package var open: Int64 { run.counts.quarantined - resolutions.corrected - resolutions.discarded }
}
