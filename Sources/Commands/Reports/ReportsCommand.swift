import ArgumentParser

/// `reports …`
struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Count tickets, sum credits, measure times, and list what was granted against policy.",
        subcommands: [ReportsVolumes.self, ReportsCredits.self, ReportsTimes.self, ReportsExceptions.self]
    )
}
