import ArgumentParser

/// `imports …`
struct ImportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "Look at past imports, and correct what they quarantined.",
        subcommands: [ImportsList.self, ImportsQuarantined.self, ImportsShow.self, ImportsCorrect.self]
    )
}
