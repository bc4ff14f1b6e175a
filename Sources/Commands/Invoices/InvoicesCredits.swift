import ArgumentParser
import Basics
import Casework
import Orders

/// `invoices credits`
struct InvoicesCredits: Verb {
    private static let longest = 100_000

    static let configuration = CommandConfiguration(
        commandName: "credits",
        abstract: "Follow credits from the cancellation to the invoice and line that show them.",
        discussion: """
            pending: no invoice shows it yet. short, over: invoices show less, or more. settled: one invoice's line made it \
            whole. A credit is due on the invoice of the month in which it arose, which is out by the 8th of the month after; \
            --overdue lists those that it should have shown by now.
            """
    )

    @Option(name: .long, help: ArgumentHelp("Of this customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String?

    @Option(name: .long, help: "In this state; may be given several times.")
    var state: [LineCredit.State] = []

    @Flag(name: .long, help: "Only those that an invoice should have shown by now.")
    var overdue = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let credits = try await session.desk.credits(
                state.isEmpty ? CreditFilter() : CreditFilter(states: Set(state)),
                of: customer.map { CustomerReference($0) },
                overdue: overdue,
                for: session.actor,
                limit: Self.longest
            )
            let format = output.format(on: surroundings.console)
            try Listing.credits.write(credits, as: format, to: output.console(surroundings))
            if credits.isEmpty, surroundings.console.errorsAreTerminal { surroundings.console.say("no credits match") }
            return .done
        }
    }
}
