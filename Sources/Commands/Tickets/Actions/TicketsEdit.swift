import ArgumentParser
import Tickets

/// `tickets edit`
struct EditArguments: ActionArguments {
    static let action = TicketAction.edit

    @OptionGroup var facts: FactOptions

    func command(_: Session, _: Surroundings) throws -> TicketCommand {
        let changes = facts.form
        guard !changes.fields.isEmpty else {
            throw Failure.usage("nothing to change was given; name a fact, as --title; an empty text takes one away")
        }
        return .edit(changes)
    }
}
