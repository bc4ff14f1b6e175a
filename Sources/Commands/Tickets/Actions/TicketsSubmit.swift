import ArgumentParser
import Tickets

/// `tickets submit`
struct SubmitArguments: ActionArguments {
    static let action = TicketAction.submit

    func command(_: Session, _: Surroundings) -> TicketCommand { .submit }
}
