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

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "Why the rules do not stand in the way, when the verdict is not eligible.",
            valueName: "reason"
        )
    )
    var reason: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What was paid, when the purchase is not in the books: you vouch for it.",
            valueName: "amount"
        ),
        transform: Reading.money
    )
    var attested: Money?

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .approve(
            Grant(kind, amount, text: try writing.given(surroundings), override: reason, attested: attested)
        )
    }
}
