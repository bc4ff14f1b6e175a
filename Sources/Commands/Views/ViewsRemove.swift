import ArgumentParser
import Casework

/// `views remove`
struct ViewsRemove: Verb {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a view of your own, or a shared one. Its tickets are left as they are."
    )

    @Argument(help: "The name, as 'views list' shows it.")
    var name: String

    @Flag(name: .long, help: "Remove the one that everybody sees; agents and approvers may.")
    var shared = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            try await session.desk.removeView(named: name, isShared: shared, by: session.actor)
            surroundings.console.say(
                rehearsal.dryRun ? "it would be removed; this was a rehearsal, nothing was kept" : "removed"
            )
            return .done
        }
    }
}
