import ArgumentParser
import Tickets

/// `tickets note`
struct NoteArguments: ActionArguments {
    static let action = TicketAction.note

    @Flag(name: .customLong("internal"), help: "For the desk only: requesters never see it.")
    var isInternal = false

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        let text = try writing.required(
            isInternal ? "what should the desk know?" : "what should be said?",
            surroundings
        )
        return .note(Message(text: text, visibility: isInternal ? .internal : .public))
    }
}
