package import Casework

/// A quarantined record as a small document, to be corrected and run again, or given up.
package struct QuarantinePage: Page {
    package static let template = "quarantine"
    package let frame: Frame
    package let alerts: [Alert]
    package let heading: String
    package let runPath: String
    package let runName: String
    package let path: String
    package let token: String
    package let reasons: [String]
    package let text: String
    /// The document is too long for a page.
    package let isTooLong: Bool
    package let command: String
    package let isOpen: Bool
    package let canChange: Bool
    package let settled: String
    package let reason: FormField

    /// Bytes of a document that a page still shows.
    package static let textLimit = 1_000_000

    /// - Parameters:
    ///   - text: the document as somebody left it, else as it came.
    ///   - problems: at the form's fields.
    package init(
        _ words: Words,
        frame: Frame,
        quarantined: QuarantinedRecord,
        text: String,
        token: String,
        state: FormState = FormState(),
        alert: Alert? = nil,
        canChange: Bool
    ) {
        self.frame = frame
        alerts = alert.map { [$0] } ?? []
        let record = quarantined.record
        heading = words("quarantine.heading", ["ordinal": String(record.ordinal)])
        runPath = Paths.exchangeRun(record.run)
        runName = quarantined.run.name
        path = Paths.quarantined(record.ordinal, of: record.run)
        self.token = token
        reasons = record.reasons
        isTooLong = text.utf8.count > Self.textLimit
        self.text = isTooLong ? "" : text
        command = "recoup imports correct \(record.run) \(record.ordinal)"
        isOpen = quarantined.resolution == nil
        self.canChange = canChange && isOpen
        settled = quarantined.resolution?.sentence ?? ""
        reason = FormField(
            "reason",
            in: "discard",
            label: words("quarantine.reason"),
            kind: .line(type: "text"),
            value: state.values["reason"] ?? "",
            isRequired: true,
            problem: state.problem(of: "reason", in: words)
        )
    }
}
