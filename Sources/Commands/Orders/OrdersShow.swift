import ArgumentParser
import Casework
import Orders

/// `orders show`
struct OrdersShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an order: its lines with what cancelling them would do, their ledgers, credits and history."
    )

    @Argument(help: ArgumentHelp("The order: its id or its short number.", valueName: "order"))
    var order: String

    @Option(
        name: .long,
        help: ArgumentHelp("Show deadlines in this time zone as well, as Asia/Seoul.", valueName: "zone"),
        transform: Reading.zone
    )
    var zone: Zone?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let view = try await session.desk.order(order, for: session.actor)
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            switch format {
            case .table, .tsv:
                let layout = FactLines(width: format == .table ? console.width : Int.max, console: console)
                try console.print(OrderPage(view, zone: zone, layout).lines)
            case .json, .xml:
                try console.print(OrderFields.of(view), named: "order", asXML: format == .xml)
            case .csv, .quiet: try Listing.orders.write([view.listed], as: format, to: console)
            }
            return .done
        }
    }
}

extension OrderView {
    fileprivate var listed: ListedOrder {
        ListedOrder(order: order, customer: customer, isPropagating: isPropagating)
    }
}
