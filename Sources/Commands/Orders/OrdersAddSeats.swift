import ArgumentParser
import Casework
import Orders

/// `orders add-seats`
struct OrdersAddSeats: Verb {
    static let configuration = CommandConfiguration(
        commandName: "add-seats",
        abstract: "Add seats to a line, in the simulated book.",
        discussion: "They become a line of their own, with a charge and a cancellation window of their own."
    )

    @Argument(help: ArgumentHelp("The order: its id or its short number.", valueName: "order"))
    var order: String

    @Argument(help: ArgumentHelp("The line, as 'orders show' numbers it.", valueName: "line"))
    var line: Int

    @Argument(help: ArgumentHelp("How many.", valueName: "quantity"))
    var quantity: Int64

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let changed = try await session.desk.addSeats(quantity, to: line, of: order, by: session.actor)
            let seats = "\(quantity) seat\(quantity == 1 ? "" : "s") more, line \(changed.lines.count - 1)"
            try await OrderChange(changed, "\(rehearsal.dryRun ? "would have" : "has") \(seats)")
                .show(session, output, surroundings)
            return .done
        }
    }
}
