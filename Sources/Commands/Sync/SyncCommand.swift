import ArgumentParser

/// `sync …`
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Keep tickets and a live system together.",
        subcommands: [SyncRedmine.self]
    )
}
