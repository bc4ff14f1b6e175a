import ArgumentParser
import Basics
import Casework
import Exchange

/// `imports quarantined`
struct ImportsQuarantined: Verb {
    static let configuration = CommandConfiguration(
        commandName: "quarantined",
        abstract: "List quarantined records that nobody has settled yet, those of the latest import first.",
        discussion:
            "'imports show RUN --record N' shows one with the problem marked, 'imports correct RUN N' corrects it."
    )

    @Argument(help: ArgumentHelp("Only those of this import.", valueName: "run"))
    var run: String?

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many.", valueName: "n"))
    var limit = 200

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let id = try run.map(RunArgument.id)
        return try await desk.withSession(.reading, surroundings) { session in
            // One more than wanted tells whether there are others.
            let found = try await session.desk.openQuarantine(of: id, for: session.actor, limit: limit + 1)
            let format = output.format(on: surroundings.console)
            let shown = found.prefix(limit).map { (record: $0, identity: RecordIdentity($0)) }
            try Listing.open.write(shown, as: format, to: output.console(surroundings))
            if found.isEmpty, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no quarantined record is open")
            }
            if found.count > limit { surroundings.console.say("there are more; --limit shows them") }
            return .done
        }
    }
}

extension Listing where Row == (record: OpenRecord, identity: RecordIdentity) {
    fileprivate static var open: Listing {
        Listing(
            names: ("records", "record"),
            columns: [
                Column(
                    title: "RUN",
                    rank: 1,
                    shown: { ($0.record.run.description, nil) },
                    exact: \.record.run.description
                ),
                Column(
                    title: "RECORD",
                    isRightAligned: true,
                    shown: { (String($0.record.ordinal), .strong) },
                    exact: { String($0.record.ordinal) }
                ),
                Column(
                    title: "LINE",
                    isRightAligned: true,
                    rank: 3,
                    shown: { (String($0.record.line), nil) },
                    exact: { String($0.record.line) }
                ),
                Column(
                    title: "SOURCE",
                    minimum: 6,
                    rank: 2,
                    shown: { ($0.identity.system ?? "", nil) },
                    exact: { $0.identity.system ?? "" }
                ),
                Column(
                    title: "ID",
                    minimum: 6,
                    shown: { ($0.identity.externalID ?? "", nil) },
                    exact: { $0.identity.externalID ?? "" }
                ),
                Column(
                    title: "REASON",
                    minimum: 20,
                    shown: { ($0.record.reasons.first ?? "", .bad) },
                    exact: { $0.record.reasons.first ?? "" }
                ),
            ],
            fields: { row in
                [
                    ("run", .text(row.record.run.description)), ("ordinal", .integer(row.record.ordinal)),
                    ("line", .integer(row.record.line)), ("source", .text(orNull: row.identity.system)),
                    ("external", .text(orNull: row.identity.externalID)),
                    ("reasons", .list(row.record.reasons.map { .text($0) })),
                ]
            },
            name: { "\($0.record.run) \($0.record.ordinal)" }
        )
    }
}
