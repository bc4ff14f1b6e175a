import ArgumentParser
import Basics
import Casework
import Orders

/// `orders quote`
struct OrdersQuote: Verb {
    static let configuration = CommandConfiguration(
        commandName: "quote",
        abstract: "Say whether an order can be cancelled, until when, and what would be credited.",
        discussion: """
            Nothing changes. A quote about now can be confirmed with 'recoup orders cancel' until it ends: at 00:00 UTC, when \
            another day begins to count, or with the cancellation window. It ends as cancelling would: with 0 when something can \
            be cancelled, with 5 when it was cancelled before, else with 1.
            """
    )

    @Argument(help: ArgumentHelp("The order: its id or its short number.", valueName: "order"))
    var order: String

    @Option(name: .long, help: ArgumentHelp("Only this line; may be given several times.", valueName: "n"))
    var line: [Int] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Answer for another moment, as 2026-11-23T08:15:00Z; cannot be confirmed.",
            valueName: "instant"
        ),
        transform: Reading.instant
    )
    var at: Instant?

    @Option(
        name: .long,
        help: ArgumentHelp("Show instants in this time zone as well, as Asia/Seoul.", valueName: "zone"),
        transform: Reading.zone
    )
    var zone: Zone?

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let view = try await session.desk.quote(
                order,
                lines: line.isEmpty ? nil : Set(line),
                at: at,
                for: session.actor
            )
            let console = output.console(surroundings)
            let format = output.format(on: surroundings.console)
            switch format {
            case .table, .tsv:
                let layout = FactLines(width: format == .table ? console.width : Int.max, console: console)
                let page = QuotePage(view, zone: zone, book: session.desk.book, layout)
                try console.print(page.lines(hasCommands: true))
            case .json, .xml:
                try console.print(QuoteFields.of(view, zone: zone), named: "quote", asXML: format == .xml)
            case .csv: try Listing.quotedLines.write(view.quote.lines, as: format, to: console)
            case .quiet:
                if let offered = view.offered { try console.print([offered.id.description]) }
            }
            return view.quote.verdict.isEligible ? .done : OrderRefusal.notCancellable(view.quote).status
        }
    }
}

extension Listing where Row == LineQuote {
    /// The arithmetic, line by line.
    fileprivate static var quotedLines: Listing<LineQuote> {
        Listing(
            names: ("lines", "line"),
            columns: [],
            fields: { line in
                [
                    ("line", .integer(line.line)), ("product", .text(line.item.id)), ("title", .text(line.item.title)),
                    ("quantity", .integer(line.quantity)), ("verdict", .text(line.verdict.sentence)),
                    ("policy", .text(orNull: line.policy?.name)),
                    ("formula", .text(orNull: line.calculation?.formula)),
                    ("net", .decimal(orNull: line.credit?.netNumber)),
                    ("tax", .decimal(orNull: line.credit?.taxNumber)),
                    ("gross", .decimal(orNull: line.credit?.gross.number)),
                    ("currency", .text(orNull: line.credit?.currency.code)),
                ]
            },
            name: { String($0.line) }
        )
    }
}
