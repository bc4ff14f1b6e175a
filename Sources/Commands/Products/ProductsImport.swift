import ArgumentParser
import Casework

/// `products import`
struct ProductsImport: Verb {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring in a price list.",
        discussion: """
            A CSV file with Partner Center's columns; 'Samples/catalogue.csv' is one. An offer that is named again is replaced, \
            the others stay. A row that cannot be read is named with its line and never stops the next one; the command ends \
            with 3 then.
            """
    )

    @Argument(help: ArgumentHelp("The file, - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let table = TableFile(file, surroundings)
        let (offers, unreadable) = try table.offers()
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            try await session.desk.keep(offers, by: session.actor)
            let done = TableImport(
                file: table.name,
                received: offers.count + unreadable.count,
                taken: offers.count,
                unchanged: 0,
                unused: unreadable,
                isRehearsal: rehearsal.dryRun
            )
            let format = output.format(on: surroundings.console)
            try Listing.tableImports.write([done], as: format, to: output.console(surroundings))
            done.say(on: surroundings.console)
            return done.status
        }
    }
}
