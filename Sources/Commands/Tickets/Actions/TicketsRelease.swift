import ArgumentParser
import Tickets

/// `tickets release`
struct ReleaseArguments: ActionArguments {
    static let action = TicketAction.release

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .release(try writing.given(surroundings))
    }
}
