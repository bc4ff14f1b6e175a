import ArgumentParser
import Tickets
import Workflows

/// `workflow`
struct WorkflowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Draw the workflow of tickets: every status, action and who may do it."
    )

    @Option(name: .long, help: "How.")
    var format = Diagram.table

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try surroundings.console.output.write(Array(format.draw(TicketStatus.self).utf8))
        return .done
    }
}

extension Diagram: ExpressibleByArgument {}
