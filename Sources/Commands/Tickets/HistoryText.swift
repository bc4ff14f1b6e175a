import Basics
import Casework
import Tickets

/// Everything that happened to a ticket, written out for a person.
struct HistoryText {
    private let view: TicketView
    private let width: Int
    private let console: Console

    /// `width` is `Int.max` where lines are not broken.
    init(_ view: TicketView, width: Int, _ console: Console) {
        self.view = view
        self.width = width
        self.console = console
    }

    var lines: [String] {
        let summary = TicketSummary(of: view.ticket)
        let head = [
            console.paint(summary.displayNumber, .strong),
            console.paint(view.ticket.status.rawValue, view.ticket.status.style), SafeText.line(summary.title),
        ]
        let count = view.timeline.count == 1 ? "1 event" : "\(view.timeline.count) events"
        return [head.joined(separator: "  "), console.paint("\(count), times in UTC", .faint)]
            + view.timeline.flatMap(lines)
    }

    private func lines(_ event: Event) -> [String] {
        let text = EventText(event)
        let step = [event.from?.rawValue, event.to.rawValue].compactMap { $0 }
        let status = event.from == event.to ? event.to.rawValue : step.joined(separator: " → ")
        let who = "\(author(of: event)), door \(event.origin.rawValue)"
        let account = event.account.isEmpty ? "" : ", account \(event.account)"
        var lines = [
            "",
            console.paint("\(event.version)  \(event.at)", .faint) + "  " + console.paint(text.title, .strong)
                + "  " + status,
        ]
        lines += indented(who + account)
        for detail in Self.opening(event) + text.details { lines += indented(detail) }
        for file in event.files { lines += indented("\(file.name): \(file.size) bytes, SHA-256 \(file.digest)") }
        if let words = text.words { lines += indented(words, by: 6) }
        lines += indented("digest \(event.digest)", style: .faint)
        return lines
    }

    /// With the name in the system for those who also see the account.
    private func author(of event: Event) -> String {
        guard let name = view.names[event.by], name != event.byName else { return event.byName }
        return event.account.isEmpty ? name : "\(event.byName) (\(name))"
    }

    /// The facts that a ticket came with.
    private static func opening(_ event: Event) -> [String] {
        switch event.action {
        case .draft, .file:
            guard let form = FactsForm(recordedIn: event) else { return [] }
            return form.fields.map { "\($0.rawValue): \(form[$0] ?? "")" }
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .note, .attach,
            .give, .merge, .unmerge, .link:
            return []
        }
    }

    private func indented(_ text: String, by indent: Int = 4, style: Style? = nil) -> [String] {
        let blanks = String(repeating: " ", count: indent)
        let room = width == Int.max ? Int.max : width - indent
        return DisplayWidth.wrapped(SafeText.block(text), to: room).map { blanks + console.paint($0, style) }
    }
}
