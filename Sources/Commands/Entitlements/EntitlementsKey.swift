import ArgumentParser
import Casework
import Orders

/// `entitlements key`
struct EntitlementsKey: Verb {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the product key of a line.",
        discussion: "It is made at the first request and the same ever after. With --dry-run it is not shown."
    )

    @OptionGroup(title: "Media") var media: MediaOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let key = try await session.desk.key(
                order: media.order,
                line: media.line,
                media: media.media,
                by: session.actor
            )
            // The activity log would not know of it.
            if rehearsal.dryRun {
                surroundings.console.say("the key would be shown")
            } else {
                try surroundings.console.print([key])
            }
            return .done
        }
    }
}
