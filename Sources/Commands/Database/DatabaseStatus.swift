import ArgumentParser
import Basics
import Casework
import SQL
import Storage

/// `database status`
struct DatabaseStatus: Verb {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say where the database is, which book it keeps, and whether its schema is this program's."
    )

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let place = try DatabasePlace(desk.database, surroundings)
        let database = try await OpenedDatabase.connect(place, desk.durability, .never, surroundings)
        do {
            let fields = try await fields(database)
            await database.close()
            let console = output.console(surroundings)
            switch output.format(on: surroundings.console) {
            case .table:
                for (key, value) in fields {
                    let label = key + String(repeating: " ", count: max(0, 10 - key.count))
                    try console.print(console.paint(label, .faint) + SafeText.line(value.flat))
                }
            case .tsv: for (key, value) in fields { try console.print("\(key)\t\(SafeText.line(value.flat))") }
            case .quiet: try console.print(SafeText.line(database.place))
            case .json: try console.print(JSON.object(fields).indented())
            case .csv:
                try console.output.write(Array(CSV.record(fields.map(\.key)).utf8))
                try console.output.write(Array(CSV.record(fields.map(\.value)).utf8))
            case .xml:
                try console.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                try console.print(ListXML.element("database", .object(fields)))
            }
            return .done
        } catch {
            await database.close()
            throw error
        }
    }

    private func fields(_ database: any Database) async throws -> [(key: String, value: JSON)] {
        let status = try await Migrator(SQLDeskStore.migrations).status(database)
        let engine =
            switch database.dialect {
            case .sqlite: "SQLite"
            case .postgres: "PostgreSQL"
            }
        let book: String? =
            status.applied.isEmpty ? nil : try await SQLDeskStore(database).read { try $0.setting("book") }
        return [
            ("place", .text(database.place)), ("engine", .text(engine)), ("book", .text(orNull: book)),
            ("step", .integer(status.applied.count)), ("pending", .integer(status.pending.count)),
            (
                "migrated",
                .text(orNull: status.applied.last.map { Instant(milliseconds: $0.atMilliseconds).description })
            ),
        ]
    }
}
