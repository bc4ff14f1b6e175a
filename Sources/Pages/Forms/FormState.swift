package import Basics

/// What somebody typed into a form and what is wrong with it, when the form is shown again.
package struct FormState: Sendable {
    package let values: [String: String]
    package let problems: [Problem]

    package init(values: [String: String] = [:], problems: [Problem] = []) {
        self.values = values
        self.problems = problems
    }

    /// Every problem of a field in one text; a file's problem names the file.
    func problem(of field: String, in words: Words) -> String {
        problems.compactMap { problem in
            guard let name = problem.field else { return nil }
            if name == field { return words.sentence(problem.fault) }
            guard name.hasPrefix("\(field)/") else { return nil }
            return words(
                "form.ofFile",
                ["file": quoted(String(name.dropFirst(field.count + 1))), "problem": words.sentence(problem.fault)]
            )
        }.joined(separator: " ")
    }

    /// Problems that belong to none of these fields.
    func rest(besides fields: [FormField]) -> [Problem] {
        problems.filter { problem in
            guard let name = problem.field else { return true }
            return !fields.contains { $0.name == name || name.hasPrefix("\($0.name)/") }
        }
    }
}
