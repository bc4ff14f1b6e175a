import ArgumentParser
import Basics
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

    @Flag(name: .long, help: "Only the service clocks: what was promised, and how every interval counts.")
    var clock = false

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
                    if clock {
                        for line in clockLines(view, at: surroundings.now()) { try console.print(line) }
                        continue
                    }
                    let page = TicketPage(view, at: surroundings.now(), width: width, console, showsRefusals: all)
                    for line in page.lines { try console.print(line) }
                }
                try console.output.flush()
            case .json, .xml:
                try write(views, format, console)
            case .csv, .quiet:
                let listing = Listing.tickets(at: surroundings.now())
                try listing.write(views.map { TicketSummary(of: $0.ticket, under: $0.rules) }, as: format, to: console)
            }
            guard let first = failures.first else { return .done }
            return views.isEmpty ? first : .partly
        }
    }

    /// The arithmetic of both clocks, and by when somebody should be at the ticket.
    private func clockLines(_ view: TicketView, at now: Instant) -> [String] {
        let clock = view.ticket.clock(under: view.rules, at: now)
        let urgency = Urgency(of: view.ticket, deadline: view.judgement?.verdict.deadline, under: view.rules)
        return [TicketName(of: view.ticket).name] + clock.lines(in: view.rules.calendar)
            + (urgency.map { ["Urgency: \($0.at.minute) UTC, because \($0.sentence)"] } ?? [])
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
