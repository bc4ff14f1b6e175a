import ArgumentParser
import Casework
import Tickets

/// `reports volumes`
struct ReportsVolumes: Verb {
    static let configuration = CommandConfiguration(
        commandName: "volumes",
        abstract: "Count tickets by status, reason, product, age, impact or tenant.",
        discussion: """
            The query is that of 'tickets list'. A product is what the books say was bought under the order or the \
            subscription that a ticket names; a ticket for several products counts for each of them, and once in the total. \
            Ages are those of open tickets. For people who see all tickets.
            """
    )

    @Argument(help: "What to look for; everything when it is left out.")
    var query: [String] = []

    @Option(name: .long, help: "What to count by.")
    var by = VolumeGrouping.status

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let query = try TicketQuery(arguments: query)
        return try await desk.withSession(.reading, surroundings) { session in
            let report = try await session.desk.volumes(by: by, query, for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.volumes(by: by).write(VolumeLine.all(report), as: format, to: output.console(surroundings))
            if report.rows.isEmpty, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no \(by == .age ? "open tickets" : "tickets") match")
            }
            return .done
        }
    }
}
