import ArgumentParser
import Tickets

/// `tickets withdraw`
struct WithdrawArguments: ActionArguments {
    static let action = TicketAction.withdraw

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .withdraw(try writing.given(surroundings))
    }
}
