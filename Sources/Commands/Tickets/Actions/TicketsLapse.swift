import ArgumentParser
import Tickets

/// `tickets lapse`
struct LapseArguments: ActionArguments {
    static let action = TicketAction.lapse

    func command(_: Session, _: Surroundings) -> TicketCommand { .lapse }
}
