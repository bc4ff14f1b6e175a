import ArgumentParser
import Casework

/// `views list`
struct ViewsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List views, each with how many tickets it finds for you.",
        discussion: "Counting ends at 1,000; 'tickets list --view NAME --count' counts on."
    )

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let views = try await session.desk.countedViews(for: session.actor)
            try Listing.views.write(
                views,
                as: output.format(on: surroundings.console),
                to: output.console(surroundings)
            )
            return .done
        }
    }
}

extension Listing where Row == CountedView {
    static var views: Listing<CountedView> {
        Listing(
            names: ("views", "view"),
            columns: [
                Column(title: "NAME", minimum: 10, shown: { ($0.view.name, .strong) }, exact: \.view.name),
                Column(
                    title: "TICKETS",
                    isRightAligned: true,
                    shown: { row in (row.count.map { shown($0, row) } ?? "?", row.count == nil ? .bad : nil) },
                    exact: { row in row.count.map { "\($0)\(row.isAtLeast ? "+" : "")" } ?? "" }
                ),
                Column(title: "QUERY", minimum: 16, shown: { ($0.view.query, nil) }, exact: \.view.query),
                Column(title: "SCOPE", rank: 1, shown: { ($0.view.scope.word, .faint) }, exact: \.view.scope.word),
                Column(
                    title: "BY",
                    minimum: 6,
                    rank: 2,
                    shown: { ($0.view.scope.sharer ?? "", nil) },
                    exact: { $0.view.scope.sharer ?? "" }
                ),
            ],
            fields: { row in
                [
                    ("name", .text(row.view.name)), ("count", row.count.map { .integer(Int64($0)) } ?? .null),
                    ("atLeast", .flag(row.isAtLeast)), ("query", .text(row.view.query)),
                    ("scope", .text(row.view.scope.word)), ("by", .text(orNull: row.view.scope.sharer)),
                ]
            },
            name: \.view.name
        )
    }

    private static func shown(_ count: Int, _ row: CountedView) -> String {
        Sizes.grouped(Int64(count)) + (row.isAtLeast ? "+" : "")
    }
}

extension SavedView.Scope {
    fileprivate var word: String {
        switch self {
        case .builtIn: "built in"
        case .shared: "shared"
        case .personal: "personal"
        }
    }

    fileprivate var sharer: String? {
        switch self {
        case .shared(let name): name
        case .builtIn, .personal: nil
        }
    }
}
