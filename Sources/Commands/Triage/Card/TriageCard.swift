import Basics
import Casework
import Orders
import Tickets

/// A ticket on one screen: what has to be known to decide.
struct TriageCard {
    private static let label = 11

    private let view: TicketView
    private let place: String
    private let now: Instant
    private let width: Int
    private let console: Console
    private let wayToAll: String

    /// `place` stands at the right of the first line, as `3 of 27`; `wayToAll` says how to see what has no room.
    init(
        _ view: TicketView,
        place: String,
        at now: Instant,
        width: Int,
        _ console: Console,
        wayToAll: String = "press v to view all"
    ) {
        self.view = view
        self.place = place
        self.now = now
        self.width = width
        self.console = console
        self.wayToAll = wayToAll
    }

    /// How much room a card takes.
    private struct Layout {
        let hasGaps: Bool
        /// Lines of each reason against it.
        let reason: Int
        let messages: Int
        /// Lines of each message.
        let message: Int
    }

    /// From the one that says most to the one that takes least.
    private static let layouts = [
        Layout(hasGaps: true, reason: 2, messages: 2, message: 4),
        Layout(hasGaps: true, reason: 2, messages: 2, message: 2),
        Layout(hasGaps: true, reason: 2, messages: 2, message: 1),
        Layout(hasGaps: false, reason: 2, messages: 2, message: 1),
        Layout(hasGaps: false, reason: 1, messages: 2, message: 1),
        Layout(hasGaps: false, reason: 1, messages: 1, message: 1),
    ]

    /// The roomiest card of at most `height` lines; the roomiest of all when it is nil. What does not fit is counted.
    func lines(height: Int?) -> [String] {
        var lines: [String] = []
        for layout in Self.layouts {
            let gap = layout.hasGaps ? [""] : []
            lines =
                head + gap + facts + gap + ruling + clock + duplicates + reasons(each: layout.reason)
                + messages(layout.messages, each: layout.message, gap: gap)
            guard let height, lines.count > height else { return lines }
        }
        return cut(lines, to: height ?? lines.count)
    }

    private var ticket: Ticket { view.ticket }

    private func cut(_ lines: [String], to height: Int) -> [String] {
        guard lines.count > height, height > 0 else { return lines }
        let more = console.paint("  (+\(lines.count - height + 1) more lines, \(wayToAll))", .faint)
        return lines.prefix(height - 1) + [more]
    }
}

// What the request is.
extension TriageCard {
    private var head: [String] {
        let summary = TicketSummary(of: ticket)
        let words: [(String, Style?)] = [
            (summary.displayNumber, .strong), (ticket.status.rawValue, ticket.status.style),
            (summary.impact?.rawValue ?? "", summary.impact?.style),
            (ticket.assignee.map { "with \(SafeText.line($0.name))" } ?? "", nil),
        ]
        let shown = words.filter { !$0.0.isEmpty }
        let used = DisplayWidth.of(shown.map(\.0).joined(separator: "  "))
        let blanks = String(repeating: " ", count: max(2, width - used - DisplayWidth.of(place)))
        let first = shown.map { console.paint($0.0, $0.1) }.joined(separator: "  ")
        return [place.isEmpty ? first : first + blanks + console.paint(place, .faint)]
            + wrapped(SafeText.line(summary.title), indent: 0, atMost: 2).map { console.paint($0, .strong) }
    }

    private var facts: [String] {
        let pairs = rows.filter { !$0.1.isEmpty }
        guard width >= 76 else { return pairs.flatMap { row($0.0, $0.1) } }
        let half = (width - 2) / 2
        let isShort = { (value: String) in DisplayWidth.of(value) <= half - Self.label }
        let short = pairs.filter { isShort($0.1) }
        var lines: [String] = []
        for index in stride(from: 0, to: short.count, by: 2) {
            let left = short[index]
            guard index + 1 < short.count else {
                lines += row(left.0, left.1)
                break
            }
            let gap = half + 2 - Self.label - DisplayWidth.of(left.1)
            lines.append(
                labelled(left.0, left.1) + String(repeating: " ", count: gap)
                    + labelled(short[index + 1].0, short[index + 1].1)
            )
        }
        return lines + pairs.filter { !isShort($0.1) }.flatMap { row($0.0, $0.1) }
    }

    private var rows: [(String, String)] {
        let form = ticket.content.form
        let amount =
            ticket.facts?.amount.description
            ?? [form[.amount], form[.currency]].compactMap(\.self).joined(separator: " ")
        let contact = [form[.contactName], form[.contactEmail]].compactMap(\.self).joined(separator: ", ")
        let files = ticket.attachments.map(\.name).joined(separator: ", ")
        let pairs: [(String, String?)] =
            [
                ("Customer", view.judgement?.file.customer?.name), ("Tenant", form[.tenant]), ("Amount", amount),
                ("Reason", form[.reason]), ("Purchase", ticket.facts?.purchase.description ?? form[.purchase]),
                ("Contact", contact), ("Phone", form[.contactPhone]),
                ("Filed", "\((ticket.submittedAt ?? ticket.createdAt).minute) UTC"),
                ("Source", ticket.source.map { "\($0.system) \($0.externalID)" }),
            ] + PhaseText.rows(of: ticket.phase) + [
                ("Merged", ticket.mergedInto.map { "into \($0.name)" }),
                ("Links", ticket.links.map { "\($0.relation.phrase) \($0.other.name)" }.joined(separator: ", ")),
                ("Files", files),
            ]
        return pairs.map { ($0.0, SafeText.line($0.1 ?? "")) }
    }
}

// What the rules, the books and the clock say.
extension TriageCard {
    private var ruling: [String] {
        guard let verdict = view.judgement?.verdict else { return [] }
        let figures = VerdictCard.figures(verdict).map { "\($0.lowercased()) \($1)" }
        let checks = verdict.findings.filter { $0.ruling == .eligible }.count
        let rest = (figures + ["\(checks) of \(verdict.findings.count) checks hold"]).joined(separator: ", ")
        let words = "\(verdict.ruling.phrase): \(rest)"
        return wrapped(words, indent: Self.label, atMost: 3).enumerated().map { index, line in
            guard index == 0 else { return String(repeating: " ", count: Self.label) + line }
            let phrase = verdict.ruling.phrase
            guard line.hasPrefix(phrase) else { return labelled("Verdict", line) }
            return labelled("Verdict", console.paint(phrase, verdict.ruling.style) + line.dropFirst(phrase.count))
        }
    }

    private var clock: [String] {
        let line = ClockLine(ticket.clock(under: view.rules, at: now), at: now)
        let text = DisplayWidth.cut(line.text, to: width - Self.label)
        return [labelled("Clock", console.paint(text, line.style))]
    }

    private var duplicates: [String] {
        let others = view.judgement?.file.others ?? []
        guard !others.isEmpty else { return [] }
        let names = others.map { "\($0.name) (\($0.isCredited ? "credited" : "open"))" }.joined(separator: ", ")
        return wrapped(SafeText.line(names), indent: Self.label, atMost: 2).enumerated().map { index, line in
            let text = console.paint(line, .waiting)
            return index == 0 ? labelled("Duplicates", text) : String(repeating: " ", count: Self.label) + text
        }
    }

    /// What stands against it; duplicates have a line of their own.
    private func reasons(each limit: Int) -> [String] {
        let against = view.judgement?.verdict.reasons.filter { $0.check != .duplicate } ?? []
        return against.flatMap { finding in
            wrapped(SafeText.line(finding.sentence), indent: 4, atMost: limit).enumerated().map { index, line in
                (index == 0 ? "  \(console.paint(finding.ruling.sign, finding.ruling.style)) " : "    ") + line
            }
        }
    }
}

// What was written.
extension TriageCard {
    /// The last messages, each cut to so many lines.
    private func messages(_ count: Int, each: Int, gap: [String]) -> [String] {
        let all = CardMessage.all(of: view)
        let shown = all.suffix(count)
        let more = all.count - shown.count
        var lines = more > 0 ? [console.paint("(+\(more) more, \(wayToAll))", .faint)] : all.isEmpty ? [] : gap
        for message in shown {
            let age = Moments.age(of: message.at, at: now)
            let head = "\(SafeText.line(message.author)), \(age) ago (\(message.occasion))"
            lines.append(console.paint(DisplayWidth.cut(head, to: width), .faint))
            let text = SafeText.block(message.text).split(separator: "\n").joined(separator: "\n")
            lines += wrapped(text, indent: 2, atMost: each).map { "  " + $0 }
        }
        return lines
    }
}

// How it is set.
extension TriageCard {
    private func labelled(_ label: String, _ value: String) -> String {
        let blanks = String(repeating: " ", count: max(1, Self.label - DisplayWidth.of(label)))
        return console.paint(label, .faint) + blanks + value
    }

    private func row(_ label: String, _ value: String) -> [String] {
        wrapped(value, indent: Self.label, atMost: 2).enumerated().map { index, line in
            index == 0 ? labelled(label, line) : String(repeating: " ", count: Self.label) + line
        }
    }

    /// Lines that fit behind an indent; what is more than `limit` of them ends in an ellipsis.
    private func wrapped(_ text: String, indent: Int, atMost limit: Int) -> [String] {
        let room = max(10, width - indent)
        let lines = DisplayWidth.wrapped(text, to: room)
        guard lines.count > limit else { return lines }
        let last = lines[limit - 1]
        let ending = DisplayWidth.of(last) < room ? last + "…" : DisplayWidth.cut(last + " ", to: room)
        return lines.prefix(limit - 1) + [ending]
    }
}
