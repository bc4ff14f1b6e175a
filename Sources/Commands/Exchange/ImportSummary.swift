import Basics
import Casework
import Exchange

/// What became of one document, to be shown.
struct ImportSummary: Sendable {
    /// Reasons that are said at once; all of them are kept with the run.
    private static let reasonsSaid = 10

    let file: String
    let report: ImportReport

    var status: CommandOutcome {
        if report.wasInterrupted { return .interrupted }
        if report.wasUndone { return .refused }
        if report.fault != nil { return report.counts.applied + report.counts.unchanged > 0 ? .partly : .refused }
        return report.counts.quarantined > 0 || !report.problems.isEmpty ? .partly : .done
    }

    /// `1 record was`, `2,000 records were`.
    static func records(_ count: Int64) -> String {
        count == 1 ? "1 record was" : "\(Sizes.grouped(count)) records were"
    }

    /// What went wrong, on standard error.
    func say(on console: Console) {
        let reasons = report.quarantined.flatMap { entry in entry.reasons.map { "\(file):\($0)" } }
        for reason in reasons.prefix(Self.reasonsSaid) { console.say(SafeText.line(reason)) }
        if reasons.count > Self.reasonsSaid || report.counts.quarantined > Int64(report.quarantined.count) {
            let more = reasons.count - Self.reasonsSaid
            console.say(more > 0 ? "and \(Sizes.grouped(Int64(more))) more reasons" : "and more")
        }
        for problem in report.problems.prefix(Self.reasonsSaid) { console.say(SafeText.line(problem)) }
        if let fault = report.fault { console.say(SafeText.line(fault)) }
        let counts = report.counts
        if report.isDryRun {
            console.say("this was a rehearsal; nothing was kept")
        } else if report.wasUndone {
            console.say("all or nothing was asked for, so nothing of \(SafeText.line(file)) was kept")
        } else if report.wasInterrupted {
            console.say("interrupted: \(Self.records(counts.received)) kept; run the import again for the rest")
        } else if report.fault != nil, counts.received > 0 {
            console.say("\(Self.records(counts.received)) read before it and kept; mend the file and run it again")
        }
        if counts.quarantined > 0, !report.isDryRun, !report.wasUndone {
            console.say(
                "see the quarantined records with 'recoup imports show \(report.run.id)', "
                    + "correct one with 'recoup imports correct \(report.run.id) N'"
            )
        }
    }
}

extension Listing where Row == ImportSummary {
    static var importReports: Listing<ImportSummary> {
        Listing(
            names: ("imports", "import"),
            columns: [
                Column(title: "FILE", minimum: 10, shown: { ($0.file, .strong) }, exact: \.file),
                .count("RECEIVED", \.report.counts.received),
                .count("APPLIED", style: .good, \.report.counts.applied),
                .count("UNCHANGED", \.report.counts.unchanged),
                .count("QUARANTINED", style: .bad, \.report.counts.quarantined),
                Column(
                    title: "RUN",
                    rank: 1,
                    shown: { ($0.report.run.id.description, .faint) },
                    exact: \.report.run.id.description
                ),
            ],
            fields: fields,
            name: \.report.run.id.description
        )
    }

    private static func fields(_ summary: ImportSummary) -> [(key: String, value: JSON)] {
        let report = summary.report
        return [
            ("file", .text(summary.file)), ("kind", .text(report.kind.rawValue)),
            ("run", .text(report.run.id.description)),
            ("received", .integer(report.counts.received)), ("applied", .integer(report.counts.applied)),
            ("unchanged", .integer(report.counts.unchanged)), ("quarantined", .integer(report.counts.quarantined)),
            ("dryRun", .flag(report.isDryRun)), ("undone", .flag(report.wasUndone)),
            ("losses", .integer(report.losses)), ("interrupted", .flag(report.wasInterrupted)),
            ("fault", .text(orNull: report.fault)),
            ("problems", .list(report.problems.map { .text($0) })),
            (
                "quarantine",
                .list(
                    report.quarantined.map { entry in
                        .object([
                            ("ordinal", .integer(entry.ordinal)), ("line", .integer(entry.line)),
                            ("reasons", .list(entry.reasons.map { .text($0) })),
                        ])
                    }
                )
            ),
        ]
    }
}
