import ArgumentParser
import Basics
import Casework
import Orders
import Tickets

/// `orders cancel`
struct OrdersCancel: Verb {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel an order, or some of its lines, and post the credit that a quote promised.",
        discussion: """
            On a terminal it shows the quote and asks for the customer, the product and 'yes'. In a script --quote, \
            --customer, --product and --acknowledge are needed; take the quote from 'recoup orders quote'. What is posted is \
            what was shown: a quote that ended or that would be another now is refused. In the external book cancel in Partner \
            Center first, and give its reference.
            """
    )

    @Argument(help: ArgumentHelp("The order: its id or its short number.", valueName: "order"))
    var order: String

    @Option(
        name: .long,
        help: ArgumentHelp("On a terminal: only this line; may be given several times.", valueName: "n")
    )
    var line: [Int] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The quote that is confirmed, with the lines that it was made for.", valueName: "id"),
        transform: Reading.guid
    )
    var quote: GUID?

    @Option(name: .long, help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String?

    @Option(name: .long, help: ArgumentHelp("The product: its title, PRODUCT or PRODUCT:SKU.", valueName: "product"))
    var product: String?

    @Flag(name: .long, help: "Keys and links die at once, and the software must be uninstalled: that is understood.")
    var acknowledge = false

    @Option(name: .long, help: ArgumentHelp("What Partner Center calls the cancellation.", valueName: "reference"))
    var reference: String?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if quote != nil, !line.isEmpty {
            throw ValidationError("a quote names its lines itself; --line goes with asking for one")
        }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let isAsking = quote == nil && surroundings.input.isTerminal && surroundings.console.errorsAreTerminal
        let confirmed = try isAsking ? await asked(surroundings) : given()
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let done = try await session.desk.cancel(
                order,
                quote: confirmed.quote,
                confirmed.confirmation,
                by: session.actor
            )
            try show(done, surroundings)
            return .done
        }
    }

    /// What the options say. Throws ``Failure/usage(_:)`` with those that are missing.
    private func given() throws -> CancelPrompt.Answer {
        guard let quote, let customer, let product, acknowledge else {
            let missing = [
                ("--quote", quote == nil), ("--customer", customer == nil), ("--product", product == nil),
                ("--acknowledge", !acknowledge),
            ].filter(\.1).map(\.0)
            throw Failure.usage(
                "without a terminal \(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") needed; "
                    + "'recoup orders quote \(SafeText.line(order.trimmed))' gives a quote and the command to confirm it"
            )
        }
        return CancelPrompt.Answer(
            quote: quote,
            confirmation: CancellationConfirmation(
                customer: CustomerReference(customer),
                product: product,
                isAcknowledged: acknowledge,
                reference: reference
            )
        )
    }

    /// What a person at the terminal says, to a quote of this moment.
    private func asked(_ surroundings: Surroundings) async throws -> CancelPrompt.Answer {
        try await desk.withSession(.reading, surroundings) { session in
            try session.actor.person.require(.cancelOrders)
            let view = try await session.desk.quote(
                order,
                lines: line.isEmpty ? nil : Set(line),
                for: session.actor
            )
            let prompt = CancelPrompt(view, book: session.desk.book, surroundings)
            return try prompt.answer(customer: customer, product: product, reference: reference)
        }
    }

    private func show(_ done: CancelledOrder, _ surroundings: Surroundings) throws {
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        guard format == .table else {
            let rows = done.order.tracked(done.credits, of: done.customer)
            try Listing.credits.write(rows, as: format, to: console)
            return
        }
        let verb = rehearsal.dryRun ? "would be" : "is"
        let whole = done.order.status == .cancelled ? "" : " in part"
        try console.print("\(done.order.id) \(verb) \(console.paint("cancelled", .good))\(whole)")
        for credit in done.credits {
            try console.print(
                "credit \(credit.amounts.shown) \(verb) due on the invoice of \(credit.due), out by \(credit.visibleBy)"
            )
        }
        try console.output.flush()
        console.say("keys and links \(rehearsal.dryRun ? "would be" : "are") dead; the software must be uninstalled")
    }
}

extension Order {
    /// Credits of this order as the credit tracker lists them.
    fileprivate func tracked(_ credits: [LineCredit], of owner: Customer) -> [TrackedCredit] {
        let keys = Set(credits.map(\.key))
        return lines.flatMap { line in
            line.credits.filter { keys.contains($0.key) }.map { credit in
                TrackedCredit(
                    posted: PostedCredit(credit, on: line, of: self),
                    customer: owner,
                    isOverdue: false
                )
            }
        }
    }
}
