import ArgumentParser
import Casework
import Tickets

/// `next`
struct NextCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Show the ticket that most needs somebody, and take it.",
        discussion: "Ends with 6 when no ticket is waiting."
    )

    @Flag(name: .long, help: "Take it out of the queue at once.")
    var take = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let purpose: Session.Purpose = !take ? .reading : rehearsal.dryRun ? .rehearsing : .changing
        let format = output.format(on: surroundings.console)
        let console = output.console(surroundings)
        return try await desk.withSession(purpose, surroundings) { session in
            let found =
                take
                ? try await session.desk.takeNext(by: session.actor) : try await session.desk.next(for: session.actor)
            guard let found else {
                console.say("no ticket is waiting")
                return .notFound
            }
            try write(
                try await session.desk.show(.id(found.id), to: session.actor),
                format,
                console,
                surroundings
            )
            return .done
        }
    }

    private func write(_ view: TicketView, _ format: Format, _ console: Console, _ surroundings: Surroundings) throws {
        let now = surroundings.now()
        switch format {
        case .table, .tsv:
            let card = TriageCard(
                view,
                place: "",
                at: now,
                width: console.width,
                console,
                wayToAll: "see 'recoup tickets show \(view.ticket.shownName)'"
            )
            let possible = view.choices.filter(\.isAllowed).map(\.action.rawValue).joined(separator: ", ")
            let words = DisplayWidth.wrapped("You can: \(possible.isEmpty ? "nothing" : possible)", to: console.width)
            try console.print(card.lines(height: nil) + [""] + words)
        case .json: try console.print(TicketFields.of(view, showsRefusals: false), named: "ticket", asXML: false)
        case .xml: try console.print(TicketFields.of(view, showsRefusals: false), named: "ticket", asXML: true)
        case .csv, .quiet:
            try Listing.tickets(at: now).write(
                [TicketSummary(of: view.ticket, under: view.rules)],
                as: format,
                to: console
            )
        }
    }
}
