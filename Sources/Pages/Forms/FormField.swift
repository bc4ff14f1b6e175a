/// One field of a form, with what was typed and what is wrong with it.
package struct FormField: Sendable {
    package let id: String
    package let name: String
    package let label: String
    package let value: String
    package let type: String
    package let autocomplete: String
    package let isRequired: Bool
    package let isLine: Bool
    package let isArea: Bool
    package let isChoice: Bool
    package let isFiles: Bool
    package let isShort: Bool
    package let options: [Option]
    package let hasHint: Bool
    package let hint: String
    package let hasProblem: Bool
    package let problem: String
    /// The ids of hint and problem, for `aria-describedby`.
    package let hasDescription: Bool
    package let describedBy: String

    package struct Option: Sendable {
        package let value: String
        package let label: String
        package let isSelected: Bool
    }

    package enum Kind: Sendable {
        case line(type: String)
        case area
        case choice([(value: String, label: String)], empty: String?)
        case files
    }

    package init(
        _ name: String,
        in form: String,
        label: String,
        kind: Kind,
        value: String = "",
        isRequired: Bool = false,
        isShort: Bool = false,
        autocomplete: String = "off",
        hint: String = "",
        problem: String = ""
    ) {
        let id = "\(form)-\(name.split(separator: ".").joined(separator: "-"))"
        self.id = id
        self.name = name
        self.label = label
        self.value = value
        self.isRequired = isRequired
        self.isShort = isShort
        self.autocomplete = autocomplete
        self.hint = hint
        self.problem = problem
        hasHint = !hint.isEmpty
        hasProblem = !problem.isEmpty
        let described = (problem.isEmpty ? [] : ["\(id)-problem"]) + (hint.isEmpty ? [] : ["\(id)-hint"])
        hasDescription = !described.isEmpty
        describedBy = described.joined(separator: " ")
        switch kind {
        case .line(let type):
            self.type = type
            (isLine, isArea, isChoice, isFiles) = (true, false, false, false)
            options = []
        case .area:
            type = ""
            (isLine, isArea, isChoice, isFiles) = (false, true, false, false)
            options = []
        case .choice(let choices, let empty):
            type = ""
            (isLine, isArea, isChoice, isFiles) = (false, false, true, false)
            let first = empty.map { [Option(value: "", label: $0, isSelected: value.isEmpty)] } ?? []
            options = first + choices.map { Option(value: $0.value, label: $0.label, isSelected: $0.value == value) }
        case .files:
            type = ""
            (isLine, isArea, isChoice, isFiles) = (false, false, false, true)
            options = []
        }
    }
}
