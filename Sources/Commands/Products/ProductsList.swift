import ArgumentParser
import Basics
import Casework
import Orders

/// `products list`
struct ProductsList: Verb {
    /// The most offers that are listed.
    private static let longest = 2_000

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is on sale today, by title.",
        discussion: """
            One line for each market, segment and currency. What 'recoup orders buy' takes is the first column, \
            PRODUCT:SKU. At most \(longest) are listed; narrow a longer list down.
            """
    )

    @Option(name: .long, help: ArgumentHelp("On sale in this market.", valueName: "market"), transform: Reading.market)
    var market: Market?

    @Option(name: .long, help: "For this segment.")
    var segment: Segment?

    @Option(name: .long, help: "Of this kind.")
    var kind: ProductClass?

    @Option(
        name: .long,
        help: ArgumentHelp("With this id, as DG7GMGF0FKZV or DG7GMGF0FKZV:0003.", valueName: "product")
    )
    var product: String?

    @Option(name: .long, help: ArgumentHelp("Whose title begins with this, in any case.", valueName: "text"))
    var title: String?

    @Flag(name: .long, help: "Also what is not on sale today.")
    var all = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            var filter = OfferFilter()
            filter.market = market
            filter.segment = segment
            filter.kind = kind
            filter.titleBeginning = title
            if let product { (filter.product, filter.sku) = ProductReference.parts(product) }
            if !all { filter.onSaleOn = surroundings.now().day }
            let offers = try await session.desk.offers(filter, for: session.actor, limit: Self.longest)
            let format = output.format(on: surroundings.console)
            try Listing.offers.write(offers, as: format, to: output.console(surroundings))
            if offers.isEmpty, surroundings.console.errorsAreTerminal { surroundings.console.say("no products match") }
            if offers.count == Self.longest {
                surroundings.console.say("these are the first \(Self.longest); narrow the list down, as with --market")
            }
            return .done
        }
    }
}

/// How people name a product: `PRODUCT` or `PRODUCT:SKU`, an availability behind it not mattering.
enum ProductReference {
    static func parts(_ text: String) -> (product: String, sku: String?) {
        let parts = text.trimmed.uppercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
    }
}
