import ArgumentParser
import Basics
import Tickets

/// `tickets answer`
struct AnswerArguments: ActionArguments {
    static let action = TicketAction.answer

    @Option(
        name: .long,
        help: ArgumentHelp("The amount that Microsoft granted, as '1250.00 USD'.", valueName: "amount"),
        transform: Reading.money
    )
    var granted: Money?

    @Flag(name: .long, help: "Microsoft refused.")
    var refused = false

    @Flag(name: .long, help: "Microsoft asks something.")
    var question = false

    @Option(name: .long, help: ArgumentHelp("Microsoft's reference of the request.", valueName: "reference"))
    var reference: String

    @OptionGroup var writing: TextOptions

    func validate() throws {
        guard [granted != nil, refused, question].filter(\.self).count == 1 else {
            throw ValidationError("say what Microsoft answered: one of --granted, --refused and --question")
        }
    }

    func command(_: Session, _ surroundings: Surroundings) throws -> TicketCommand {
        let ruling: VendorAnswer.Ruling = granted.map { .granted($0) } ?? (refused ? .refused : .question)
        return .answer(VendorAnswer(ruling: ruling, reference: reference, text: try writing.given(surroundings)))
    }
}
