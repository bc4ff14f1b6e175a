import ArgumentParser
import Basics
import Casework
import Tickets

/// `tickets approve`
struct ApproveArguments: VerbArguments {
    static let action = TicketAction.approve

    @Option(
        name: .long,
        help: ArgumentHelp("The amount granted, tax included, as '1250.00 USD'.", valueName: "amount"),
        transform: Reading.money
    )
    var amount: Money?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Instead of --amount: of each ticket all that it asks for.",
            discussion: """
                A cancellation gives what its quote shows now, goodwill the amount requested, a second approval what the first \
                was for.
                """
        )
    )
    var full = false

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

    func validate() throws {
        if full == (amount != nil) { throw ValidationError("say what is granted: one of --amount and --full") }
        if full, attested != nil { throw ValidationError("--attested goes with --amount") }
    }

    func act(_: Session, _ surroundings: Surroundings) throws -> BulkAct {
        let text = try writing.given(surroundings)
        guard let amount else { return .approveInFull(kind, text: text, override: reason) }
        return .same(.approve(Grant(kind, amount, text: text, override: reason, attested: attested)))
    }
}
