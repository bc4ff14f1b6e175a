import ArgumentParser
import Tickets

/// `tickets settle`
struct SettleArguments: ActionArguments {
    static let action = TicketAction.settle

    @Option(name: .long, help: ArgumentHelp("The invoice that shows the credit, as G000024135.", valueName: "number"))
    var invoice: String

    @Option(name: .long, help: ArgumentHelp("The line of the invoice.", valueName: "n"))
    var line: Int64?

    func command(_: Session, _: Surroundings) -> TicketCommand { .settle(invoice: invoice, line: line) }
}
