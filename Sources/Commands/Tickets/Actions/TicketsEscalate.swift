import ArgumentParser
import Tickets

/// `tickets escalate`
struct EscalateArguments: ActionArguments {
    static let action = TicketAction.escalate

    @Option(name: .long, help: ArgumentHelp("Microsoft's reference of the request.", valueName: "reference"))
    var reference: String?

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .escalate(reference: reference, text: try writing.given(surroundings))
    }
}
