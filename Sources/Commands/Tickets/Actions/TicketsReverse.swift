import ArgumentParser
import Tickets

/// `tickets reverse`
struct ReverseArguments: ActionArguments {
    static let action = TicketAction.reverse

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .reverse(try writing.required("why is the credit taken back?", surroundings))
    }
}
