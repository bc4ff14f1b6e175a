import ArgumentParser
import Tickets

/// `tickets close`
struct CloseArguments: ActionArguments {
    static let action = TicketAction.close

    func command(_: Session, _: Surroundings) -> TicketCommand { .close }
}
