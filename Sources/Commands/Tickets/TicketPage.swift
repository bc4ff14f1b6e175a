import Basics
import Casework
import Orders
import Tickets
import Workflows

/// A ticket written out for a person.
struct TicketPage {
    private let view: TicketView
    private let now: Instant
    private let width: Int
    private let console: Console
    private let showsRefusals: Bool

    init(_ view: TicketView, at now: Instant, width: Int, _ console: Console, showsRefusals: Bool) {
        self.view = view
        self.now = now
        self.width = width
        self.console = console
        self.showsRefusals = showsRefusals
    }

    var lines: [String] { head + facts + card + explanation + timeline + choices }

    private var ticket: Ticket { view.ticket }

    private var head: [String] {
        let summary = TicketSummary(of: ticket)
        let first = [
            console.paint(summary.displayNumber, .strong), console.paint(ticket.status.rawValue, ticket.status.style),
            summary.impact.map { console.paint($0.rawValue, $0.style) },
        ].compactMap { $0 }.joined(separator: "  ")
        let titles = wrapped(summary.title, indent: 0).map { console.paint($0, .strong) }
        return [first] + titles + [""]
    }

    private var facts: [String] {
        let form = ticket.content.form
        let amount =
            ticket.facts?.amount.description
            ?? [form[.amount], form[.currency]].compactMap { $0 }.joined(separator: " ")
        let contact = [form[.contactName], form[.contactEmail], form[.contactPhone]].compactMap { $0 }
        var rows: [(String, String?)] = [
            ("Tenant", form[.tenant]),
            ("Purchase", form[.purchase]),
            ("Amount", amount),
            ("Reason", form[.reason]),
            ("Problem", ticket.facts?.problem.caption ?? form[.problem]),
            ("Contact", contact.joined(separator: ", ")),
            ("Requester", ticket.requester.map { view.names[$0] ?? $0.description }),
            ("Assignee", ticket.assignee?.name),
            ("Source", ticket.source.map { "\($0.system) \($0.externalID)" }),
            ("Created", "\(ticket.createdAt.minute) UTC (\(Moments.age(of: ticket.createdAt, at: now)) ago)"),
            ("Due", ticket.dueAt(under: view.rules).map { "\($0.minute) UTC (\(Moments.due($0, at: now)))" }),
        ]
        rows += PhaseText.rows(of: ticket.phase)
        rows.append(("Merged", ticket.mergedInto.map { "into \($0.name)" }))
        rows += ticket.links.enumerated().map { index, link in
            (index == 0 ? "Links" : "", "\(link.relation.phrase) \(link.other.name)")
        }
        rows += ticket.attachments.enumerated().map { index, file in
            (index == 0 ? "Files" : "", "\(file.name) (\(file.mediaType), \(Sizes.bytes(file.size)))")
        }
        return rows.flatMap { label, value in value.map { row(label, $0) } ?? [] }
    }

    private func row(_ label: String, _ value: String) -> [String] {
        guard !value.isEmpty else { return [] }
        let padded = label + String(repeating: " ", count: max(0, 11 - label.count))
        return wrapped(SafeText.line(value), indent: 11).enumerated().map { index, line in
            (index == 0 ? console.paint(padded, .faint) : String(repeating: " ", count: 11)) + line
        }
    }

    private var card: [String] {
        guard let verdict = view.judgement?.verdict else { return [] }
        return [""] + VerdictCard(verdict: verdict, console: console, width: width).lines
    }

    private var explanation: [String] {
        guard let text = ticket.content.form[.explanation] else { return [] }
        return [""] + wrapped(text, indent: 2).map { "  " + $0 }
    }

    private var timeline: [String] {
        var lines = ["", console.paint("Timeline", .strong)]
        for event in view.timeline {
            let text = EventText(event)
            let step = event.from == event.to ? "" : " → " + event.to.rawValue
            let door = event.origin == .cli ? "" : " by \(event.origin.rawValue)"
            let first =
                "\(console.paint("\(event.at.minute)", .faint))  \(SafeText.line(event.byName))\(door)  "
                + "\(console.paint(text.title, .strong))\(step)"
            lines.append(first)
            for part in text.details { lines += wrapped(SafeText.line(part), indent: 4).map { "    " + $0 } }
            if let words = text.words { lines += wrapped(words, indent: 4).map { "    " + $0 } }
        }
        return lines
    }

    private var choices: [String] {
        let allowed = view.choices.filter(\.isAllowed).map(\.action.rawValue)
        var lines = ["", console.paint("You can", .strong)]
        lines += wrapped(allowed.isEmpty ? "nothing at the moment" : allowed.joined(separator: ", "), indent: 2)
            .map { "  " + $0 }
        if showsRefusals {
            lines += ["", console.paint("You cannot", .strong)]
            for choice in view.choices {
                guard let refusal = choice.refusal else { continue }
                let text = "\(choice.action.rawValue): \(Self.reason(refusal))"
                for (index, line) in wrapped(text, indent: 4).enumerated() {
                    lines.append((index == 0 ? "  " : "    ") + line)
                }
            }
        }
        lines += [
            "",
            console.paint("Version \(ticket.version); --if-version \(ticket.version) acts on exactly this.", .faint),
        ]
        return lines
    }

    /// The sentence; for an action of other statuses only which those are.
    private static func reason(_ refusal: TicketRefusal) -> String {
        guard case .workflow(.noSuchExit(_, let action, _)) = refusal else { return SafeText.line(refusal.sentence) }
        let statuses = TicketStatus.allCases.filter { $0.exits.contains { $0.action == action } }
        return "when it is \(statuses.map(\.rawValue).joined(separator: ", "))"
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        DisplayWidth.wrapped(SafeText.block(text), to: width == Int.max ? Int.max : width - indent)
    }
}
