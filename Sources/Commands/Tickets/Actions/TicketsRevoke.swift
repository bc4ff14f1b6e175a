import ArgumentParser
import Tickets

/// `tickets revoke`
struct RevokeArguments: ActionArguments {
    static let action = TicketAction.revoke

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .revoke(try writing.required("why is the approval taken back?", surroundings))
    }
}
