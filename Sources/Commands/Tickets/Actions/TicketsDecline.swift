import ArgumentParser
import Tickets

/// `tickets decline`
struct DeclineArguments: ActionArguments {
    static let action = TicketAction.decline

    @Option(name: .long, help: "Why the refund is refused.")
    var reason: DeclineReason

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .decline(reason, try writing.given(surroundings))
    }
}
