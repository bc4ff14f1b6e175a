import ArgumentParser
import Casework
import Orders

/// `entitlements list`
struct EntitlementsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the software that was bought for a customer; what was cancelled stays listed."
    )

    @Argument(help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let found = try await session.desk.entitlements(of: CustomerReference(customer), for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.entitlements.write(found, as: format, to: output.console(surroundings))
            if found.isEmpty, surroundings.console.errorsAreTerminal {
                surroundings.console.say("no software was bought for this customer")
            }
            return .done
        }
    }
}
