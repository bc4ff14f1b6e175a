import ArgumentParser
import Casework
import SQL
import Storage

/// `database backup`
struct DatabaseBackup: Verb {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy an SQLite database into a new file, also while the desk runs.",
        discussion: """
            An existing file is left as it is. For PostgreSQL use pg_dump; 'recoup export' works with both. The key that product \
            keys are encrypted with is not in the copy: keep its file too, at another place.
            """
    )

    @Argument(help: "The new file.", completion: .file())
    var file: String

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let place = try DatabasePlace(desk.database, surroundings)
        let database = try await OpenedDatabase.connect(place, desk.durability, .never, surroundings)
        let isSealed: Bool
        do {
            try await database.backup(to: file)
            // Also what is no desk's database yet can be copied.
            isSealed =
                (try? await SQLDeskStore(database).read { try $0.setting(SecretSetting.fingerprint) != nil }) ?? false
            await database.close()
        } catch {
            await database.close()
            throw error
        }
        surroundings.console.say("copied \(database.place) to \(SafeText.line(file))")
        if isSealed {
            let key = KeySource(place, isRehearsal: true, surroundings).shownPlace
            surroundings.console.say(
                "the product keys in the copy can be read only with the encryption key (\(key)); keep that too, at another place"
            )
        }
        return .done
    }
}
