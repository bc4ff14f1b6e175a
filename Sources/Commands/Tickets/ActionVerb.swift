import ArgumentParser
import Casework
import Tickets
import Workflows

/// What one action of the workflow takes at the command line, besides the tickets it is done to.
protocol ActionArguments: ParsableArguments {
    static var action: TicketAction { get }

    /// What is asked of the tickets.
    func command(_ session: Session, _ surroundings: Surroundings) async throws -> TicketCommand
}

/// An action of the workflow as a verb: its name, its help and where it applies come from the workflow itself.
struct ActionVerb<Arguments: ActionArguments>: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Arguments.action.rawValue,
            abstract: Arguments.action.abstract,
            discussion: Arguments.action.whereItApplies
        )
    }

    @OptionGroup var targets: Targets
    @OptionGroup(title: "Action") var arguments: Arguments
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let references = try targets.all(surroundings)
        if change.ifVersion != nil, references.count != 1 {
            throw Failure.usage("--if-version takes exactly one ticket, not \(references.count)")
        }
        return try await desk.withSession(change.rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let command = try await arguments.command(session, surroundings)
            var bulk = BulkChange(
                Arguments.action,
                isRehearsal: change.rehearsal.dryRun,
                output.format(on: surroundings.console),
                output.console(surroundings)
            )
            for reference in references {
                await bulk.take(reference) {
                    try await session.desk.perform(command, on: reference, seen: change.ifVersion, by: session.actor)
                }
            }
            return try bulk.finish(at: surroundings.now())
        }
    }
}

extension TicketAction {
    /// The summary as a sentence.
    var abstract: String { summary.prefix(1).uppercased() + summary.dropFirst() + "." }

    /// From the workflow: where the action leads and who may do it.
    var whereItApplies: String {
        let transitions = TicketStatus.transitions.filter { $0.exit.action == self && $0.from != nil }
        var lines: [(words: String, from: [String])] = []
        for transition in transitions {
            let exit = transition.exit
            let goal = transition.from == exit.to ? "the status stays" : "to \(exit.to.rawValue)"
            let who = exit.orderedParts.map(\.rawValue).joined(separator: ", ")
            let words = goal + (exit.mayStay ? ", or stays until a second person approves" : "") + " (by \(who))"
            let from = transition.from?.rawValue ?? ""
            if let index = lines.firstIndex(where: { $0.words == words }) {
                lines[index].from.append(from)
            } else {
                lines.append((words, [from]))
            }
        }
        return lines.map { "From \($0.from.joined(separator: ", ")): \($0.words)." }.joined(separator: "\n")
    }
}
