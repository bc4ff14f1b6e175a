import ArgumentParser
import Tickets

/// `tickets correct`
struct CorrectArguments: ActionArguments {
    static let action = TicketAction.correct

    @OptionGroup var writing: TextOptions

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        .correct(try writing.required("how was the dispute put right?", surroundings))
    }
}
