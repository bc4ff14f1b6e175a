import Basics
package import Casework
package import Tickets

/// The form of a request: a new one, a draft, or the facts of a filed one being changed.
package struct RequestPage: Page {
    package static let template = "request"
    package let frame: Frame
    package let heading: String
    package let intro: String
    package let path: String
    package let token: String
    package let seen: String
    package let hasSeen: Bool
    package let alerts: [Alert]
    package let groups: [FieldGroup]
    package let files: [FileRow]
    package let hasFiles: Bool
    package let buttons: [Button]
    /// Whether the form can be judged before it is filed, and what was said of it.
    package let canCheck: Bool
    package let verdict: [VerdictCard]
    package let cancelPath: String
    /// The draft's way into the bin, when this is a draft.
    package let discard: [ActionForm]

    package struct Button: Sendable {
        package let value: String
        package let label: String
        package let isPrimary: Bool
    }

    /// A new request.
    package init(
        new words: Words,
        frame: Frame,
        token: String,
        state: FormState,
        limits: AttachmentLimits,
        verdict: VerdictCard? = nil,
        alert: Alert? = nil
    ) {
        self.frame = frame
        canCheck = true
        self.verdict = verdict.map { [$0] } ?? []
        heading = words("form.new.heading")
        intro = words("form.new.intro")
        path = Paths.tickets
        self.token = token
        (seen, hasSeen) = ("", false)
        let fields = RequestFields(words: words, form: "new", state: state)
        groups = fields.groups(files: limits)
        alerts = alert.map { [$0] } ?? Self.summary(of: state, in: groups, words)
        (files, hasFiles) = ([], false)
        buttons = [
            Button(value: "file", label: words("form.submit"), isPrimary: true),
            Button(value: "check", label: words("form.check"), isPrimary: false),
            Button(value: "draft", label: words("form.saveDraft"), isPrimary: false),
        ]
        cancelPath = Paths.queue
        discard = []
    }

    /// A draft, or the facts of a filed request.
    package init(
        editing view: TicketView,
        words: Words,
        frame: Frame,
        token: String,
        state: FormState?,
        limits: AttachmentLimits,
        alert: Alert? = nil
    ) {
        let ticket = view.ticket
        let reference = Paths.reference(ticket)
        let isDraft = ticket.status == .draft
        self.frame = frame
        (canCheck, verdict) = (false, [])
        heading =
            isDraft ? words("form.draft.heading") : words("form.edit.heading", ["number": reference.description])
        intro = words(isDraft ? "form.draft.intro" : "form.edit.intro")
        path = Paths.action(.edit, on: reference)
        self.token = token
        (seen, hasSeen) = (String(ticket.version), true)
        let kept = Dictionary(
            uniqueKeysWithValues: ticket.content.form.fields.map { ($0.rawValue, ticket.content.form[$0] ?? "") }
        )
        let shown = state ?? FormState(values: kept)
        let fields = RequestFields(words: words, form: "edit", state: shown)
        groups = fields.groups(files: isDraft ? limits : nil)
        alerts = alert.map { [$0] } ?? Self.summary(of: shown, in: groups, words)
        files = FileRow.list(of: ticket, words)
        hasFiles = isDraft && !files.isEmpty
        buttons =
            isDraft
            ? [
                Button(value: "file", label: words("form.submit"), isPrimary: true),
                Button(value: "draft", label: words("form.saveDraft"), isPrimary: false),
            ]
            : [Button(value: "edit", label: words("form.saveChanges"), isPrimary: true)]
        cancelPath = isDraft ? Paths.queue : Paths.ticket(reference)
        let mayDiscard = view.choices.contains { $0.action == .discard && $0.isAllowed }
        discard =
            mayDiscard
            ? [ActionForm(.discard, on: ticket, words: words, token: token, state: FormState(), agents: [])] : []
    }

    /// Says above the form how much is wrong below, and names what has no field of its own.
    private static func summary(of state: FormState, in groups: [FieldGroup], _ words: Words) -> [Alert] {
        guard !state.problems.isEmpty else { return [] }
        let fields = groups.flatMap(\.fields)
        let again = fields.contains(where: \.isFiles) ? [words("form.filesAgain")] : []
        return [
            Alert(
                heading: words.count("form.problems", state.problems.count),
                sentences: state.rest(besides: fields).map { words.sentence($0.fault) } + again
            )
        ]
    }
}
