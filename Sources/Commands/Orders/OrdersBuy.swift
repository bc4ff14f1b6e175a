import ArgumentParser
import Basics
import Casework
import Orders

/// `orders buy`
struct OrdersBuy: Verb {
    static let configuration = CommandConfiguration(
        commandName: "buy",
        abstract: "Buy on behalf of a customer, in the simulated book.",
        discussion: """
            The customer must have accepted the Microsoft Customer Agreement, and everything has to be on sale in their \
            market, to their segment, in one currency. The same --request-id for the same purchase gives the order that it \
            gave before.
            """
    )

    @Option(name: .long, help: ArgumentHelp("The customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What, as 'products list' names it, and how many; 1 when left out. May be given several times.",
            valueName: "product:sku[=quantity]"
        )
    )
    var item: [String]

    @Option(
        name: .long,
        help: ArgumentHelp("In this currency; else the market's own.", valueName: "code"),
        transform: Reading.currency
    )
    var currency: Currency?

    @Option(name: .long, help: ArgumentHelp("A key of your own that makes the purchase happen once.", valueName: "key"))
    var requestID: String?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let items = try item.map { try Self.item($0, currency) }
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let request = PurchaseRequest(
                customer: CustomerReference(customer),
                items: items,
                requestID: requestID
            )
            let (order, isNew) = try await session.desk.buy(request, by: session.actor)
            try await OrderChange(
                order,
                isNew ? rehearsal.dryRun ? "would be bought" : "is bought" : "was bought before, by the same request"
            ).show(session, output, surroundings)
            return .done
        }
    }

    /// `DG7GMGF0FKZV:0003=2`. Throws ``Failure/usage(_:)``.
    private static func item(_ text: String, _ currency: Currency?) throws -> PurchaseRequest.Item {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let id = parts.first, !id.trimmed.isEmpty, let quantity = parts.count == 1 ? 1 : Int64(parts[1]) else {
            throw Failure.usage(
                "'\(SafeText.line(text))' is no item; write PRODUCT:SKU or PRODUCT:SKU=QUANTITY, as DG7GMGF0FKZV:0003=2"
            )
        }
        return PurchaseRequest.Item(id: id, quantity: quantity, currency: currency)
    }
}

/// An order right after it was changed, and what that was.
struct OrderChange {
    private let order: Order
    private let words: String

    init(_ order: Order, _ words: String) {
        self.order = order
        self.words = words
    }

    /// A sentence on a terminal, the order in the other formats.
    func show(_ session: Session, _ output: OutputOptions, _ surroundings: Surroundings) async throws {
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        if format == .table {
            try console.print(["\(order.id) \(words): \(order.charged.shown)"])
            return
        }
        let customer = try await session.desk.customer(.id(order.customer), for: session.actor)
        let listed = ListedOrder(order: order, customer: customer, isPropagating: false)
        try Listing.orders.write([listed], as: format, to: console)
    }
}
