import ArgumentParser
import Casework

/// `settings list`
struct SettingsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the settings with their values; an empty value stands for the default."
    )

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let values = try await session.desk.settings(for: session.actor)
            let rows = values.map { SettingRow(setting: $0.setting, value: $0.value) }
            let format = output.format(on: surroundings.console)
            try Listing.settings.write(rows, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

/// A setting with its value; nil where the default holds.
struct SettingRow: Sendable {
    let setting: Setting
    let value: String?
}

extension Listing where Row == SettingRow {
    static var settings: Listing<SettingRow> {
        Listing(
            names: ("settings", "setting"),
            columns: [
                .plain("NAME", style: .strong, \.setting.name),
                Column(
                    title: "VALUE",
                    minimum: 10,
                    shown: { $0.value.map { ($0, nil) } ?? ("(default)", .faint) },
                    exact: { $0.value ?? "" }
                ),
                .plain("MEANING", minimum: 20, rank: 1, style: .faint, \.setting.meaning),
            ],
            fields: { row in
                [
                    ("name", .text(row.setting.name)), ("value", .text(orNull: row.value)),
                    ("meaning", .text(row.setting.meaning)),
                ]
            },
            name: \.setting.name
        )
    }
}
