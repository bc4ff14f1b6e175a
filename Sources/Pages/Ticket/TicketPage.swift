package import Basics
package import Casework
package import Tickets
private import Workflows

/// One ticket: its facts, what happened, and what can be done.
package struct TicketPage: Page {
    package static let template = "ticket"
    package let frame: Frame
    package let number: String
    package let title: String
    package let status: String
    package let statusKey: String
    package let impact: String
    package let impactKey: String
    package let hasImpact: Bool
    package let since: Moment
    package let standingFor: String
    package let alerts: [Alert]
    package let standing: [String]
    package let verdict: [VerdictCard]
    package let links: [LinkRow]
    package let hasLinks: Bool
    package let facts: [FactRow]
    package let explanation: String
    package let hasExplanation: Bool
    package let timeline: [TimelineEntry]
    package let historyPath: String
    package let files: [FileRow]
    package let hasFiles: Bool
    package let actions: [ActionForm]
    package let hasActions: Bool
    package let editPath: String
    package let canEdit: Bool
    package let unavailable: [Unavailable]
    package let hasUnavailable: Bool
    package let comment: [ActionForm]
    package let mayWriteInternally: Bool
    package let isInternalChosen: Bool
    package let attach: [ActionForm]

    /// An action of this status that this person cannot take now, and why.
    package struct Unavailable: Sendable {
        package let id: String
        package let label: String
        package let reason: String
    }

    /// An action that was tried, or whose address was opened.
    package struct Attempt: Sendable {
        package let action: TicketAction
        package let state: FormState
        package let alert: Alert?

        package init(_ action: TicketAction, state: FormState = FormState(), alert: Alert? = nil) {
            self.action = action
            self.state = state
            self.alert = alert
        }
    }

    package init(
        _ view: TicketView,
        words: Words,
        frame: Frame,
        token: String,
        agents: [Person],
        viewer: Person,
        limits: AttachmentLimits,
        attempt: Attempt?,
        now: Instant
    ) {
        let ticket = view.ticket
        let reference = Paths.reference(ticket)
        self.frame = frame
        number = ticket.number == nil ? words.name(ticket.status) : reference.description
        let title = ticket.facts?.title ?? ticket.content.form[.title] ?? ""
        self.title = title.isEmpty ? words("queue.untitled") : title
        status = words.name(ticket.status)
        statusKey = ticket.status.rawValue
        impact = ticket.facts.map { words.name($0.impact) } ?? ""
        impactKey = ticket.facts?.impact.rawValue ?? "none"
        hasImpact = ticket.facts != nil
        since = words.moment(ticket.statusSince, now: now)
        let standing = max(0, now.milliseconds - ticket.statusSince.milliseconds)
        standingFor = words("ticket.standingFor", ["span": words.span(standing)])
        self.standing = Self.standing(of: ticket, view, words, isInsider: viewer.may(.seeInternalNotes))
        verdict = view.judgement.map { [VerdictCard($0.verdict, words, now: now)] } ?? []
        links = ticket.links.map { LinkRow($0, words) }
        hasLinks = !links.isEmpty
        facts = FactRow.list(of: view, words, now: now)
        explanation = ticket.content.form[.explanation] ?? ""
        hasExplanation = !explanation.isEmpty
        timeline = view.timeline.map { TimelineEntry($0, in: view, words, now: now) }
        historyPath = Paths.ticketHistory(reference)
        files = FileRow.list(of: ticket, words)
        hasFiles = !files.isEmpty

        func form(_ action: TicketAction) -> ActionForm {
            let tried = attempt.flatMap { $0.action == action ? $0 : nil }
            return ActionForm(
                action,
                on: ticket,
                words: words,
                token: token,
                state: tried?.state,
                agents: agents,
                limits: limits,
                isOpen: tried != nil
            )
        }
        let allowed = view.choices.filter(\.isAllowed).map(\.action)
        let apart: Set<TicketAction> = [.note, .attach, .edit]
        actions = allowed.filter { !apart.contains($0) }.map(form)
        hasActions = !actions.isEmpty || allowed.contains(.edit)
        canEdit = allowed.contains(.edit)
        editPath = Paths.action(.edit, on: reference)
        comment = allowed.contains(.note) ? [form(.note)] : []
        attach = allowed.contains(.attach) ? [form(.attach)] : []
        mayWriteInternally = viewer.may(.seeInternalNotes)
        isInternalChosen = attempt?.state.values["visibility"] == Visibility.internal.rawValue
        unavailable = Self.unavailable(view.choices, words)
        hasUnavailable = !unavailable.isEmpty
        alerts = Self.alerts(attempt, words, hasForm: attempt.map { allowed.contains($0.action) } ?? true)
    }

    /// Actions of the present status that something stands in the way of; those of other statuses are left out.
    private static func unavailable(_ choices: [TicketView.Choice], _ words: Words) -> [Unavailable] {
        choices.compactMap { choice in
            guard let refusal = choice.refusal else { return nil }
            if case .workflow(.noSuchExit(from: _, action: _, instead: _)) = refusal { return nil }
            // That a request is not merged is no news.
            if case .notMerged = refusal { return nil }
            return Unavailable(
                id: "no-\(choice.action.rawValue)",
                label: words.name(choice.action),
                reason: words.sentence(refusal)
            )
        }
    }

    /// What went wrong; with the words that were written when there is no form left to hold them.
    private static func alerts(_ attempt: Attempt?, _ words: Words, hasForm: Bool) -> [Alert] {
        guard let attempt, let alert = attempt.alert else { return [] }
        guard !hasForm else { return [alert] }
        let kept = attempt.state.values.filter { !$0.value.isEmpty && $0.key != "visibility" }.sorted {
            $0.key < $1.key
        }
        return [
            Alert(
                heading: alert.heading,
                sentences: alert.sentences,
                kept: kept.map { Alert.Kept(label: words("input.kept"), text: $0.value) }
            )
        ]
    }

    /// What a reader has to know before anything else: the question that waits, the first of two approvals.
    private static func standing(
        of ticket: Ticket,
        _ view: TicketView,
        _ words: Words,
        isInsider: Bool
    ) -> [String] {
        if let survivor = ticket.mergedInto {
            return [isInsider ? words("ticket.merged", ["name": survivor.name]) : words("ticket.mergedElsewhere")]
        }
        switch ticket.phase {
        case .awaitingInformation(let question): return [words("ticket.asked", ["text": question])]
        case .underReview(let review):
            guard isInsider, let assent = review.assent else { return [] }
            let who = view.names[assent.by] ?? words("ticket.somebody")
            return [words("ticket.assent", ["who": who, "amount": words.amount(assent.amount)])]
        case .disputed(_, let why): return isInsider ? [words("ticket.disputed", ["text": why])] : []
        case .declined(let reason), .closed(.declined(let reason)):
            return [words("ticket.declined", ["reason": words.name(reason)])]
        case .settled(_, let settlement), .closed(.settled(_, let settlement)):
            return [words("ticket.settled", ["invoice": settlement.invoice])]
        case .draft, .discarded, .submitted, .escalated, .approved, .creditPending, .withdrawn, .closed: return []
        }
    }
}
