import ArgumentParser
import SQL

/// `database backup`
struct DatabaseBackup: Verb {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy an SQLite database into a new file, also while the desk runs.",
        discussion: "An existing file is left as it is. For PostgreSQL use pg_dump; 'recoup export' works with both."
    )

    @Argument(help: "The new file.", completion: .file())
    var file: String

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let place = try DatabasePlace(desk.database, surroundings)
        let database = try await OpenedDatabase.connect(place, desk.durability, .never, surroundings)
        do {
            try await database.backup(to: file)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
        surroundings.console.say("copied \(database.place) to \(SafeText.line(file))")
        return .done
    }
}
