import Basics
package import Casework
package import Tickets

/// What a file would do, record by record, before anything is kept.
package struct PreviewPage: Page {
    package static let template = "preview"
    package let frame: Frame
    package let alerts: [Alert]
    package let heading: String
    package let format: String
    package let path: String
    package let exchangePath: String
    package let token: String
    package let upload: String
    package let from: String
    package let counts: [Count]
    package let rows: [Row]
    package let hasRows: Bool
    package let isCut: Bool
    package let cut: String
    package let losses: [String]
    package let hasLosses: Bool
    package let lossSummary: String
    /// False when not one record can be read.
    package let canImport: Bool

    package struct Count: Sendable {
        package let label: String
        package let value: String
        package let key: String
    }

    /// What would become of one record.
    package struct Row: Sendable {
        package let ordinal: String
        package let line: String
        package let outcome: String
        package let outcomeKey: String
        package let title: String
        package let hasTicket: Bool
        package let ticket: String
        package let reasons: [String]
    }

    /// One record as the import's report tells it.
    package struct Record: Sendable {
        let ordinal: Int64
        let line: Int64
        let outcome: IntakeOutcome
        let ticket: TicketSummary?
        let isNew: Bool
        let reasons: [String]

        package init(
            ordinal: Int64,
            line: Int64,
            outcome: IntakeOutcome,
            ticket: TicketSummary?,
            isNew: Bool,
            reasons: [String]
        ) {
            self.ordinal = ordinal
            self.line = line
            self.outcome = outcome
            self.ticket = ticket
            self.isNew = isNew
            self.reasons = reasons
        }
    }

    /// - Parameters:
    ///   - upload: names the file that waits on the server for the second step.
    ///   - losses: the first sentences of what is not carried; `lossCount` are there in all.
    package init(
        _ words: Words,
        frame: Frame,
        file: String,
        format: String,
        token: String,
        upload: String,
        from: String,
        counts: IntakeCounts,
        records: [Record],
        losses: [String],
        lossCount: Int64,
        alert: Alert?
    ) {
        self.frame = frame
        alerts = alert.map { [$0] } ?? []
        heading = words("preview.heading", ["file": quoted(file)])
        self.format = words("preview.format", ["format": format])
        path = Paths.exchange
        exchangePath = Paths.exchange
        self.token = token
        self.upload = upload
        self.from = from
        self.counts = Self.counts(counts, words)
        rows = records.map { record in
            let isChange = record.outcome == .applied && !record.isNew
            let key = isChange ? "changed" : record.outcome == .applied ? "filed" : record.outcome.rawValue
            return Row(
                ordinal: String(record.ordinal),
                line: words("preview.line", ["line": grouped(String(record.line))]),
                outcome: words("preview.outcome.\(key)"),
                outcomeKey: key,
                title: record.ticket?.title ?? "",
                hasTicket: record.ticket != nil && !record.isNew,
                ticket: record.ticket?.displayNumber ?? "",
                reasons: record.reasons
            )
        }
        hasRows = !rows.isEmpty
        isCut = counts.received > Int64(records.count)
        cut = words("preview.cut", ["count": grouped(String(records.count))])
        self.losses = losses
        hasLosses = lossCount > 0
        lossSummary = words("preview.losses", ["count": grouped(String(lossCount))])
        canImport = counts.received > 0
    }

    static func counts(_ counts: IntakeCounts, _ words: Words) -> [Count] {
        [
            Count(label: words("exchange.received"), value: grouped(String(counts.received)), key: "received"),
            Count(label: words("exchange.applied"), value: grouped(String(counts.applied)), key: "applied"),
            Count(label: words("exchange.unchanged"), value: grouped(String(counts.unchanged)), key: "unchanged"),
            Count(label: words("exchange.quarantined"), value: grouped(String(counts.quarantined)), key: "quarantined"),
        ]
    }
}
