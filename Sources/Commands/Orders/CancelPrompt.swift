import Basics
import Casework
import Orders

/// Shows a person at a terminal what cancelling does, and has them name what they cancel (seed, "Cancel a purchase").
struct CancelPrompt {
    /// What is needed to cancel.
    struct Answer: Sendable {
        let quote: GUID
        let confirmation: CancellationConfirmation
    }

    private let view: QuoteView
    private let book: Book
    private let surroundings: Surroundings

    init(_ view: QuoteView, book: Book, _ surroundings: Surroundings) {
        self.view = view
        self.book = book
        self.surroundings = surroundings
    }

    /// What was given, or else what the person answers. Throws the refusal where nothing can be cancelled, and
    /// ``Failure/unconfirmed(_:)`` for a person who does not confirm.
    func answer(customer: String?, product: String?, reference: String?) throws -> Answer {
        let console = surroundings.console
        let layout = FactLines(width: console.width, console: console)
        let lines = QuotePage(view, zone: nil, book: book, layout).lines(hasCommands: false)
        try write((lines + [""]).joined(separator: "\n") + "\n")
        guard let offered = view.offered else {
            if view.draft != nil { console.say("the way on: \(QuotePage.requestCommand(for: view.order))") }
            throw DeskError.orderRefused(.notCancellable(view.quote))
        }
        for line in DisplayWidth.wrapped(Self.important, to: console.width) { try write(line + "\n") }
        try write("\n")
        let owner = view.customer
        let named = try ask("Customer (name, domain or tenant GUID)", customer) { text in
            CustomerReference(text).names(owner) ? nil : .otherCustomer(text)
        }
        let items = view.quote.eligibleLines.map(\.item)
        let chosen = try ask("Product (title or PRODUCT:SKU)", product) { text in
            items.contains { $0.isCalled(text) } ? nil : .otherProduct(text, actual: items.map(\.title))
        }
        var called = reference
        if book == .external, called == nil {
            called = try ask("Partner Center's reference of the cancellation", nil) { text in
                text.trimmed.isEmpty ? .referenceMissing : nil
            }
        }
        guard try line("Type 'yes' to cancel order \(view.order.id)").trimmed == "yes" else {
            throw Failure.unconfirmed("it was not confirmed, so nothing was cancelled")
        }
        return Answer(
            quote: offered.id,
            confirmation: CancellationConfirmation(
                customer: CustomerReference(named),
                product: chosen,
                isAcknowledged: true,
                reference: called
            )
        )
    }

    private static let important = """
        Important: keys and download links die at once, and the customer must uninstall the software. The credit appears on \
        the next monthly invoice. This cannot be undone.
        """

    /// The first answer that nothing is wrong with; what was given on the command line goes first.
    private func ask(_ question: String, _ given: String?, _ refusal: (String) -> OrderRefusal?) throws -> String {
        var text = try given ?? line(question)
        while let refusal = refusal(text) {
            surroundings.console.say(SafeText.line(refusal.sentence))
            text = try line(question)
        }
        return text
    }

    private func line(_ question: String) throws -> String {
        try write("\(question): ")
        guard let line = try surroundings.input.line() else {
            throw Failure.interrupted("the input ended before it was confirmed; nothing was cancelled")
        }
        return line
    }

    private func write(_ text: String) throws {
        try surroundings.console.errors.write(Array(text.utf8))
        try surroundings.console.errors.flush()
    }
}
