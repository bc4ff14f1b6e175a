/// Something that an action still has to be told.
struct Question: Hashable {
    /// What it is about; an action asks for each at most once.
    enum Topic: String, CaseIterable, Hashable {
        case text, remark, reference, reason, kind, amount, override, attested, ruling, invoice, line, visibility, fact
        case value, file, recipient, ticket, confirmation
    }

    let topic: Topic
    /// What the person reads, without a mark at its end.
    let words: String
    let isRequired: Bool
    /// What Enter gives.
    var standard: String?

    init(_ topic: Topic, _ words: String, isRequired: Bool = true, standard: String? = nil) {
        self.topic = topic
        self.words = words
        self.isRequired = isRequired
        self.standard = standard
    }

    /// Whether it may take more than a line.
    var isProse: Bool {
        switch topic {
        case .text, .remark, .override, .value: true
        case .reference, .reason, .kind, .amount, .attested, .ruling, .invoice, .line, .visibility, .fact, .file,
            .recipient, .ticket, .confirmation:
            false
        }
    }

    /// As it stands in front of its answer on one line.
    var lead: String { prompt.hasSuffix("?") ? prompt + " " : prompt + ": " }

    /// The question with what Enter gives: `Amount [1250.00 USD]`.
    var prompt: String {
        if let standard {
            let lines = SafeText.block(standard).split(separator: "\n", omittingEmptySubsequences: false)
            let more = lines.count > 1 ? " (+\(lines.count - 1) lines)" : ""
            return "\(words) [\(lines.first ?? "")\(more)]"
        }
        return isRequired ? words : "\(words) [none]"
    }
}

/// Why an answer was not taken. Nothing is lost: the question is asked again.
struct AnswerFlaw: Error, Equatable {
    let sentence: String
}

extension Question.Topic {
    /// Whether an answer that did not get as far as the desk is offered again. Nobody confirms by Enter.
    var isKept: Bool { self != .confirmation }

    /// The question whose answer decides what this one means.
    var basis: Self? {
        switch self {
        case .value: .fact
        case .amount: .kind
        case .text, .remark, .reference, .reason, .kind, .override, .attested, .ruling, .invoice, .line, .visibility,
            .fact, .file, .recipient, .ticket, .confirmation:
            nil
        }
    }
}
