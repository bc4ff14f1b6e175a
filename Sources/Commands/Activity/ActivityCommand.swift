import ArgumentParser
import Basics
import Casework
import Orders

/// `activity`
struct ActivityCommand: Verb {
    /// Days that are shown when none are named, today included.
    private static let daysShown = 30
    private static let longest = 100_000

    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "Read the activity log: who saw keys and took downloads, and what was done with orders.",
        discussion: """
            The latest first; the last \(daysShown) days, when none are named. For global admins, account admins, referral admins and \
            marketing content admins. '--csv' exports it. At most \(longest) entries are read.
            """
    )

    @Option(name: .long, help: ArgumentHelp("Of this customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String?

    @Option(name: .long, help: "Of this kind; may be given several times.")
    var kind: [ActivityEntry.Kind] = []

    @OptionGroup var days: DayOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            var filter = kind.isEmpty ? ActivityFilter() : ActivityFilter(kinds: Set(kind))
            let today = surroundings.now().day
            filter.before = days.end
            filter.from = days.start ?? (days.until ?? today).adding(days: 1 - Self.daysShown).start
            let entries = try await session.desk.activity(
                filter,
                of: customer.map { CustomerReference($0) },
                for: session.actor,
                limit: Self.longest
            )
            let format = output.format(on: surroundings.console)
            try Listing.activity.write(entries, as: format, to: output.console(surroundings))
            if entries.isEmpty, surroundings.console.errorsAreTerminal { surroundings.console.say("no entries match") }
            if entries.count == Self.longest {
                surroundings.console.say(
                    "these are the latest \(Self.longest); name a shorter time with --from and --until"
                )
            }
            return .done
        }
    }
}
