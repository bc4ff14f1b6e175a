import ArgumentParser

/// Every command with its help, as Markdown.
package enum CommandReference {
    package static var text: String {
        var lines = ["## Exit codes", "", "| Code | Meaning |", "| --- | --- |"]
        lines += CommandOutcome.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
        lines += ["", "## Environment", "", "| Variable | Meaning |", "| --- | --- |"]
        lines += EnvironmentVariable.allCases.map { "| `\($0.rawValue)` | \($0.meaning) |" }
        lines += ["", "## Commands"]
        for entry in entries {
            lines += ["", "### \(entry.name)", "", "```", entry.help, "```"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    struct Entry {
        let name: String
        let type: any ParsableCommand.Type

        /// The help, 80 columns wide, without blanks at line ends.
        var help: String {
            RecoupCommand.helpMessage(for: type, columns: 80).split(separator: "\n", omittingEmptySubsequences: false)
                .map { line in
                    var line = line
                    while line.last == " " { line.removeLast() }
                    return String(line)
                }
                .joined(separator: "\n")
        }
    }

    /// Every command below and with the first, in the order of the help.
    static var entries: [Entry] { entries(of: RecoupCommand.self, under: []) }

    private static func entries(of type: any ParsableCommand.Type, under path: [String]) -> [Entry] {
        let words = path + [type.configuration.commandName ?? type._commandName]
        return [Entry(name: words.joined(separator: " "), type: type)]
            + type.configuration.allSubcommands.flatMap { entries(of: $0, under: words) }
    }
}

extension CommandConfiguration {
    /// Grouped or not.
    var allSubcommands: [any ParsableCommand.Type] {
        ungroupedSubcommands + groupedSubcommands.flatMap(\.subcommands)
    }
}
