package import Basics
private import Orders

/// The facts of a request as somebody wrote them: nothing checked, nothing required. What a draft holds, what forms and
/// files deliver, and what an edit changes.
package struct FactsForm: Hashable, Sendable {
    /// By ``FactField/ordinal``: an import makes hundreds of thousands of forms, and hashing names would be half of it.
    private var values = [String?](repeating: nil, count: FactField.allCases.count)

    package init(_ values: [FactField: String] = [:]) {
        for (field, value) in values { self[field] = value }
    }

    package subscript(_ field: FactField) -> String? {
        get { values[field.ordinal] }
        set { values[field.ordinal] = newValue }
    }

    package var fields: [FactField] { FactField.allCases.filter { values[$0.ordinal] != nil } }

    /// This form with what `changes` says in place of what it said; an empty text takes the field away.
    package func changed(by changes: FactsForm) -> FactsForm {
        var form = self
        for field in changes.fields {
            form[field] = changes[field].flatMap { $0.isEmpty ? nil : $0 }
        }
        return form
    }

    /// The fields of this form that differ from `other`, byte for byte; a field that `other` has and this has not is empty.
    package func differences(from other: FactsForm) -> FactsForm {
        var changes = FactsForm()
        for field in FactField.allCases where !sameBytes(self[field], other[field]) {
            changes[field] = self[field] ?? ""
        }
        return changes
    }

    /// Checks a form that is not complete yet: only lengths and characters. Throws every problem.
    package func checkRough() throws(Problems) {
        var problems: [Problem] = []
        for field in fields {
            guard let value = self[field] else { continue }
            if value.trimmed.isEmpty {
                let length = value.unicodeScalars.count
                guard length > field.limit else { continue }
                problems.append(Problem(field.rawValue, .tooLong(limit: field.limit, actual: length)))
                continue
            }
            do throws(Fault) { _ = try Text.block(value, limit: field.limit) } catch {
                problems.append(Problem(field.rawValue, error))
            }
        }
        if !problems.isEmpty { throw Problems(problems) }
    }

    /// The checked facts. Throws every problem of every field, not only the first.
    package func facts() throws(Problems) -> TicketFacts {
        var check = FormCheck(form: self)
        let problem = check.choice(.problem, ProblemType.self)
        let impact = check.choice(.impact, Impact.self)
        let title = check.required(.title) { text throws(Fault) in try Text.line(text, limit: FactField.title.limit) }
        let tenant = check.required(.tenant) { text throws(Fault) in try Tenant(text) }
        let purchase = check.required(.purchase) { text throws(Fault) in try PurchaseReference(text) }
        let reason = check.choice(.reason, RefundReason.self)
        let explanation = check.optional(.explanation) { text throws(Fault) in
            try Text.block(text, limit: FactField.explanation.limit)
        }
        let currency = check.required(.currency) { text throws(Fault) in try Currency(text) }
        let amount = currency.flatMap { currency in
            check.required(.amount) { text throws(Fault) in
                let amount = try Money(text, currency)
                guard amount.minorUnits > 0 else { throw .notPositive(text) }
                return amount
            }
        }
        if currency == nil, (self[.amount] ?? "").trimmed.isEmpty { check.problems.append(Problem("amount", .missing)) }
        let name = check.required(.contactName) { text throws(Fault) in
            try Text.line(text, limit: FactField.contactName.limit)
        }
        let email = check.required(.contactEmail) { text throws(Fault) in try EmailAddress(text) }
        let phone = check.optional(.contactPhone) { text throws(Fault) in try PhoneNumber(text) }

        guard check.problems.isEmpty, let problem, let impact, let title, let tenant, let purchase, let reason,
            let amount, let name, let email
        else { throw Problems(check.problems) }
        return TicketFacts(
            problem: problem,
            impact: impact,
            title: title,
            tenant: tenant,
            purchase: purchase,
            reason: reason,
            explanation: explanation,
            amount: amount,
            contact: Contact(name: name, email: email, phone: phone)
        )
    }
}

/// Goes through a form field by field and keeps every problem.
private struct FormCheck {
    let form: FactsForm
    var problems: [Problem] = []

    mutating func required<Value>(_ field: FactField, _ read: (String) throws(Fault) -> Value) -> Value? {
        guard let text = form[field], !text.trimmed.isEmpty else {
            problems.append(Problem(field.rawValue, .missing))
            return nil
        }
        return checked(field, text, read)
    }

    mutating func optional<Value>(_ field: FactField, _ read: (String) throws(Fault) -> Value) -> Value? {
        guard let text = form[field], !text.trimmed.isEmpty else { return nil }
        return checked(field, text, read)
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ field: FactField,
        _: Choice.Type
    ) -> Choice? {
        required(field) { text throws(Fault) in
            guard let choice = Choice(rawValue: text.trimmed) else {
                throw .unknownChoice(text, known: Choice.allCases.map(\.rawValue))
            }
            return choice
        }
    }

    private mutating func checked<Value>(
        _ field: FactField,
        _ text: String,
        _ read: (String) throws(Fault) -> Value
    ) -> Value? {
        do throws(Fault) { return try read(text) } catch {
            problems.append(Problem(field.rawValue, error))
            return nil
        }
    }
}

/// Swift's `==` folds canonically equal texts; a record must not.
func sameBytes(_ left: String?, _ right: String?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
    case (nil, _?), (_?, nil): false
    }
}
