import Tickets

extension TicketAction {
    /// The key that does it, the same in every status; nil for what makes a ticket. Capital letters are for what is rare or
    /// takes something back.
    var key: Character? {
        switch self {
        case .draft, .file: nil
        case .submit: "S"
        case .discard: "X"
        case .take: "t"
        case .withdraw: "w"
        case .ask: "k"
        case .escalate: "e"
        case .release: "l"
        case .decline: "d"
        case .approve: "a"
        case .reply: "r"
        case .lapse: "L"
        case .answer: "h"
        case .credit: "c"
        case .revoke: "R"
        case .settle: "i"
        case .dispute: "p"
        case .reverse: "V"
        case .correct: "f"
        case .close: "x"
        case .reopen: "o"
        case .edit: "E"
        case .note: "n"
        case .attach: "A"
        case .give: "g"
        case .merge: "m"
        case .unmerge: "M"
        case .link: "j"
        }
    }

    init?(key: Character) {
        guard let action = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = action
    }

    /// Whether the next ticket comes once it is done: when the ticket waits for somebody else then, or is over.
    var endsWork: Bool {
        switch self {
        case .release, .decline, .ask, .escalate, .withdraw, .discard, .lapse, .approve, .credit, .settle, .dispute,
            .close, .give, .merge:
            true
        case .draft, .file, .submit, .take, .reply, .answer, .revoke, .reverse, .correct, .reopen, .edit, .note,
            .attach,
            .unmerge, .link:
            false
        }
    }
}
