package import Basics
package import Casework

/// What became of one file: the ledger of its import, and the records that wait in quarantine.
package struct ImportPage: Page {
    package static let template = "import"
    package let frame: Frame
    package let heading: String
    package let format: String
    package let at: Moment
    package let counts: [PreviewPage.Count]
    package let isStopped: Bool
    package let stopped: String
    package let exchangePath: String
    package let rows: [Row]
    package let hasRows: Bool
    package let hasNoRows: Bool
    package let settled: String
    package let hasSettled: Bool

    /// A quarantined record that nobody has settled.
    package struct Row: Sendable {
        package let ordinal: String
        package let path: String
        package let line: String
        package let reasons: [String]
    }

    /// - Parameter open: the records of the run that nobody has settled.
    package init(_ words: Words, frame: Frame, ledger: IntakeLedger, open: [OpenRecord], now: Instant) {
        self.frame = frame
        let run = ledger.run
        heading = run.name
        format = words("preview.format", ["format": run.format])
        at = words.moment(run.startedAt, now: now)
        counts = PreviewPage.counts(run.counts, words)
        isStopped = run.stoppedBecause != nil || run.finishedAt == nil
        stopped = run.stoppedBecause ?? words("exchange.unfinished")
        exchangePath = Paths.exchange
        rows = open.map { record in
            Row(
                ordinal: String(record.ordinal),
                path: Paths.quarantined(record.ordinal, of: run.id),
                line: words("preview.line", ["line": grouped(String(record.line))]),
                reasons: record.reasons
            )
        }
        hasRows = !rows.isEmpty
        hasNoRows = rows.isEmpty
        let done = ledger.resolutions.corrected + ledger.resolutions.discarded
        settled = words(
            "exchange.settled",
            [
                "corrected": grouped(String(ledger.resolutions.corrected)),
                "discarded": grouped(String(ledger.resolutions.discarded)),
            ]
        )
        hasSettled = done > 0
    }
}
