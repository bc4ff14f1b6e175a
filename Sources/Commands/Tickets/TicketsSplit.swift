import ArgumentParser
import Basics
import Casework
import Tickets

/// `tickets split`
struct TicketsSplit: Verb {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Make a new request of a part of one, for the same requester, linked both ways.",
        discussion: "The new request says what the other says but for the facts that are given."
    )

    @Argument(help: ArgumentHelp("The ticket: R-10001, 10001 or an id.", valueName: "ticket"))
    var reference: String

    @OptionGroup(title: "Facts") var facts: FactOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let reference = try Targets.one(reference)
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let ticket = try await session.desk.split(reference, facts.form, by: session.actor)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            if format == .table {
                let name = TicketName(of: ticket).name
                try console.print("\(name) \(rehearsal.dryRun ? "would be" : "is") split off from \(reference)")
                try console.output.flush()
            } else {
                let summary = TicketSummary(of: ticket, under: try await session.desk.ticketRules())
                try Listing.tickets(at: surroundings.now()).write([summary], as: format, to: console)
            }
            return .done
        }
    }
}
