import ArgumentParser

/// `products …`
struct ProductsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "products",
        abstract: "List what is on sale, bring in a price list, and say where Azure reservations are not sold.",
        subcommands: [ProductsList.self, ProductsImport.self, ProductsMarkets.self]
    )
}
