import ArgumentParser
import Casework
import Tickets

/// `views save`
struct ViewsSave: Verb {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: "Save a query under a name, in the place of your view of that name.",
        discussion: """
            The query is checked now and asked anew each time; 'me' in it stays whoever reads. A view of your own goes before \
            a shared one of the same name, and that before a built-in one.
            """
    )

    @Argument(help: "The name, at most 60 characters.")
    var name: String

    @Argument(help: "What to look for, in the language of 'tickets list'.")
    var query: [String]

    @Flag(name: .long, help: "Share it with everybody; agents and approvers may.")
    var shared = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        _ = try TicketQuery(arguments: query)
        let text = query.joined(separator: " ")
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let view = try await session.desk.saveView(named: name, query: text, isShared: shared, by: session.actor)
            let name = SafeText.line(view.name)
            surroundings.console.say(
                rehearsal.dryRun
                    ? "'\(name)' would be saved; this was a rehearsal, nothing was kept"
                    : "saved; 'recoup tickets list --view \(Shell.quoted(name))' shows it"
            )
            return .done
        }
    }
}
