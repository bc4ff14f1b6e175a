import Basics
import Casework
import Tickets

/// What a browser sent: fields by name, and files whose bytes lie in a spool.
struct SubmittedForm: Sendable {
    /// The first value of each field. Line ends are line feeds, as a person typed them.
    private(set) var values: [String: String] = [:]
    private(set) var files: [IntakeFile] = []
    /// What is wrong with the files, each at `files` or `files/NAME`.
    private(set) var problems: [Problem] = []

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// The text of a field; nil when nothing but blanks was typed.
    func text(_ name: String) -> String? {
        guard let value = values[name], !value.trimmed.isEmpty else { return nil }
        return value
    }

    mutating func add(_ name: String, _ value: String) {
        guard values[name] == nil else { return }
        // HTML forms send CR LF for what the person sees as one line end.
        values[name] =
            value.contains("\r\n")
            ? value.split(separator: "\r\n", omittingEmptySubsequences: false)
                .joined(separator: "\n") : value
    }

    mutating func add(_ file: IntakeFile) { files.append(file) }

    mutating func add(_ problem: Problem) { problems.append(problem) }

    /// The facts among the fields. A field that the form lacks is absent; one left empty is empty.
    var facts: FactsForm {
        var form = FactsForm()
        for field in FactField.allCases { form[field] = values[field.rawValue] }
        return form
    }

    /// Only the fields in which something stands: what a new draft holds.
    var filledFacts: FactsForm {
        var form = FactsForm()
        for field in FactField.allCases { form[field] = text(field.rawValue) }
        return form
    }
}
