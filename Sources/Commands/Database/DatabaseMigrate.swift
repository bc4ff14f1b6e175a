import ArgumentParser
import Orders
import SQL
import Storage

/// `database migrate`
struct DatabaseMigrate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this program's schema.",
        discussion: """
            Every command does this by itself and says so; this one does nothing else. A database of a newer program is \
            refused and left as it is.
            """
    )

    @Flag(name: .long, help: "Only list the steps that would be applied.")
    var dryRun = false

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        if dryRun {
            let place = try DatabasePlace(desk.database, surroundings)
            let database = try await OpenedDatabase.connect(place, desk.durability, .never, surroundings)
            do {
                let status = try await Migrator(SQLDeskStore.migrations).status(database)
                for step in status.pending { try surroundings.console.print("\(step.number)\t\(step.name)") }
                await database.close()
            } catch {
                await database.close()
                throw error
            }
        } else {
            let opened = try await OpenedDatabase.open(desk, .ifMissing(.external), surroundings)
            surroundings.console.say(
                "\(opened.database.place) is at step \(SQLDeskStore.migrations.count), the last one"
            )
            await opened.database.close()
        }
        return .done
    }
}
