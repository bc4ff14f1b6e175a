import Basics
import Tickets

/// The fields of each action.
struct ActionFields {
    let words: Words
    let ticket: Ticket
    let state: FormState
    let agents: [Person]
    let limits: AttachmentLimits

    func list(_ action: TicketAction) -> [FormField] {
        switch action {
        case .draft, .file, .submit, .discard, .take, .lapse, .close, .edit: []
        case .withdraw, .release, .reopen: [text(action, isRequired: false)]
        case .ask, .reply, .revoke, .dispute, .reverse, .correct: [text(action, isRequired: true)]
        case .escalate: [line("reference", action, isRequired: false), text(action, isRequired: false)]
        case .decline:
            [
                choice("reason", action, DeclineReason.allCases.map { ($0.rawValue, words.name($0)) }),
                text(action, isRequired: false),
            ]
        case .approve:
            [
                choice("kind", action, CreditKind.allCases.map { ($0.rawValue, words.name($0)) }),
                amount(action, isRequired: true, standard: ticket.facts?.amount.number ?? ""),
                line("override", action, isRequired: false), attested(action), text(action, isRequired: false),
            ]
        case .answer:
            [
                choice(
                    "ruling",
                    action,
                    ["granted", "refused", "question"].map { ($0, words("ruling.\($0)")) }
                ),
                amount(action, isRequired: false, standard: ""),
                line("reference", action, isRequired: true), text(action, isRequired: false),
            ]
        case .credit: [line("reference", action, isRequired: true)]
        case .settle: [line("invoice", action, isRequired: true), line("line", action, isRequired: false)]
        case .note: [noteText(action)]
        case .attach: [RequestFields(words: words, form: action.rawValue, state: state).filesField(limits)]
        case .merge: [line("into", action, isRequired: true), text(action, isRequired: false)]
        case .unmerge: [text(action, isRequired: false)]
        case .link: [line("other", action, isRequired: true)]
        case .give: [choice("to", action, agents.map { ($0.systemName, $0.displayName) })]
        }
    }

    private func text(_ action: TicketAction, isRequired: Bool) -> FormField {
        field("text", action, label: words("input.text.\(action.rawValue)"), kind: .area, isRequired: isRequired)
    }

    private func noteText(_ action: TicketAction) -> FormField {
        field("text", action, label: words("input.text.note"), kind: .area, isRequired: true)
    }

    private func line(_ name: String, _ action: TicketAction, isRequired: Bool) -> FormField {
        field(
            name,
            action,
            label: words("input.\(name)"),
            kind: .line(type: "text"),
            isRequired: isRequired,
            hint: words("input.hint.\(name)")
        )
    }

    private func choice(
        _ name: String,
        _ action: TicketAction,
        _ choices: [(value: String, label: String)]
    ) -> FormField {
        field(
            name,
            action,
            label: words("input.\(name)"),
            kind: .choice(choices, empty: name == "kind" ? nil : words("form.choose")),
            isRequired: true
        )
    }

    private func amount(_ action: TicketAction, isRequired: Bool, standard: String) -> FormField {
        field(
            "amount",
            action,
            label: words("input.amount", ["currency": ticket.facts?.amount.currency.code ?? ""]),
            kind: .line(type: "text"),
            isRequired: isRequired,
            standard: standard,
            hint: isRequired ? "" : words("input.hint.amount")
        )
    }

    private func attested(_ action: TicketAction) -> FormField {
        field(
            "attested",
            action,
            label: words("input.attested", ["currency": ticket.facts?.amount.currency.code ?? ""]),
            kind: .line(type: "text"),
            isRequired: false,
            hint: words("input.hint.attested")
        )
    }

    private func field(
        _ name: String,
        _ action: TicketAction,
        label: String,
        kind: FormField.Kind,
        isRequired: Bool,
        standard: String = "",
        hint: String = ""
    ) -> FormField {
        FormField(
            name,
            in: action.rawValue,
            label: label,
            kind: kind,
            value: state.values[name] ?? standard,
            isRequired: isRequired,
            hint: hint,
            problem: state.problem(of: name, in: words)
        )
    }
}
