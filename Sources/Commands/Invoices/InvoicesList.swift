import ArgumentParser
import Basics
import Casework
import Orders

/// `invoices list`
struct InvoicesList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List closed invoices, the latest first."
    )

    @Option(name: .long, help: ArgumentHelp("Of this month, as 2026-11.", valueName: "month"), transform: Reading.month)
    var month: Month?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let invoices = try await session.desk.invoices(of: month, for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.invoices.write(
                invoices.map { InvoiceStatement($0) },
                as: format,
                to: output.console(surroundings)
            )
            if invoices.isEmpty, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no invoice is closed; 'recoup invoices run' closes a month's")
            }
            return .done
        }
    }
}
