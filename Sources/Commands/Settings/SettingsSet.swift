import ArgumentParser
import Casework

/// `settings set`
struct SettingsSet: Verb {
    private static let limit = 1_000_000

    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set one.",
        discussion: Setting.allCases.map { "\($0.name): \($0.meaning)" }.joined(separator: "\n")
    )

    @Argument(help: "Its name.")
    var name: Setting

    @Argument(help: "The value; @FILE reads it from a file.")
    var value: String

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let text: String
        if value.hasPrefix("@") {
            let file = String(value.dropFirst())
            text = try Input.decoded(try LocalFile.bytes(of: file, limit: Self.limit), of: file)
        } else {
            text = value
        }
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            try await session.desk.set(name, to: text, by: session.actor)
            let format = output.format(on: surroundings.console)
            let row = SettingRow(setting: name, value: text)
            try Listing.settings.write([row], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
