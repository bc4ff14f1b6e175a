import ArgumentParser
import Orders

/// Options that stand before the command, as in `recoup --database desk.db tickets list`, belong to the command.
enum ArgumentOrder {
    private static let withValue: Set<String> = ["--database", "--as", "--durability", "--templates"]
    private static let flags: Set<String> = ["--json", "--csv", "--xml", "--quiet", "-q", "--no-color"]

    /// The same words with such options moved behind the command's name, and with ids of orders guarded.
    static func arranged(_ arguments: [String]) -> [String] {
        let arguments = guarded(arguments)
        var options: [String] = []
        var rest = arguments[...]
        while let word = rest.first {
            if flags.contains(word) || withValue.contains(where: { word.hasPrefix($0 + "=") }) {
                options.append(rest.removeFirst())
            } else if withValue.contains(word), rest.count > 1 {
                options += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        guard !options.isEmpty else { return arguments }
        var command: any ParsableCommand.Type = RecoupCommand.self
        var names: [String] = []
        while let word = rest.first,
            let next = command.configuration.allSubcommands.first(where: { $0.configuration.commandName == word })
        {
            names.append(rest.removeFirst())
            command = next
        }
        return names.isEmpty ? arguments : names + options + rest
    }

    /// An order's id may begin with a hyphen, which would make an option of it. No option of ours looks like one; a blank in
    /// front, which reading it takes away, keeps it a value.
    private static func guarded(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments.enumerated().map { index, word in
            index < end && word.hasPrefix("-") && (try? OrderID(word)) != nil ? " " + word : word
        }
    }
}
