import ArgumentParser
import Basics
import Casework
import Tickets
import Workflows

/// `tickets why`
struct TicketsWhy: Verb {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say whether something can be done to a ticket: by whom, and what is missing.",
        discussion: "Ends with 0 when the acting person can do it now; else as the action itself would end."
    )

    @Argument(help: ArgumentHelp("The ticket: R-10001, 10001 or an id.", valueName: "ticket"))
    var reference: String

    @Argument(help: "The action.")
    var action: TicketAction

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let reference = try Targets.one(reference)
        let console = output.console(surroundings)
        return try await desk.withSession(.reading, surroundings) { session in
            let answer = try await session.desk.why(action, on: reference, for: session.actor)
            switch output.format(on: surroundings.console) {
            case .table, .tsv: for line in lines(answer, session, console) { try console.print(line) }
            case .quiet: try console.print(answer.refusal == nil ? "yes" : "no")
            case .json: try console.print(JSON.object(fields(answer)).indented())
            case .csv: try Listing.explanations(fields(answer)).write([0], as: .csv, to: console)
            case .xml:
                try console.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                try console.print(ListXML.element("why", .object(fields(answer))))
            }
            return answer.refusal?.status ?? .done
        }
    }

    private func lines(_ answer: Explanation, _ session: Session, _ console: Console) -> [String] {
        let number = TicketSummary(of: answer.ticket).displayNumber
        let name = session.actor.person.systemName
        var lines: [String] = []
        if let refusal = answer.refusal {
            lines.append(console.paint("no", .bad) + ": \(name) cannot \(action.rawValue) \(number) now")
            lines.append("  because: \(SafeText.line(refusal.sentence))")
        } else {
            lines.append(console.paint("yes", .good) + ": \(name) can \(action.rawValue) \(number) now")
            lines += answer.conditions.map { "  \(SafeText.line($0.sentence))" }
        }
        lines.append("  status: \(answer.ticket.status.rawValue)")
        if !answer.parts.isEmpty {
            lines.append("  takes: \(answer.parts.map(\.rawValue).joined(separator: " or "))")
        }
        if answer.refusal != nil, !answer.statuses.isEmpty {
            lines.append("  applies in: \(answer.statuses.map(\.rawValue).joined(separator: ", "))")
        }
        if session.actor.person.may(.seeAllTickets) {
            let others = answer.others.isEmpty ? "nobody else" : answer.others.joined(separator: ", ")
            lines.append("  others who could: \(SafeText.line(others))")
        }
        return lines
    }

    private func fields(_ answer: Explanation) -> [(key: String, value: JSON)] {
        [
            ("number", .text(orNull: answer.ticket.number.map { TicketNumber($0).description })),
            ("id", .text(answer.ticket.id.description)),
            ("action", .text(answer.action.rawValue)),
            ("status", .text(answer.ticket.status.rawValue)),
            ("possible", .flag(answer.refusal == nil)),
            ("refusal", .text(orNull: answer.refusal?.sentence)),
            ("conditions", .list(answer.conditions.map { .text($0.sentence) })),
            ("takes", .list(answer.parts.map { .text($0.rawValue) })),
            ("appliesIn", .list(answer.statuses.map { .text($0.rawValue) })),
            ("others", .list(answer.others.map { .text($0) })),
        ]
    }
}

extension Listing where Row == Int {
    fileprivate static func explanations(_ fields: [(key: String, value: JSON)]) -> Listing<Int> {
        Listing(names: ("why", "answer"), columns: [], fields: { _ in fields }, name: { _ in "" })
    }
}
