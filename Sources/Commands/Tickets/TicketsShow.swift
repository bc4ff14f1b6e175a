import ArgumentParser
import Casework
import Tickets

/// `tickets show`
struct TicketsShow: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show tickets: the facts, what happened, and what can be done now.",
        discussion: "With --all also what cannot be done now, each with the reason."
    )

    @OptionGroup var targets: Targets

    @Flag(name: .long, help: "Also what cannot be done now, and why.")
    var all = false

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let references = try targets.all(surroundings)
        let console = output.console(surroundings)
        let format = output.format(on: surroundings.console)
        return try await desk.withSession(.reading, surroundings) { session in
            var views: [TicketView] = []
            var failures: [CommandOutcome] = []
            for reference in references {
                do { views.append(try await session.desk.show(reference, to: session.actor)) } catch {
                    let report = ErrorReport(error)
                    if let sentence = report.sentence { console.say(sentence) }
                    failures.append(report.status)
                }
            }
            switch format {
            case .table, .tsv:
                for (index, view) in views.enumerated() {
                    if index > 0 { try console.print("") }
                    let width = format == .table ? console.width : Int.max
                    let page = TicketPage(view, at: surroundings.now(), width: width, console, showsRefusals: all)
                    for line in page.lines { try console.print(line) }
                }
                try console.output.flush()
            case .json, .xml:
                try write(views, format, console)
            case .csv, .quiet:
                let listing = Listing.tickets(at: surroundings.now())
                try listing.write(views.map { TicketSummary(of: $0.ticket) }, as: format, to: console)
            }
            guard let first = failures.first else { return .done }
            return views.isEmpty ? first : .partly
        }
    }

    /// One ticket is an object, several are a list.
    private func write(_ views: [TicketView], _ format: Format, _ console: Console) throws {
        let objects = views.map { JSON.object(TicketFields.of($0, showsRefusals: all)) }
        guard let first = objects.first else { return }
        let isOne = objects.count == 1
        if format == .json {
            try console.print((isOne ? first : .list(objects)).indented())
        } else {
            try console.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            try console.print(ListXML.element(isOne ? "ticket" : "tickets", isOne ? first : .list(objects)))
        }
        try console.output.flush()
    }
}
