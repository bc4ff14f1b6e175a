import ArgumentParser
import Orders
import SQL

/// `database create`
struct DatabaseCreate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a database and say whose books it keeps.",
        discussion: """
            external: Microsoft's invoice is the truth, and Recoup records what was done in Partner Center. simulated: Recoup \
            sells and settles by itself, for samples and trials. This is chosen once. Commands that change something make a \
            missing database by themselves, with the external book.
            """
    )

    @Option(name: .long, help: "Whose books it keeps.")
    var book = Book.external

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let opened = try await OpenedDatabase.open(desk, .always(book), surroundings)
        await opened.database.close()
        return .done
    }
}
