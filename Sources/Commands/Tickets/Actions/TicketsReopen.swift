import ArgumentParser
import Tickets

/// `tickets reopen`
struct ReopenArguments: ActionArguments {
    static let action = TicketAction.reopen

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .reopen(try writing.given(surroundings))
    }
}
