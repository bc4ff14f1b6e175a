import ArgumentParser
import Tickets

/// `tickets credit`
struct CreditArguments: ActionArguments {
    static let action = TicketAction.credit

    @Option(
        name: .long,
        help: ArgumentHelp("The reference of what was done in Partner Center.", valueName: "reference")
    )
    var reference: String

    func command(_: Session, _: Surroundings) -> TicketCommand { .credit(reference: reference) }
}
