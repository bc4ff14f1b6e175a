import ArgumentParser
import Casework
import Tickets

/// `tickets attach`
struct TicketsAttach: Verb {
    static let configuration = CommandConfiguration(
        commandName: TicketAction.attach.rawValue,
        abstract: TicketAction.attach.abstract,
        discussion: TicketAction.attach.whereItApplies
    )

    @Argument(help: ArgumentHelp("The ticket: R-10001, 10001 or an id.", valueName: "ticket"))
    var reference: String

    @Argument(help: ArgumentHelp("The files; each keeps its name.", valueName: "file"), completion: .file())
    var files: [String]

    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let reference = try Targets.one(reference)
        let contents = try files.map(LocalFile.attachment)
        return try await desk.withSession(change.rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            var bulk = BulkChange(.attach, isRehearsal: change.rehearsal.dryRun, output, surroundings)
            await bulk.take(reference) {
                try await session.desk.perform(
                    .attach(contents.map(\.attachment)),
                    on: reference,
                    seen: change.ifVersion,
                    files: contents.map(\.content),
                    by: session.actor
                )
            }
            return try bulk.finish()
        }
    }
}
