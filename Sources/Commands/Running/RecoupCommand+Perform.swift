import ArgumentParser
import Glibc

extension RecoupCommand {
    /// Runs one command line and says how the program is to end.
    package static func perform(_ arguments: [String], in surroundings: Surroundings) async -> CommandOutcome {
        let status: CommandOutcome
        do {
            var command = try parseAsRoot(ArgumentOrder.arranged(arguments))
            if let verb = command as? any Verb {
                status = try await verb.run(in: surroundings)
            } else if command is any AsyncParsableCommand {
                // A group of commands without one of them: its help, as for --help, but on the error side.
                let help = helpMessage(for: type(of: command), columns: surroundings.console.width)
                try surroundings.console.errors.write(Array((help + "\n").utf8))
                status = .usage
            } else {
                // The parser's own: help. It ends by throwing what it has to say.
                try command.run()
                status = .done
            }
            try surroundings.console.output.flush()
            try surroundings.console.errors.flush()
            return status
        } catch {
            return report(error, in: surroundings)
        }
    }

    private static func report(_ error: any Error, in surroundings: Surroundings) -> CommandOutcome {
        let console = surroundings.console
        // What the parser throws is its own: help and version are successes, everything else is usage.
        if isParserError(error) {
            let text = fullMessage(for: error, columns: console.width)
            if exitCode(for: error) == .success {
                try? console.print(text)
                try? console.output.flush()
                return .done
            }
            console.say(text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text)
            return .usage
        }
        let report = ErrorReport(error)
        try? console.output.flush()
        if let sentence = report.sentence { console.say(sentence) }
        return report.status
    }

    private static func isParserError(_ error: any Error) -> Bool {
        let code = exitCode(for: error)
        return code == .validationFailure || code == .success
    }

    /// The program itself.
    package static func start() async -> Never {
        // A reader that went away is told by the write, not by a signal that would end an import at work.
        signal(SIGPIPE, SIG_IGN)
        let status = await perform(Array(CommandLine.arguments.dropFirst()), in: .process())
        Glibc.exit(status.rawValue)
    }
}
