import ArgumentParser
import Basics
import Orders

/// `products markets`
struct ProductsMarkets: Verb {
    static let configuration = CommandConfiguration(
        commandName: "markets",
        abstract: "Say whether Azure reservations are sold in a market, or list where they are not.",
        discussion: """
            A market is named by its ISO 3166-1 code or its English name, in any case, accents and 'Saint' or 'St.' not \
            mattering. Software follows the price list, not this list.
            """
    )

    @Argument(help: "The market; all in which they are not sold, when left out.")
    var name: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        guard let name else {
            let rows = ReservationMarkets.unavailable.map {
                ReservationMarket(name: $0.seedName, market: $0.market, isAvailable: false)
            }
            try Listing.reservationMarkets.write(rows, as: format, to: console)
            return .done
        }
        let row: ReservationMarket
        if let unavailable = ReservationMarkets.unavailable(named: name) {
            row = ReservationMarket(name: unavailable.seedName, market: unavailable.market, isAvailable: false)
        } else {
            let market: Market
            do throws(Fault) { market = try Market(name) } catch { throw Failure.usage(SafeText.line(error.sentence)) }
            row = ReservationMarket(name: market.name, market: market, isAvailable: true)
        }
        if format == .table {
            let verdict =
                row.isAvailable ? console.paint("are available", .good) : console.paint("are not available", .bad)
            try console.print(["Azure reservations \(verdict) in \(row.name) (\(row.market))"])
        } else {
            try Listing.reservationMarkets.write([row], as: format, to: console)
        }
        return .done
    }
}

/// A market, and whether Azure reservations are sold there.
private struct ReservationMarket: Sendable {
    let name: String
    let market: Market
    let isAvailable: Bool
}

extension Listing where Row == ReservationMarket {
    fileprivate static var reservationMarkets: Listing<ReservationMarket> {
        Listing(
            names: ("markets", "market"),
            columns: [
                .plain("MARKET", style: .strong, \.market.code),
                .plain("NAME", \.name),
                .plain("RESERVATIONS") { $0.isAvailable ? "available" : "not available" },
            ],
            fields: { row in
                [
                    ("market", .text(row.market.code)), ("name", .text(row.name)),
                    ("reservations", .flag(row.isAvailable)),
                ]
            },
            name: \.market.code
        )
    }
}
