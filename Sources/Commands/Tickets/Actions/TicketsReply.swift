import ArgumentParser
import Tickets

/// `tickets reply`
struct ReplyArguments: ActionArguments {
    static let action = TicketAction.reply

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .reply(try writing.required("what is the answer to the desk?", surroundings))
    }
}
