import ArgumentParser

/// `bulks …`
struct BulksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulks",
        abstract: "Look at what was done to several tickets at once.",
        subcommands: [BulksList.self, BulksShow.self]
    )
}
