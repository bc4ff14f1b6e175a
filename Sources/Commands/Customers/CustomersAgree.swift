import ArgumentParser
import Basics
import Casework
import Orders

/// `customers agree`
struct CustomersAgree: Verb {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract: "Record that a customer accepted the Microsoft Customer Agreement, without which nothing is sold."
    )

    @Argument(help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String

    @Option(
        name: .long,
        help: ArgumentHelp("The day; today (UTC), when left out.", valueName: "day"),
        transform: Reading.day
    )
    var on: Day?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            var form = CustomerForm()
            form.agreedOn = (on ?? surroundings.now().day).description
            let changed = try await session.desk.changeCustomer(
                CustomerReference(customer),
                form,
                by: session.actor
            )
            let format = output.format(on: surroundings.console)
            try Listing.customers.write([changed], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
