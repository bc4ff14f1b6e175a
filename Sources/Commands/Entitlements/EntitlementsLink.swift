import ArgumentParser
import Casework
import Orders

/// `entitlements link`
struct EntitlementsLink: Verb {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Make a download link for a line and print its path at the desk that 'recoup serve' serves.",
        discussion: """
            Whoever has it can download. It dies some days after its first use ('recoup settings list': link-days), and at \
            once when the purchase is cancelled.
            """
    )

    @OptionGroup(title: "Media") var media: MediaOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let token = try await session.desk.link(
                order: media.order,
                line: media.line,
                media: media.media,
                by: session.actor
            )
            if rehearsal.dryRun {
                surroundings.console.say("a link would be made")
            } else {
                try surroundings.console.print(["/downloads/\(token)"])
            }
            return .done
        }
    }
}
