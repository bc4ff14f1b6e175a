import Basics
import Casework
import Tickets

/// What an action has to be told, asked question by question. Answers that were given before, and did not get as far as the
/// desk, are what Enter gives.
struct ActionInquiry: Equatable {
    let action: TicketAction
    private let form: FactsForm
    private let currency: Currency?
    private let proposal: Proposal?
    private(set) var answers: [Question.Topic: String] = [:]
    private let drafts: [Question.Topic: String]

    init(_ action: TicketAction, on view: TicketView, drafts: [Question.Topic: String] = [:]) {
        self.action = action
        self.drafts = drafts
        form = view.ticket.content.form
        currency = view.ticket.facts?.amount.currency
        proposal = Proposal(view)
    }

    /// The next question; nil when everything was said.
    var question: Question? {
        guard var question = questions.first(where: { answers[$0.topic] == nil }) else { return nil }
        if let draft = draft(of: question.topic) { question.standard = draft }
        return question
    }

    /// What was said to a question before, when it was the same question.
    private func draft(of topic: Question.Topic) -> String? {
        guard topic.isKept, let draft = drafts[topic], !draft.isEmpty else { return nil }
        guard let basis = topic.basis else { return draft }
        return answers[basis] == drafts[basis] ? draft : nil
    }

    /// Everything that is asked, in order; later ones may depend on the answers to earlier ones.
    private var questions: [Question] {
        switch action {
        case .draft, .file, .submit, .take, .lapse, .close: []
        case .discard: [Question(.confirmation, "The draft goes for good. Type 'yes'")]
        case .withdraw: [remark("Why it is taken back")]
        case .release: [remark("What the next agent should know")]
        case .reopen: [remark("Why it is opened again")]
        case .unmerge: [remark("Why it goes its own way again")]
        case .ask: [Question(.text, "What do you want to know from the requester?")]
        case .reply: [Question(.text, "What is the answer to the desk?")]
        case .revoke: [Question(.text, "Why is the approval taken back?")]
        case .dispute: [Question(.text, "What is missing or wrong?")]
        case .reverse: [Question(.text, "Why is the credit taken back?")]
        case .correct: [Question(.text, "How was the dispute put right?")]
        case .escalate:
            [
                Question(.reference, "Microsoft's reference of the request", isRequired: false),
                remark("What Microsoft should know"),
            ]
        case .decline:
            [Question(.reason, "Why: \(Self.choices(DeclineReason.self))"), remark("Words for the requester")]
        case .approve: approval
        case .answer:
            [
                Question(.ruling, "What Microsoft said: an amount as 1250.00 USD, 'refused' or 'question'"),
                Question(.reference, "Microsoft's reference of the request"), remark("What Microsoft wrote"),
            ]
        case .credit: [Question(.reference, "The reference of what was done in Partner Center")]
        case .settle:
            [
                Question(.invoice, "The invoice that shows the credit, as G000024135"),
                Question(.line, "The line of the invoice", isRequired: false),
            ]
        case .edit: edit
        case .note:
            [
                Question(.visibility, "For whom: i the desk only, p the requester as well", standard: "i"),
                Question(.text, "What should be said?"),
            ]
        case .attach: [Question(.file, "The file to attach")]
        case .give: [Question(.recipient, "The agent who gets it, by system name")]
        case .merge: [Question(.ticket, "The request that goes on for both, as R-10001"), remark("Why")]
        case .link: [Question(.ticket, "The other request, as R-10001")]
        }
    }

    private var approval: [Question] {
        guard let proposal else { return [] }
        var questions = [
            Question(.kind, "Kind: c cancellation, g goodwill", standard: proposal.kind.rawValue),
            Question(
                .amount,
                "Amount",
                standard: proposal.amount(as: answers[.kind].flatMap(CreditKind.init(rawValue:)) ?? proposal.kind)
                    .description
            ),
        ]
        if proposal.needsOverride {
            questions.append(Question(.override, "Why the rules do not stand in the way"))
        }
        if proposal.needsAttestation { questions.append(Question(.attested, "What was paid, on your word")) }
        return questions + [remark("Words for the requester")]
    }

    private var edit: [Question] {
        let fields = FactField.allCases.filter { $0 != .currency }
        let names = fields.enumerated().map { "\($0 + 1) \($1.rawValue)" }.joined(separator: ", ")
        let field = answers[.fact].flatMap(FactField.init(rawValue:))
        let amount = [form[.amount], form[.currency]].compactMap(\.self).joined(separator: " ")
        return [
            Question(.fact, "Which fact: \(names)"),
            Question(
                .value,
                "What it should say",
                isRequired: field?.isRequired ?? true,
                standard: field.flatMap { $0 == .amount ? amount : form[$0] }
            ),
        ]
    }

    private func remark(_ words: String) -> Question { Question(.remark, words, isRequired: false) }

    private static func choices<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> String {
        Choice.allCases.enumerated().map { "\($0 + 1) \($1.rawValue)" }.joined(separator: ", ")
    }
}

extension ActionInquiry {
    /// Takes the answer to ``question``: empty for what Enter gives, `-` for nothing where nothing may be said. Throws an
    /// ``AnswerFlaw``; the question stands then.
    mutating func answer(_ text: String) throws(AnswerFlaw) {
        guard let question else { return }
        let given = text.trimmed.isEmpty ? question.standard ?? "" : text
        let isNone = given.trimmed.isEmpty || (!question.isRequired && given.trimmed == "-")
        if isNone {
            guard !question.isRequired else { throw AnswerFlaw(sentence: "something has to be said here") }
            answers[question.topic] = ""
        } else {
            answers[question.topic] = try checked(given, question.topic)
        }
    }

    private func checked(_ text: String, _ topic: Question.Topic) throws(AnswerFlaw) -> String {
        let word = text.trimmed
        switch topic {
        case .text, .remark, .override, .value: return text
        case .reference, .invoice, .file, .recipient: return word
        case .reason: return try Self.choice(word, DeclineReason.allCases).rawValue
        case .fact: return try Self.choice(word, FactField.allCases.filter { $0 != .currency }).rawValue
        case .kind: return try Self.choice(word, CreditKind.allCases).rawValue
        case .amount, .attested: return try money(word).description
        case .ruling:
            if let known = ["refused", "question"].first(where: { $0.hasPrefix(word.lowercased()) }) { return known }
            return try money(word).description
        case .line:
            guard let line = Int64(word), line > 0 else {
                throw AnswerFlaw(sentence: "'\(SafeText.line(word))' is no line; write a number from 1")
            }
            return String(line)
        case .visibility:
            guard let found = ["i", "p"].first(where: { word.lowercased().hasPrefix($0) }) else {
                throw AnswerFlaw(sentence: "write i or p")
            }
            return found
        case .ticket:
            guard TicketReference(word) != nil else {
                throw AnswerFlaw(sentence: "'\(SafeText.line(word))' is no ticket; write R-10001, 10001 or an id")
            }
            return word
        case .confirmation:
            guard word == "yes" else { throw AnswerFlaw(sentence: "it was not confirmed") }
            return word
        }
    }

    private func money(_ text: String) throws(AnswerFlaw) -> Money {
        do throws(Fault) {
            if let currency, !text.contains(where: \.isLetter) { return try Money(text, currency) }
            return try Money(text)
        } catch { throw AnswerFlaw(sentence: error.sentence) }
    }

    /// By its number in the list, its name, or the beginning of its name when no other begins so.
    private static func choice<Choice: RawRepresentable<String>>(
        _ text: String,
        _ choices: [Choice]
    ) throws(AnswerFlaw) -> Choice {
        if let number = Int(text), choices.indices.contains(number - 1) { return choices[number - 1] }
        let word = text.lowercased()
        if let exact = choices.first(where: { $0.rawValue.lowercased() == word }) { return exact }
        let found = choices.filter { $0.rawValue.lowercased().hasPrefix(word) }
        guard let only = found.first, found.count == 1 else {
            let names = choices.map(\.rawValue).joined(separator: ", ")
            throw AnswerFlaw(sentence: "'\(SafeText.line(text))' is not one of \(names)")
        }
        return only
    }
}

extension ActionInquiry {
    /// What was asked for, once everything was said; nil before.
    var request: TriageRequest? {
        guard question == nil else { return nil }
        switch action {
        case .draft, .file: return nil
        case .submit: return .command(.submit)
        case .discard: return .command(.discard)
        case .take: return .command(.take)
        case .withdraw: return .command(.withdraw(said(.remark)))
        case .ask: return .command(.ask(answers[.text] ?? ""))
        case .escalate: return .command(.escalate(reference: said(.reference), text: said(.remark)))
        case .release: return .command(.release(said(.remark)))
        case .decline: return said(.reason).flatMap(DeclineReason.init).map { .command(.decline($0, said(.remark))) }
        case .approve: return grant.map { .command(.approve($0)) }
        case .reply: return .command(.reply(answers[.text] ?? ""))
        case .lapse: return .command(.lapse)
        case .answer: return .command(.answer(vendorAnswer))
        case .credit: return .command(.credit(reference: answers[.reference] ?? ""))
        case .revoke: return .command(.revoke(answers[.text] ?? ""))
        case .settle:
            return .command(.settle(invoice: answers[.invoice] ?? "", line: said(.line).flatMap { Int64($0) }))
        case .dispute: return .command(.dispute(answers[.text] ?? ""))
        case .reverse: return .command(.reverse(answers[.text] ?? ""))
        case .correct: return .command(.correct(answers[.text] ?? ""))
        case .close: return .command(.close)
        case .reopen: return .command(.reopen(said(.remark)))
        case .edit: return changes.map { .command(.edit($0)) }
        case .note:
            let visibility: Visibility = answers[.visibility] == "p" ? .public : .internal
            return .command(.note(Message(text: answers[.text] ?? "", visibility: visibility)))
        case .attach: return .attach(path: answers[.file] ?? "")
        case .give: return .give(to: answers[.recipient] ?? "")
        case .merge: return said(.ticket).flatMap(TicketReference.init).map { .merge(into: $0, said(.remark)) }
        case .unmerge: return .command(.unmerge(said(.remark)))
        case .link: return said(.ticket).flatMap(TicketReference.init).map { .link(to: $0) }
        }
    }

    /// Nil for what was left out.
    private func said(_ topic: Question.Topic) -> String? {
        answers[topic].flatMap { $0.isEmpty ? nil : $0 }
    }

    private var grant: Grant? {
        guard let kind = said(.kind).flatMap(CreditKind.init), let amount = said(.amount).flatMap({ try? Money($0) })
        else { return nil }
        return Grant(
            kind,
            amount,
            text: said(.remark),
            override: said(.override),
            attested: said(.attested).flatMap { try? Money($0) }
        )
    }

    private var vendorAnswer: VendorAnswer {
        let ruling = answers[.ruling] ?? ""
        let said: VendorAnswer.Ruling =
            if let amount = try? Money(ruling) { .granted(amount) } else { ruling == "refused" ? .refused : .question }
        return VendorAnswer(ruling: said, reference: answers[.reference] ?? "", text: self.said(.remark))
    }

    private var changes: FactsForm? {
        guard let field = said(.fact).flatMap(FactField.init), let value = answers[.value] else { return nil }
        guard field == .amount else { return FactsForm([field: value]) }
        let (number, currency) = FactOptions.parted(value.trimmed)
        var changes = FactsForm([.amount: number])
        if let currency { changes[.currency] = currency }
        return changes
    }
}
