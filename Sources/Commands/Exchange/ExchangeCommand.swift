import ArgumentParser

/// `exchange …`
struct ExchangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange",
        abstract: "Other products' formats, and the mappings of their names to ours.",
        subcommands: [ExchangeFormats.self, ExchangeCheck.self, ExchangeRun.self]
    )
}
