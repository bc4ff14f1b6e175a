import ArgumentParser
import Casework
import Orders

/// `orders list`
struct OrdersList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List orders, the latest first.",
        discussion: """
            On a terminal an order goes by its short number, in a pipe by its id; every command takes both. A cancelled order \
            may be shown as propagating for a while, as Partner Center's lists do; it is cancelled all the same.
            """
    )

    @Option(name: .long, help: ArgumentHelp("Of this customer: tenant GUID, domain or name.", valueName: "customer"))
    var customer: String?

    @Option(name: .long, help: "In this status.")
    var status: OrderStatus?

    @Option(
        name: .long,
        help: ArgumentHelp("With this product, as DG7GMGF0FKZV or DG7GMGF0FKZV:0003.", valueName: "product")
    )
    var product: String?

    @OptionGroup var days: DayOptions
    @OptionGroup(title: "List") var page: PageOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            var filter = OrderFilter()
            filter.status = status
            filter.from = days.start
            filter.before = days.end
            if let product { (filter.product, filter.sku) = ProductReference.parts(product) }
            var cursor: OrderCursor?
            if let after = page.after {
                let order = try await session.desk.order(after, for: session.actor).order
                cursor = OrderCursor(placedAt: order.placedAt, id: order.id)
            }
            var writer = ListWriter(.orders, output.format(on: surroundings.console), output.console(surroundings))
            var isEmpty = true
            repeat {
                let found = try await session.desk.orders(
                    filter,
                    of: customer.map { CustomerReference($0) },
                    for: session.actor,
                    after: cursor,
                    limit: page.pageLength
                )
                for order in found.orders { try writer.write(order) }
                isEmpty = isEmpty && found.orders.isEmpty
                cursor = found.next
            } while page.all && cursor != nil
            try writer.finish()
            page.sayEnd(isEmpty: isEmpty, of: "orders", goingOnBehind: cursor?.id.text, on: surroundings.console)
            return .done
        }
    }
}
