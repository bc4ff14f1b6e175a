import ArgumentParser
import Casework
import Orders

/// `customers change`
struct CustomersChange: Verb {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change a customer's data, all but the tenant's GUID.",
        discussion: "What is left out stays. Orders keep the market that they were placed in."
    )

    @Argument(help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String

    @Option(name: .long, help: ArgumentHelp("The domain that the tenant began with.", valueName: "domain"))
    var domain: String?

    @Option(name: .long, help: ArgumentHelp("The name.", valueName: "text"))
    var name: String?

    @Option(name: .long, help: ArgumentHelp("The market: a code, as KR, or an English name.", valueName: "market"))
    var market: String?

    @OptionGroup var options: CustomerOptions
    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private var form: CustomerForm {
        var form = options.form
        form.domain = domain
        form.name = name
        form.market = market
        return form
    }

    func validate() throws {
        if form == CustomerForm() { throw ValidationError("say what is to change, as --name or --market") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
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
