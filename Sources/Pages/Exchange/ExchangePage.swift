package import Basics
package import Casework

/// Bringing files in, taking tickets out, and what became of every file that came.
package struct ExchangePage: Page {
    package static let template = "exchange"
    package let frame: Frame
    package let alerts: [Alert]
    package let canImport: Bool
    package let canExport: Bool
    package let canSeeRuns: Bool
    package let token: String
    package let path: String
    package let exportPath: String
    package let file: FormField
    package let from: FormField
    package let query: FormField
    package let to: FormField
    package let runs: [RunRow]
    package let hasRuns: Bool
    package let hasNoRuns: Bool

    /// One file that came in.
    package struct RunRow: Sendable {
        package let name: String
        package let path: String
        package let format: String
        package let at: Moment
        package let received: String
        package let applied: String
        package let unchanged: String
        package let quarantined: String
        package let hasOpen: Bool
        package let open: String
        package let isUnfinished: Bool
    }

    /// - Parameters:
    ///   - readable: words of formats that are read, with their titles; the same for `writable`.
    package init(
        _ words: Words,
        frame: Frame,
        ledgers: [IntakeLedger]?,
        readable: [(word: String, title: String)],
        writable: [(word: String, title: String)],
        token: String,
        state: FormState = FormState(),
        alert: Alert? = nil,
        canImport: Bool,
        canExport: Bool,
        now: Instant
    ) {
        self.frame = frame
        alerts = alert.map { [$0] } ?? []
        self.canImport = canImport
        self.canExport = canExport
        canSeeRuns = ledgers != nil
        self.token = token
        path = Paths.exchange
        exportPath = Paths.exchangeExport
        file = FormField(
            "file",
            in: "import",
            label: words("exchange.file"),
            kind: .files,
            isRequired: true,
            hint: words("exchange.fileHint"),
            problem: state.problem(of: "file", in: words)
        )
        from = FormField(
            "from",
            in: "import",
            label: words("exchange.format"),
            kind: .choice(readable.map { ($0.word, $0.title) }, empty: words("exchange.byContent")),
            value: state.values["from"] ?? ""
        )
        query = FormField(
            "q",
            in: "export",
            label: words("exchange.query"),
            kind: .line(type: "search"),
            value: state.values["q"] ?? "",
            hint: words("exchange.queryHint"),
            problem: state.problem(of: "q", in: words)
        )
        to = FormField(
            "to",
            in: "export",
            label: words("exchange.format"),
            kind: .choice(writable.map { ($0.word, $0.title) }, empty: nil),
            value: state.values["to"] ?? "",
            isRequired: true
        )
        runs = (ledgers ?? []).map { ledger in
            let run = ledger.run
            return RunRow(
                name: run.name,
                path: Paths.exchangeRun(run.id),
                format: run.format,
                at: words.moment(run.startedAt, now: now),
                received: grouped(String(run.counts.received)),
                applied: grouped(String(run.counts.applied)),
                unchanged: grouped(String(run.counts.unchanged)),
                quarantined: grouped(String(run.counts.quarantined)),
                hasOpen: ledger.open > 0,
                open: words("exchange.open", ["count": grouped(String(ledger.open))]),
                isUnfinished: run.finishedAt == nil || run.stoppedBecause != nil
            )
        }
        hasRuns = !runs.isEmpty
        hasNoRuns = runs.isEmpty
    }
}
