import ArgumentParser
import Basics
import Casework

/// `reports credits`
struct ReportsCredits: Verb {
    static let configuration = CommandConfiguration(
        commandName: "credits",
        abstract: "Sum promised credits by the month they are due in and by currency.",
        discussion: """
            promised: settled and open together. settled: an invoice has shown the credit whole. open: none has, or not just \
            that amount. overdue: of what is open, what the invoice that is out should have shown. disputed: what was promised \
            on tickets that stand disputed; left empty for people who do not see all tickets. Amounts are gross. For people \
            who see invoices.
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("From this month on, as 2026-11.", valueName: "month"),
        transform: Reading.month
    )
    var from: Month?

    @Option(name: .long, help: ArgumentHelp("Up to and with this month.", valueName: "month"), transform: Reading.month)
    var through: Month?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if let from, let through, through < from {
            throw ValidationError("--through \(through) is before --from \(from)")
        }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let report = try await session.desk.creditReport(
                MonthSpan(from: from, through: through),
                for: session.actor
            )
            let format = output.format(on: surroundings.console)
            try Listing.creditSums.write(CreditLine.all(report), as: format, to: output.console(surroundings))
            if report.parts.isEmpty, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no credits are due in that time")
            }
            return .done
        }
    }
}
