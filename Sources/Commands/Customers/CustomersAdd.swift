import ArgumentParser
import Casework

/// `customers add`
struct CustomersAdd: Verb {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a customer.",
        discussion: "An import of orders adds the customers that it names by itself."
    )

    @Option(name: .long, help: ArgumentHelp("The tenant's GUID.", valueName: "guid"))
    var tenant: String

    @Option(name: .long, help: ArgumentHelp("The domain that the tenant began with.", valueName: "domain"))
    var domain: String

    @Option(name: .long, help: ArgumentHelp("The name.", valueName: "text"))
    var name: String

    @Option(name: .long, help: ArgumentHelp("The market: a code, as KR, or an English name.", valueName: "market"))
    var market: String

    @OptionGroup var options: CustomerOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            var form = options.form
            form.id = tenant
            form.domain = domain
            form.name = name
            form.market = market
            let customer = try await session.desk.addCustomer(form, by: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.customers.write([customer], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
