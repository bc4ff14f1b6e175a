import ArgumentParser
import Casework
import Tickets
import Workflows

/// What one action of the workflow takes at the command line, besides the tickets it is done to.
protocol VerbArguments: ParsableArguments {
    static var action: TicketAction { get }

    /// What is asked of the tickets.
    func act(_ session: Session, _ surroundings: Surroundings) async throws -> BulkAct
}

/// The same for an action that asks the same of every ticket.
protocol ActionArguments: VerbArguments {
    func command(_ session: Session, _ surroundings: Surroundings) async throws -> TicketCommand
}

extension ActionArguments {
    func act(_ session: Session, _ surroundings: Surroundings) async throws -> BulkAct {
        .same(try await command(session, surroundings))
    }
}

/// An action of the workflow as a verb: its name, its help and where it applies come from the workflow itself.
struct ActionVerb<Arguments: VerbArguments>: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Arguments.action.rawValue,
            abstract: Arguments.action.abstract,
            discussion: Arguments.action.whereItApplies
        )
    }

    @OptionGroup var selection: Selection
    @OptionGroup(title: "Action") var arguments: Arguments
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Change") var bulk: BulkOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private static var oneTicket: String { "--if-version takes exactly one ticket and one amount" }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let targets = try selection.targets(surroundings)
        let isRehearsal = change.rehearsal.dryRun
        return try await desk.withSession(isRehearsal ? .rehearsing : .changing, surroundings) { session in
            // Before an editor is opened for a text that nobody would get.
            if let seen = change.ifVersion {
                guard case .listed(let references) = targets, references.count == 1 else {
                    throw Failure.usage(Self.oneTicket)
                }
                try await session.desk.requireUnchanged(references[0], since: seen, for: session.actor)
            }
            let act = try await arguments.act(session, surroundings)
            if case .listed(let references) = targets, references.count == 1, case .same(let command) = act {
                var change = BulkChange(Arguments.action, isRehearsal: isRehearsal, output, surroundings)
                await change.take(references[0]) {
                    try await session.desk.perform(
                        command,
                        on: references[0],
                        seen: self.change.ifVersion,
                        by: session.actor
                    )
                }
                return try change.finish()
            }
            if change.ifVersion != nil { throw Failure.usage(Self.oneTicket) }
            let run = BulkRun(
                session,
                isRehearsal: isRehearsal,
                isConfirmed: bulk.yes,
                isFound: selection.query != nil,
                output,
                surroundings
            )
            return try await run(session.desk.bulk(act, on: targets, by: session.actor))
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
