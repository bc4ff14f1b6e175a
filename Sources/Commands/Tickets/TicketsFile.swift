import ArgumentParser
import Basics
import Casework
import Glibc

/// `tickets file`
struct TicketsFile: Verb {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Take a file off a ticket: to standard output, or into a file.",
        discussion: "Its bytes are compared with the SHA-256 that was recorded when it was attached."
    )

    @Argument(help: ArgumentHelp("The ticket: R-10001, 10001 or an id.", valueName: "ticket"))
    var reference: String

    @Argument(help: "The name of the file, as 'tickets show' lists it.")
    var name: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write into this file, which must not be there yet.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let reference = try Targets.one(reference)
        if output == nil, surroundings.console.outputIsTerminal {
            throw Failure.usage("a file's bytes may upset a terminal; name a file with -o, or use a pipe")
        }
        return try await desk.withSession(.reading, surroundings) { session in
            let name = name
            let read = { @Sendable (sink: @escaping @Sendable ([UInt8]) throws -> Void) async throws -> Void in
                _ = try await session.desk.readFile(named: name, of: reference, for: session.actor, sink)
            }
            if let output {
                try await NewFile.write(output, replacing: false, name: surroundings.makeID().description) { file in
                    try await read { try file.write($0) }
                }
            } else {
                try await read { try surroundings.console.output.write($0) }
                try surroundings.console.output.flush()
            }
            return .done
        }
    }
}
