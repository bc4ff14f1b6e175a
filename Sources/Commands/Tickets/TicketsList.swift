import ArgumentParser
import Casework
import Tickets

/// `tickets list`
struct TicketsList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tickets.",
        discussion: """
            The query is a list of conditions that must all hold, as \
            'status:underReview impact:critical tenant:contoso.com amount>=1000 age>3d assignee:none -reason:duplicate \
            "free text" sort:-amount'. Fields: \(QueryFault.fields.joined(separator: ", ")). Words match by their \
            beginning; a minus sign turns a condition round. Put \
            quotation marks for the shell around a query that begins with a minus sign, and -- in front of it.
            """
    )

    @Argument(help: "What to look for; everything when it is left out.")
    var query: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take the query from this view, as 'views list' shows it; a query narrows it.",
            valueName: "name"
        )
    )
    var view: String?

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many, up to 500.", valueName: "n"))
    var limit = 50

    @Flag(name: .long, help: "All of them, however many.")
    var all = false

    @Option(name: .long, help: ArgumentHelp("Go on where a list ended, as it said.", valueName: "cursor"))
    var after: String?

    @Flag(name: .long, help: "Only say how many there are, exactly.")
    var count = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard (1...500).contains(limit) else { throw ValidationError("--limit takes 1 to 500; --all lists everything") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let own = try TicketQuery(arguments: query)
        var cursor: Cursor?
        if let after {
            guard let read = Cursor(after) else {
                throw Failure.usage("'\(SafeText.line(after))' is no cursor; take it from the end of a list")
            }
            cursor = read
        }
        return try await desk.withSession(.reading, surroundings) { session in
            let query = try await narrowed(own, session)
            if count {
                try surroundings.console.print(
                    String(try await session.desk.count(query, for: session.actor, exactly: true))
                )
                return .done
            }
            let format = output.format(on: surroundings.console)
            var writer = ListWriter(.tickets(at: surroundings.now()), format, output.console(surroundings))
            var isEmpty = true
            repeat {
                let page = try await session.desk.list(
                    query,
                    for: session.actor,
                    after: cursor,
                    limit: all ? 500 : limit
                )
                for item in page.items { try writer.write(item) }
                isEmpty = isEmpty && page.items.isEmpty
                cursor = page.next
            } while all && cursor != nil
            try writer.finish()
            if isEmpty, surroundings.console.errorsAreTerminal { surroundings.console.say("no tickets match") }
            if let cursor { surroundings.console.say("there are more; go on with --after \(cursor), or list --all") }
            return .done
        }
    }

    /// The view's query with the conditions of `own`, in the order of the latter if it names one.
    private func narrowed(_ own: TicketQuery, _ session: Session) async throws -> TicketQuery {
        guard let view else { return own }
        let text = try await session.desk.view(named: view, for: session.actor).query
        let base: TicketQuery
        do throws(QueryFault) { base = try TicketQuery(text) } catch { throw Failure.query(text, error) }
        return TicketQuery(terms: base.terms + own.terms, sort: own.sort == .standard ? base.sort : own.sort)
    }
}

extension TicketQuery {
    /// A query as the shell hands it over, its words joined by blanks. Throws ``Failure/query(_:_:)``.
    init(arguments: [String]) throws {
        let text = arguments.joined(separator: " ")
        do throws(QueryFault) { self = try TicketQuery(text) } catch { throw Failure.query(text, error) }
    }
}
