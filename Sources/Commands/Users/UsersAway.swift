import ArgumentParser
import Basics
import Casework

/// `users away`
struct UsersAway: Verb {
    static let configuration = CommandConfiguration(
        commandName: "away",
        abstract: "Note that somebody is away and who stands in; without a name, list who is.",
        discussion: """
            The deputy acts with the roles agent, approver and billing of whoever is away, and counts as them: they do not decide \
            on what the other filed, nor give both approvals. 'sweep' hands their reviews over. Everybody may say so of \
            themselves, administrators of everybody.
            """
    )

    @Argument(help: "Who is away, by system name.")
    var name: String?

    @Option(name: .long, help: ArgumentHelp("Who stands in, by system name.", valueName: "name"))
    var deputy: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The last day (UTC), as 2026-12-31.", valueName: "day"),
        transform: Reading.day
    )
    var through: Day?

    @Flag(name: .long, help: "They are back.")
    var back = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard name != nil else {
            if deputy != nil || through != nil || back { throw ValidationError("say who is away") }
            return
        }
        if back, deputy != nil || through != nil { throw ValidationError("--back stands alone") }
        if !back, deputy == nil || through == nil { throw ValidationError("give --deputy and --through, or --back") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let isChange = name != nil && !rehearsal.dryRun
        return try await desk.withSession(isChange ? .changing : name == nil ? .reading : .rehearsing, surroundings) {
            session in
            var rows: [AbsenceRow] = []
            if let name, let deputy, let through {
                let absence = try await session.desk.setAway(name, deputy: deputy, through: through, by: session.actor)
                rows = [AbsenceRow(person: name, deputy: deputy, until: absence.until)]
            } else if let name {
                try await session.desk.setBack(name, by: session.actor)
            }
            // A rehearsal shows what would be noted, because nothing of it is there to be read.
            if !rehearsal.dryRun {
                rows = try await session.desk.absences(for: session.actor).map {
                    AbsenceRow(person: $0.person.systemName, deputy: $0.deputy.systemName, until: $0.until)
                }
            }
            let format = output.format(on: surroundings.console)
            try Listing.absences.write(rows, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

/// Who is away, and who stands in until when.
struct AbsenceRow: Sendable {
    let person: String
    let deputy: String
    let until: Instant
}

extension Listing where Row == AbsenceRow {
    static var absences: Listing<AbsenceRow> {
        Listing(
            names: ("absences", "absence"),
            columns: [
                .plain("NAME", style: .strong, \.person),
                .plain("DEPUTY", \.deputy),
                Column(title: "UNTIL", shown: { ("\($0.until.minute) UTC", nil) }, exact: \.until.description),
            ],
            fields: { row in
                [
                    ("name", .text(row.person)), ("deputy", .text(row.deputy)),
                    ("until", .text(row.until.description)),
                ]
            },
            name: \.person
        )
    }
}
