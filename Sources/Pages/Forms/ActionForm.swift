package import Basics
package import Tickets

/// What one action takes: nothing but a button, or a few fields behind it.
package struct ActionForm: Sendable {
    package let action: String
    package let label: String
    package let summary: String
    package let path: String
    package let token: String
    package let seen: String
    package let fields: [FormField]
    package let hasFields: Bool
    package let isOpen: Bool
    package let isPlain: Bool
    package let hasFiles: Bool
    package let problems: [String]

    /// - Parameters:
    ///   - state: what was typed, when the form is shown again; nil for a fresh one.
    ///   - agents: to whom a ticket can be given.
    package init(
        _ action: TicketAction,
        on ticket: Ticket,
        words: Words,
        token: String,
        state: FormState?,
        agents: [Person],
        limits: AttachmentLimits = .standard,
        isOpen: Bool = false
    ) {
        self.action = action.rawValue
        label = words.name(action)
        summary = words.summary(action)
        path = Paths.action(action, on: Paths.reference(ticket))
        self.token = token
        seen = String(ticket.version)
        let shown = state ?? FormState()
        fields = ActionFields(words: words, ticket: ticket, state: shown, agents: agents, limits: limits).list(action)
        hasFields = !fields.isEmpty
        hasFiles = action == .attach
        isPlain = !hasFields
        self.isOpen = isOpen
        problems = shown.rest(besides: fields).map { words.sentence($0.fault) }
    }
}
