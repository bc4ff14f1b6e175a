import ArgumentParser
import Basics
import Casework

/// `users role`
struct UsersRole: Verb {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Give somebody roles, and take others away."
    )

    @Argument(help: "The system name.")
    var name: String

    @Option(name: .long, help: "A role to give; may be given several times.")
    var add: [Role] = []

    @Option(name: .long, help: "A role to take away; may be given several times.")
    var remove: [Role] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The tenant that a customer's global admin (customerGlobalAdmin) administers.",
            valueName: "guid"
        )
    )
    var tenant: String?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if add.isEmpty, remove.isEmpty { throw ValidationError("name a role with --add or --remove") }
        if tenant != nil, !add.contains(.customerGlobalAdmin) {
            throw ValidationError("--tenant goes with --add customerGlobalAdmin")
        }
        if let both = Set(add).intersection(remove).min() {
            throw ValidationError("\(both.rawValue) is both to be given and to be taken away")
        }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let person = try await session.desk.changeRoles(
                of: name,
                adding: Set(add),
                removing: Set(remove),
                tenant: tenant,
                by: session.actor
            )
            let format = output.format(on: surroundings.console)
            try Listing.people.write([person], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
