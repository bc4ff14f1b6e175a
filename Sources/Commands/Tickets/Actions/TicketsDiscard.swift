import ArgumentParser
import Tickets

/// `tickets discard`
struct DiscardArguments: ActionArguments {
    static let action = TicketAction.discard

    func command(_: Session, _: Surroundings) -> TicketCommand { .discard }
}
