/// One quarantined record with the run that it came in, and how it was settled.
package struct QuarantinedRecord: Hashable, Sendable {
    package let run: IntakeRun
    package let record: IntakeRecord
    /// Nil while it is open.
    package let resolution: IntakeResolution?

    package init(run: IntakeRun, record: IntakeRecord, resolution: IntakeResolution?) {
        self.run = run
        self.record = record
        self.resolution = resolution
    }
}

/// A quarantined record that nobody has settled, as a list shows it.
package struct OpenRecord: Hashable, Sendable {
    package let run: IntakeRun.ID
    package let ordinal: Int64
    package let line: Int64
    package let reasons: [String]
    /// The root's start tag of its document, as ``IntakeRun/head``.
    package let head: String?
    /// The first bytes of the original, at most ``beginningLimit``: enough for its start tag.
    package let beginning: [UInt8]

    package static let beginningLimit = 4_096

    package init(
        run: IntakeRun.ID,
        ordinal: Int64,
        line: Int64,
        reasons: [String],
        head: String?,
        beginning: [UInt8]
    ) {
        self.run = run
        self.ordinal = ordinal
        self.line = line
        self.reasons = reasons
        self.head = head
        self.beginning = beginning
    }
}

/// One of the reasons for which a record was quarantined, with the place that stands in front of it.
package struct QuarantineReason: Hashable, Sendable {
    /// Of the file, from 1; nil when the reason has no place.
    package let line: Int64?
    /// In characters from 1; nil when the reason is about a line as a whole.
    package let column: Int64?
    package let message: String

    /// Reads `LINE:COLUMN: message`, `LINE: message` or `message`.
    package init(_ text: String) {
        var rest = text[...]
        let line = Self.number(&rest)
        let column = line == nil ? nil : Self.number(&rest)
        guard let line, rest.hasPrefix(" ") else {
            (self.line, self.column, message) = (nil, nil, text)
            return
        }
        (self.line, self.column, message) = (line, column, String(rest.dropFirst()))
    }

    /// Digits and a colon at the beginning.
    private static func number(_ text: inout Substring) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0, text[digits.endIndex...].first == ":" else { return nil }
        text = text[digits.endIndex...].dropFirst()
        return number
    }
}
