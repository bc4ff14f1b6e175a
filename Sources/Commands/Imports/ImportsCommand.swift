import ArgumentParser

/// `imports …`
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "Look at past imports and what they quarantined.",
        subcommands: [ImportsList.self, ImportsShow.self]
    )
}
