import ArgumentParser

/// `settings …`
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "See and set what this deployment does its own way.",
        subcommands: [SettingsList.self, SettingsSet.self, SettingsHolidays.self]
    )
}
