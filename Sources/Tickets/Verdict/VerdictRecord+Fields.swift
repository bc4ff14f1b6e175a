import Basics

// The frozen form of a verdict inside an event. Names and their order never change; new fields go at the end.

extension VerdictRecord {
    var fields: Fields {
        var fields = Fields()
        fields.append("verdict", ruling.rawValue)
        for (index, answer) in answers.enumerated() {
            let words = [answer.check.rawValue, answer.ruling.rawValue, answer.sentence]
            fields.append(named: "verdict.\(index + 1)", words.joined(separator: " "))
        }
        fields.append("verdict.deadline", deadline.map { String($0.milliseconds) })
        fields.append("verdict.maximum", maximum?.number)
        fields.append("verdict.currency", maximum?.currency.code)
        return fields
    }

    /// Nil when the event kept no verdict. Throws a ``Fault`` for fields that no verdict writes.
    init?(_ field: FieldReader) throws(Fault) {
        guard field["verdict"] != nil else { return nil }
        ruling = try field.choice("verdict")
        var answers: [Answer] = []
        while let text = field["verdict.\(answers.count + 1)"] {
            let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3, let check = Check(rawValue: parts[0]), let ruling = Ruling(rawValue: parts[1])
            else {
                throw .unknownChoice(text, known: Check.allCases.map(\.rawValue))
            }
            answers.append(Answer(check: check, ruling: ruling, sentence: parts[2]))
        }
        self.answers = answers
        deadline = try field.integer("verdict.deadline").map { Instant(milliseconds: $0) }
        if let number = field["verdict.maximum"] {
            maximum = try Money(number, Currency(field.required("verdict.currency")))
        } else {
            maximum = nil
        }
    }
}
