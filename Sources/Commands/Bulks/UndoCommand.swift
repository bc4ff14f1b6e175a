import ArgumentParser
import Casework

/// `undo`
struct UndoCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back the last thing that you did to several tickets at once.",
        discussion: """
            Each ticket is led back by the workflow to where it stood, as a change of its own: what was taken is released, what \
            was declined is opened again, an approval is revoked. A ticket that somebody changed since is left as it is, and so \
            is one whose action has no way back; both are said. Once taken back, the bulk before it is next.
            """
    )

    @OptionGroup(title: "Change") var bulk: BulkOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let run = BulkRun(
                session,
                isRehearsal: rehearsal.dryRun,
                isConfirmed: bulk.yes,
                isFound: true,
                output,
                surroundings
            )
            return try await run(session.desk.undoingLastBulk(by: session.actor))
        }
    }
}
