import Basics
import Casework
import Tickets

/// Everything that happened to one ticket, for `Templates/print/history.mustache`.
struct HistoryPrint: Sendable {
    let language: String
    let title: String
    let number: String
    let status: String
    let summary: String
    let labels: Labels
    let facts: [FactRow]
    let hasExplanation: Bool
    let explanation: String
    let entries: [Entry]

    struct Labels: Sendable {
        let facts: String
        let explanation: String
        let timeline: String
        let by: String
        let door: String
        let account: String
        let status: String
        let digest: String
        let before: String
        let after: String
        let field: String
        let file: String
        let `internal`: String
    }

    struct Entry: Sendable {
        let version: String
        let iso: String
        let at: String
        let sentence: String
        let isInternal: Bool
        let by: String
        let door: String
        let hasAccount: Bool
        let account: String
        let status: String
        let hasFacts: Bool
        let facts: [FactRow]
        let hasChanges: Bool
        let changes: [Change]
        let files: [File]
        let hasText: Bool
        let text: String
        let digest: String
    }

    /// One field of an edit.
    struct Change: Sendable {
        let field: String
        let before: String
        let after: String
    }

    struct File: Sendable {
        let name: String
        let type: String
        let size: String
        let digest: String
    }

    init(_ view: TicketView, _ words: Words, at now: Instant) {
        let ticket = view.ticket
        let reference = Paths.reference(ticket).description
        let name = ticket.facts?.title ?? ticket.content.form[.title] ?? ""
        language = words.language.rawValue
        number = ticket.number == nil ? words.name(ticket.status) : reference
        title = name.isEmpty ? words("queue.untitled") : name
        status = words.name(ticket.status)
        summary = words(
            "print.history.summary",
            ["events": words.count("print.history.events", view.timeline.count), "at": words.absolute(now)]
        )
        labels = Labels(words)
        facts = FactRow.list(of: view, words, now: now)
        explanation = ticket.content.form[.explanation] ?? ""
        hasExplanation = !explanation.isEmpty
        entries = view.timeline.map { Entry($0, in: view, words, now: now) }
    }
}

extension HistoryPrint.Labels {
    fileprivate init(_ words: Words) {
        func label(_ key: String) -> String { words("print.history.\(key)") }
        self.init(
            facts: words("ticket.facts"),
            explanation: words("ticket.explanation"),
            timeline: words("ticket.timeline"),
            by: label("by"),
            door: label("door"),
            account: label("account"),
            status: label("status"),
            digest: label("digest"),
            before: label("before"),
            after: label("after"),
            field: label("field"),
            file: label("file"),
            internal: words("ticket.internal")
        )
    }
}

extension HistoryPrint.Entry {
    fileprivate init(_ event: Event, in view: TicketView, _ words: Words, now: Instant) {
        let shown = TimelineEntry(event, in: view, words, now: now)
        let steps = [event.from.map { words.name($0) }, words.name(event.to)].compactMap { $0 }
        let facts = Self.opening(event, words)
        let changes = HistoryPrint.Change.list(event, words)
        self.init(
            version: shown.version,
            iso: event.at.description,
            at: words.absolute(event.at),
            sentence: shown.sentence,
            isInternal: shown.isInternal,
            by: Self.author(of: event, in: view),
            door: words.name(event.origin),
            hasAccount: !event.account.isEmpty,
            account: event.account,
            status: event.from == event.to ? words.name(event.to) : steps.joined(separator: " → "),
            hasFacts: !facts.isEmpty,
            facts: facts,
            hasChanges: !changes.isEmpty,
            changes: changes,
            files: event.files.map {
                HistoryPrint.File(
                    name: $0.name,
                    type: $0.mediaType,
                    size: words.size($0.size),
                    digest: $0.digest.description
                )
            },
            hasText: shown.hasText,
            text: shown.text,
            digest: event.digest.description
        )
    }

    /// With the name in the system for those who also see the account.
    private static func author(of event: Event, in view: TicketView) -> String {
        guard let name = view.names[event.by] else { return event.byName }
        return event.account.isEmpty ? name : "\(name) (\(event.byName))"
    }

    /// The facts that a ticket came with.
    private static func opening(_ event: Event, _ words: Words) -> [FactRow] {
        switch event.action {
        case .draft, .file:
            guard let form = FactsForm(recordedIn: event) else { return [] }
            return form.fields.map { FactRow(label: words.name($0), value: form[$0] ?? "", isCode: false) }
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .note, .attach,
            .give, .merge, .unmerge, .link:
            return []
        }
    }
}

extension HistoryPrint.Change {
    fileprivate static func list(_ event: Event, _ words: Words) -> [Self] {
        guard event.action == .edit, let fields = try? FieldReader(event.detail) else { return [] }
        return FactField.allCases.compactMap { field in
            guard let new = fields[field.rawValue] else { return nil }
            return Self(
                field: words.name(field),
                before: fields["was.\(field.rawValue)"] ?? words("event.nothing"),
                after: new.isEmpty ? words("event.nothing") : new
            )
        }
    }
}
