import ArgumentParser

/// `orders …`
struct OrdersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders",
        abstract: "List orders, bring them in, buy, and cancel with a quote.",
        subcommands: [
            OrdersList.self, OrdersShow.self, OrdersQuote.self, OrdersCancel.self, OrdersImport.self, OrdersBuy.self,
            OrdersAddSeats.self,
        ]
    )
}
