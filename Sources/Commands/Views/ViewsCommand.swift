import ArgumentParser

/// `views …`
struct ViewsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "views",
        abstract: "Queries of the queue under names: built in, shared, and your own.",
        subcommands: [ViewsList.self, ViewsSave.self, ViewsRemove.self]
    )
}
