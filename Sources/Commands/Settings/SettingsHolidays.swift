import ArgumentParser
import Basics
import Casework
import Tickets

/// `settings holidays`
struct SettingsHolidays: Verb {
    private static let limit = 10_000_000

    static let configuration = CommandConfiguration(
        commandName: "holidays",
        abstract: "Add the holidays of an iCalendar file to the business calendar.",
        discussion: "Yearly ones are worked out up to --through. Days that are holidays already stay as they are."
    )

    @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        name: .long,
        help: ArgumentHelp("The last day; five years from now when it is not given.", valueName: "day"),
        transform: Reading.day
    )
    var through: Day?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let bytes = try LocalFile.bytes(of: file, limit: Self.limit)
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let last = through ?? surroundings.now().day.adding(days: 5 * 366)
            let text = try await session.desk.addHolidays(bytes, through: last, by: session.actor)
            let row = SettingRow(setting: .tickets(.calendar), value: text)
            let format = output.format(on: surroundings.console)
            try Listing.settings.write([row], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
