import ArgumentParser
import Casework
import Tickets

/// The tickets that something is done to: named, or found.
struct Selection: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Tickets: R-10001, 10001, an id, a range R-10001..R-10005, or - to read them from standard input.",
            valueName: "ticket"
        )
    )
    var references: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Instead: every ticket that a query finds, as 'tickets list' takes it, and no page of them.",
            valueName: "query"
        )
    )
    var query: String?

    func validate() throws {
        switch (query, references.isEmpty) {
        case (nil, true): throw ValidationError("name the tickets, or find them with --query")
        case (_?, false): throw ValidationError("tickets and --query exclude each other; choose one")
        case (nil, false), (_?, true): break
        }
    }

    /// Throws ``Failure/usage(_:)`` and ``Failure/query(_:_:)``.
    func targets(_ surroundings: Surroundings) throws -> BulkTargets {
        if let query { return .found(try TicketQuery(arguments: [query])) }
        return .listed(try Targets.all(references, surroundings))
    }
}
