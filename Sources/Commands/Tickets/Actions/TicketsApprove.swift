import ArgumentParser
import Basics
import Tickets

/// `tickets approve`
struct ApproveArguments: ActionArguments {
    static let action = TicketAction.approve

    @Option(
        name: .long,
        help: ArgumentHelp("The amount granted, tax included, as '1250.00 USD'.", valueName: "amount"),
        transform: Reading.money
    )
    var amount: Money

    @Option(name: .long, help: "Whether the rules owe it, or it is goodwill; a partial amount always is.")
    var kind = CreditKind.cancellation

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .approve(kind, amount, try writing.given(surroundings))
    }
}
