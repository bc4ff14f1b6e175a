import ArgumentParser
import Tickets

/// `tickets ask`
struct AskArguments: ActionArguments {
    static let action = TicketAction.ask

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .ask(try writing.required("what do you want to know from the requester?", surroundings))
    }
}
