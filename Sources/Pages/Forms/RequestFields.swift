import Basics
import Tickets

/// Fields that belong together, under one heading.
package struct FieldGroup: Sendable {
    package let legend: String
    package let fields: [FormField]
}

/// The facts of a request as fields: the seed's "Report a problem" form.
struct RequestFields {
    let words: Words
    let form: String
    let state: FormState

    /// `files` asks for attachments as well; `limits` are said beside them.
    func groups(files limits: AttachmentLimits?) -> [FieldGroup] {
        var groups = [
            FieldGroup(
                legend: words("form.group.problem"),
                fields: [field(.problem), field(.impact), field(.title)]
            ),
            FieldGroup(
                legend: words("form.group.purchase"),
                fields: [field(.tenant), field(.purchase)]
            ),
            FieldGroup(
                legend: words("form.group.refund"),
                fields: [field(.reason), field(.amount), field(.currency), field(.explanation)]
            ),
            FieldGroup(
                legend: words("form.group.contact"),
                fields: [field(.contactName), field(.contactEmail), field(.contactPhone)]
            ),
        ]
        if let limits { groups.append(FieldGroup(legend: words("form.group.files"), fields: [filesField(limits)])) }
        return groups
    }

    func filesField(_ limits: AttachmentLimits) -> FormField {
        FormField(
            "files",
            in: form,
            label: words("form.files"),
            kind: .files,
            hint: words("form.filesHint", ["count": String(limits.count), "size": words.size(limits.size)]),
            problem: state.problem(of: "files", in: words)
        )
    }

    private func field(_ field: FactField) -> FormField {
        FormField(
            field.rawValue,
            in: form,
            label: words.name(field),
            kind: kind(field),
            value: state.values[field.rawValue] ?? "",
            isRequired: field.isRequired,
            isShort: isShort(field),
            autocomplete: autocomplete(field),
            hint: hint(field),
            problem: state.problem(of: field.rawValue, in: words)
        )
    }

    private func kind(_ field: FactField) -> FormField.Kind {
        switch field {
        case .problem:
            .choice(ProblemType.allCases.map { ($0.rawValue, words.name($0)) }, empty: words("form.choose"))
        case .impact: .choice(Impact.allCases.map { ($0.rawValue, words.name($0)) }, empty: words("form.choose"))
        case .reason: .choice(RefundReason.allCases.map { ($0.rawValue, words.name($0)) }, empty: words("form.choose"))
        case .currency: .choice(currencies, empty: words("form.choose"))
        case .explanation: .area
        case .title, .tenant, .purchase, .amount, .contactName: .line(type: "text")
        case .contactEmail: .line(type: "email")
        case .contactPhone: .line(type: "tel")
        }
    }

    /// The currencies of Microsoft's price lists first, and whatever else was typed kept as it was.
    private var currencies: [(value: String, label: String)] {
        let common = ["USD", "EUR", "GBP", "KRW", "JPY", "AUD", "BRL", "CAD", "CHF", "CNY", "INR", "KWD"]
        let all = common + Currency.codes.filter { !common.contains($0) }
        let typed = state.values[FactField.currency.rawValue] ?? ""
        return (all.contains(typed) || typed.isEmpty ? all : [typed] + all).map { ($0, $0) }
    }

    private func isShort(_ field: FactField) -> Bool {
        switch field {
        case .amount, .currency, .contactPhone, .reason: true
        case .problem, .impact, .title, .tenant, .purchase, .explanation, .contactName, .contactEmail: false
        }
    }

    private func autocomplete(_ field: FactField) -> String {
        switch field {
        case .contactName: "name"
        case .contactEmail: "email"
        case .contactPhone: "tel"
        case .problem, .impact, .title, .tenant, .purchase, .reason, .explanation, .amount, .currency: "off"
        }
    }

    private func hint(_ field: FactField) -> String {
        switch field {
        case .impact: words("form.hint.impact")
        case .tenant: words("form.hint.tenant")
        case .purchase: words("form.hint.purchase")
        case .amount: words("form.hint.amount")
        case .contactName: words("form.hint.contactName")
        case .problem, .title, .reason, .explanation, .currency, .contactEmail, .contactPhone: ""
        }
    }
}
