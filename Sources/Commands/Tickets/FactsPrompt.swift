import Basics
import Tickets

/// Asks a person at a terminal for the facts that are missing, one after the other, each checked at once.
struct FactsPrompt {
    private let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// The form with every required fact. Throws ``Failure/interrupted(_:)`` when the input ends.
    func completed(_ form: FactsForm) throws -> FactsForm {
        var form = form
        // The amount and its currency are one answer.
        for field in FactField.allCases where field.isRequired && field != .currency {
            var problem = form[field] == nil ? nil : self.problem(with: field, in: form)
            while form[field] == nil || problem != nil {
                if let problem { surroundings.console.say(SafeText.line(problem.fault.sentence)) }
                try answer(field, in: &form)
                problem = self.problem(with: field, in: form)
            }
        }
        return form
    }

    private func answer(_ field: FactField, in form: inout FactsForm) throws {
        try surroundings.console.errors.write(Array("\(field.question): ".utf8))
        try surroundings.console.errors.flush()
        guard let line = try surroundings.input.line() else {
            throw Failure.interrupted("the input ended before the request was complete; nothing was filed")
        }
        if field == .amount {
            let (number, currency) = FactOptions.parted(line.trimmed)
            form[.amount] = number
            form[.currency] = currency ?? ""
        } else {
            form[field] = line
        }
    }

    private func problem(with field: FactField, in form: FactsForm) -> Problem? {
        do throws(Problems) {
            _ = try form.facts()
            return nil
        } catch {
            let names = field == .amount ? [field.rawValue, FactField.currency.rawValue] : [field.rawValue]
            return error.list.first { $0.field.map(names.contains) ?? false }
        }
    }
}

extension FactField {
    /// What the person is asked.
    var question: String {
        switch self {
        case .problem: "Type of problem (\(Self.list(ProblemType.self)))"
        case .impact: "Impact (\(Self.list(Impact.self)))"
        case .title: "Title, in one line"
        case .tenant: "Tenant, its GUID or a domain"
        case .purchase: "Order id or subscription id"
        case .reason: "Reason (\(Self.list(RefundReason.self)))"
        case .explanation: "Explanation"
        case .amount, .currency: "Amount requested, as 1250.00 USD"
        case .contactName: "Contact's name"
        case .contactEmail: "Contact's e-mail address"
        case .contactPhone: "Contact's telephone number"
        }
    }

    private static func list<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
