import ArgumentParser

/// `database …`
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Make a database, bring it up to date, look at it, copy it.",
        subcommands: [DatabaseCreate.self, DatabaseMigrate.self, DatabaseStatus.self, DatabaseBackup.self]
    )
}
