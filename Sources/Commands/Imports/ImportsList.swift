import ArgumentParser
import Basics
import Casework

/// `imports list`
struct ImportsList: Verb {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List imports, the latest first.")

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many.", valueName: "n"))
    var limit = 50

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let runs = try await session.desk.intakeRuns(for: session.actor, limit: limit)
            let format = output.format(on: surroundings.console)
            try Listing.runs.write(runs, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

extension Listing where Row == IntakeRun {
    static var runs: Listing<IntakeRun> {
        func count(_ title: String, rank: Int = 0, _ value: @escaping @Sendable (IntakeCounts) -> Int64) -> Column {
            Column(
                title: title,
                isRightAligned: true,
                rank: rank,
                shown: { (Sizes.grouped(value($0.counts)), nil) },
                exact: { String(value($0.counts)) }
            )
        }
        return Listing(
            names: ("imports", "import"),
            columns: [
                Column(title: "RUN", shown: { ($0.id.description, .strong) }, exact: \.id.description),
                Column(
                    title: "STARTED",
                    rank: 2,
                    shown: { ($0.startedAt.minute, nil) },
                    exact: \.startedAt.description
                ),
                Column(title: "FILE", minimum: 10, shown: { ($0.name, nil) }, exact: \.name),
                count("RECEIVED", \.received),
                count("APPLIED", \.applied),
                count("UNCHANGED", rank: 1, \.unchanged),
                count("QUARANTINED", \.quarantined),
                Column(title: "ENDED", minimum: 8, rank: 3, shown: { (ending($0), nil) }, exact: { ending($0) }),
            ],
            fields: { run in
                [
                    ("run", .text(run.id.description)), ("started", .text(run.startedAt.description)),
                    ("finished", .text(orNull: run.finishedAt?.description)), ("file", .text(run.name)),
                    ("format", .text(run.format)), ("received", .integer(run.counts.received)),
                    ("applied", .integer(run.counts.applied)), ("unchanged", .integer(run.counts.unchanged)),
                    ("quarantined", .integer(run.counts.quarantined)),
                    ("stoppedBecause", .text(orNull: run.stoppedBecause)),
                ]
            },
            name: \.id.description
        )
    }

    private static func ending(_ run: IntakeRun) -> String {
        if let reason = run.stoppedBecause { return reason }
        return run.finishedAt == nil ? "cut off, or at work" : "at the end of the file"
    }
}
