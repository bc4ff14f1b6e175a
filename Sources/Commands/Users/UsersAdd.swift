import ArgumentParser
import Basics
import Casework

/// `users add`
struct UsersAdd: Verb {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add somebody.")

    @Argument(help: "The system name: letters, digits and . _ - @ +, at most 64.")
    var name: String

    @Option(name: .long, help: ArgumentHelp("The name that people read; else the system name.", valueName: "text"))
    var displayName: String?

    @Option(name: .long, help: ArgumentHelp("The e-mail address.", valueName: "address"))
    var email: String?

    @Option(name: .long, help: "The language of their pages.")
    var language = Language.english

    @Option(name: .long, help: "A role; may be given several times. Without one they may file requests.")
    var role: [Role] = []

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
        if tenant != nil, !role.contains(.customerGlobalAdmin) {
            throw ValidationError("--tenant goes with --role customerGlobalAdmin")
        }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let person = try await session.desk.addPerson(
                named: name,
                displayName: displayName,
                email: email,
                language: language,
                roles: role.isEmpty ? [.user] : Set(role),
                tenant: tenant,
                by: session.actor
            )
            let format = output.format(on: surroundings.console)
            try Listing.people.write([person], as: format, to: output.console(surroundings))
            return .done
        }
    }
}
