import ArgumentParser
import Tickets

/// `tickets dispute`
struct DisputeArguments: ActionArguments {
    static let action = TicketAction.dispute

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .dispute(try writing.required("what is missing or wrong?", surroundings))
    }
}
