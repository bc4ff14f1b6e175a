import ArgumentParser
import Tickets

/// `tickets take`
struct TakeArguments: ActionArguments {
    static let action = TicketAction.take

    func command(_: Session, _: Surroundings) -> TicketCommand { .take }
}
