import ArgumentParser
import Basics
import Casework

/// `imports list`
struct ImportsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List imports, the latest first.",
        discussion: """
            Always received = applied + unchanged + quarantined, and quarantined = open + corrected + discarded.
            """
    )

    @OptionGroup var list: LimitOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let runs = try await session.desk.intakeLedgers(for: session.actor, limit: list.limit)
            let format = output.format(on: surroundings.console)
            try Listing.runs.write(runs, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

extension Listing where Row == IntakeLedger {
    static var runs: Listing<IntakeLedger> {
        Listing(
            names: ("imports", "import"),
            columns: [
                Column(title: "RUN", shown: { ($0.run.id.description, .strong) }, exact: \.run.id.description),
                Column(
                    title: "STARTED",
                    rank: 3,
                    shown: { ($0.run.startedAt.minute, nil) },
                    exact: \.run.startedAt.description
                ),
                Column(title: "FILE", minimum: 10, shown: { ($0.run.name, nil) }, exact: \.run.name),
                .count("RECEIVED", rank: 1, \.run.counts.received),
                .count("APPLIED", \.run.counts.applied),
                .count("UNCHANGED", rank: 2, \.run.counts.unchanged),
                .count("QUARANTINED", \.run.counts.quarantined),
                .count("OPEN", style: .bad, \.open),
                Column(
                    title: "ENDED",
                    minimum: 8,
                    rank: 4,
                    shown: { (ending($0.run), nil) },
                    exact: { ending($0.run) }
                ),
            ],
            fields: { ledger in
                let run = ledger.run
                return [
                    ("run", .text(run.id.description)), ("started", .text(run.startedAt.description)),
                    ("finished", .text(orNull: run.finishedAt?.description)), ("file", .text(run.name)),
                    ("format", .text(run.format)), ("received", .integer(run.counts.received)),
                    ("applied", .integer(run.counts.applied)), ("unchanged", .integer(run.counts.unchanged)),
                    ("quarantined", .integer(run.counts.quarantined)), ("open", .integer(ledger.open)),
                    ("corrected", .integer(ledger.resolutions.corrected)),
                    ("discarded", .integer(ledger.resolutions.discarded)),
                    ("stoppedBecause", .text(orNull: run.stoppedBecause)),
                ]
            },
            name: \.run.id.description
        )
    }

    private static func ending(_ run: IntakeRun) -> String {
        if let reason = run.stoppedBecause { return reason }
        return run.finishedAt == nil ? "cut off, or at work" : "at the end of the file"
    }
}
