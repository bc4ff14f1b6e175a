import Basics
import Casework
import Tickets

/// One pass over a queue as a value: a key or an answer goes in, and what is to be done comes out. It reads no key, writes no
/// line and touches no desk.
struct TriageSession {
    /// What the next key is about.
    enum Stage: Equatable {
        /// A ticket is shown.
        case card
        /// An action asks for what it needs, in lines.
        case asking(ActionInquiry)
        /// A text for the requester is shown, before it goes out. `isOwn`: the person wrote on it.
        case reply(String, isOwn: Bool)
        /// The words of a search are asked for, in a line.
        case searching
        /// The queue has come to its end.
        case over
    }

    /// What is to be done next.
    enum Step: Equatable {
        /// Shows where things are, and waits for a key.
        case show
        /// Asks for a line, which goes to ``answer(_:on:)``.
        case ask(Question)
        case perform(TriageRequest)
        case undo(TriageDeed)
        case next, back, view, help
        /// Fills the canned reply with this number in.
        case preview(Int)
        /// Lets the person change a text before it goes out.
        case edit(String)
        case search(SearchGoal)
        case quit, interrupt
        /// The key means nothing here.
        case unknown
    }

    /// What a person looks for in a queue.
    enum SearchGoal: Equatable {
        case ticket(TicketReference)
        /// The next ticket of the queue with these words.
        case words(TicketQuery)
        /// Another queue.
        case query(TicketQuery)
    }

    struct Notice: Equatable {
        let text: String
        let isBad: Bool
    }

    var queue: TriageQueue
    private(set) var stage = Stage.card
    private(set) var notice: Notice?
    private(set) var tally = TriageTally()
    private(set) var drafts: TriageDrafts
    private var history: [TriageDeed] = []
    private let person: Person

    init(_ queue: TriageQueue, drafts: TriageDrafts = TriageDrafts(), by person: Person) {
        self.queue = queue
        self.person = person
        self.drafts = drafts
    }
}

extension TriageSession {
    /// A ticket is before the person's eyes; nil at the end of the queue.
    mutating func look(at view: TicketView?) {
        stage = view == nil ? .over : .card
        if let view { tally.see(view.ticket.id) }
    }

    mutating func tell(_ text: String, isBad: Bool = false) { notice = Notice(text: text, isBad: isBad) }

    /// Takes a key where a ticket, a text for the requester or the end of the queue is shown.
    mutating func press(_ key: Key, on view: TicketView?) -> Step {
        notice = nil
        if key == .control("c") {
            keepReply(to: view)
            return .interrupt
        }
        if key == .control("l") { return .show }
        if case .reply(let text, _) = stage { return decide(key, on: text, view) }
        if let command = TriageKey(key) { return step(command, key, view) }
        if stage == .over { return key == .enter ? .quit : unknown(key) }
        guard let view, case .character(let character) = key, let action = TicketAction(key: character) else {
            return unknown(key)
        }
        return begin(action, on: view)
    }

    private mutating func step(_ command: TriageKey, _ key: Key, _ view: TicketView?) -> Step {
        switch command {
        case .quit: return .quit
        case .help: return .help
        case .undo: return undo()
        case .search:
            stage = .searching
            return .ask(Self.searchQuestion)
        case .back:
            if queue.retreat() { return .back }
            tell("this is the first ticket", isBad: true)
            return .show
        case .skip:
            guard let view else { return unknown(key) }
            tally.skip(view.ticket.shownName)
            return .next
        case .view: return view == nil ? unknown(key) : .view
        case .reply:
            guard view != nil, case .character(let digit) = key, let number = digit.wholeNumberValue else {
                return unknown(key)
            }
            return .preview(number)
        }
    }

    static let searchQuestion = Question(
        .text,
        "A number, words, or another query as 'status:escalated sort:-amount'",
        isRequired: false
    )

    private mutating func unknown(_ key: Key) -> Step {
        let name =
            switch key {
            case .character(let character): "'\(character)' means nothing here"
            case .paste: "what was pasted was left out; press a key first"
            case .enter, .escape, .backspace, .up, .down, .left, .right, .control, .other: "that key means nothing here"
            }
        tell("\(name); ? shows the keys", isBad: true)
        return .unknown
    }

    private mutating func begin(_ action: TicketAction, on view: TicketView) -> Step {
        if let refusal = view.choices.first(where: { $0.action == action })?.refusal {
            tally.missKey()
            tell("\(action.rawValue): \(refusal.sentence)", isBad: true)
            return .show
        }
        return goOn(ActionInquiry(action, on: view, drafts: drafts[view.ticket.id, action]))
    }

    private mutating func goOn(_ inquiry: ActionInquiry) -> Step {
        if let question = inquiry.question {
            stage = .asking(inquiry)
            return .ask(question)
        }
        stage = .card
        guard let request = inquiry.request else { return .show }
        return .perform(request)
    }

    private mutating func undo() -> Step {
        guard let deed = history.last else {
            tell("nothing was done yet that could be taken back", isBad: true)
            return .show
        }
        if case .impossible(let sentence) = deed.reversal {
            tell("\(deed.action.rawValue) on \(deed.name) cannot be taken back: \(sentence)", isBad: true)
            return .show
        }
        return .undo(deed)
    }
}

extension TriageSession {
    /// Takes the line that was asked for. Throws an ``AnswerFlaw``; the same is to be asked again then.
    mutating func answer(_ text: String, on view: TicketView?) throws(AnswerFlaw) -> Step {
        switch stage {
        case .searching:
            let goal = text.trimmed.isEmpty ? nil : try Self.goal(text.trimmed)
            stage = view == nil ? .over : .card
            return goal.map { .search($0) } ?? .show
        case .asking(var inquiry):
            guard let view else { return .show }
            try inquiry.answer(text)
            drafts[view.ticket.id, inquiry.action] = drafts[view.ticket.id, inquiry.action]
                .merging(inquiry.answers.filter { $0.key.isKept }) { $1 }
            return goOn(inquiry)
        case .card, .reply, .over: return .show
        }
    }

    /// The person went back instead of answering; what they had written is kept.
    mutating func cancel(keeping text: String, on view: TicketView?) {
        if case .asking(let inquiry) = stage, let view, let question = inquiry.question, question.topic.isKept,
            !text.trimmed.isEmpty
        {
            drafts[view.ticket.id, inquiry.action][question.topic] = text
        }
        if case .asking(let inquiry) = stage, let view, !drafts[view.ticket.id, inquiry.action].isEmpty {
            tell("nothing was done; what you wrote is kept for the next \(inquiry.action.rawValue)")
        }
        stage = view == nil ? .over : .card
    }

    private static func goal(_ text: String) throws(AnswerFlaw) -> SearchGoal {
        if let reference = TicketReference(text) { return .ticket(reference) }
        let query: TicketQuery
        do throws(QueryFault) { query = try TicketQuery(text) } catch { throw AnswerFlaw(sentence: error.sentence) }
        let isWords = query.sort == .standard && query.terms.allSatisfy(\.isWords)
        return isWords ? .words(query) : .query(query)
    }

    /// Shows a text for the requester before it goes out.
    mutating func preview(_ text: String, isOwn: Bool = false) { stage = .reply(text, isOwn: isOwn) }

    /// What the person wrote on a reply that did not go out is offered when they ask or comment next.
    private mutating func keepReply(to view: TicketView?) {
        guard case .reply(let text, isOwn: true) = stage, let view else { return }
        let action: TicketAction = Self.canAsk(view) ? .ask : .note
        drafts[view.ticket.id, action][.text] = text
        tell("nothing was sent; what you wrote is kept for the next \(action.rawValue)")
    }

    private static func canAsk(_ view: TicketView) -> Bool {
        view.choices.contains { $0.action == .ask && $0.isAllowed }
    }

    private mutating func decide(_ key: Key, on text: String, _ view: TicketView?) -> Step {
        guard let view else { return .show }
        switch key {
        case .character("y") where Self.canAsk(view): return send(.ask(text), text, view)
        case .character("y"), .character("n"):
            return send(.note(Message(text: text, visibility: .public)), text, view)
        case .character("e"): return .edit(text)
        case .character, .enter, .escape, .backspace, .up, .down, .left, .right, .control, .paste, .other:
            keepReply(to: view)
            stage = .card
            return .show
        }
    }

    private mutating func send(_ command: TicketCommand, _ text: String, _ view: TicketView) -> Step {
        stage = .card
        drafts[view.ticket.id, command.action][.text] = text
        return .perform(.command(command))
    }
}

extension TriageSession {
    /// The desk has done it.
    mutating func performed(
        _ command: TicketCommand,
        from before: Ticket,
        to after: Ticket,
        isRehearsal: Bool
    ) {
        let deed = TriageDeed(command, from: before, to: after, by: person)
        drafts[before.id, command.action] = [:]
        tally.count(command.action, on: after.shownName)
        if !isRehearsal { history.append(deed) }
        tell(deed.sentence(status: after.status, isRehearsal: isRehearsal))
        stage = .card
    }

    /// Where to go once an action was done and its ticket stands before the person as it is now.
    func step(after action: TicketAction, on view: TicketView?) -> Step {
        guard action.endsWork else { return .show }
        let goesOnHere =
            action == .approve && view?.choices.contains { $0.action == .credit && $0.isAllowed } ?? false
        return goesOnHere ? .show : .next
    }

    /// The desk would not do it; what was typed is kept.
    mutating func refused(_ sentence: String) -> Step {
        tally.refuse()
        tell(sentence, isBad: true)
        stage = .card
        return .show
    }

    /// The last deed was taken back by an event that left the ticket at `version`.
    mutating func undone(_ deed: TriageDeed, to after: Ticket) {
        if history.last == deed { history.removeLast() }
        // What was done to the ticket just before stands on this version now.
        if let index = history.lastIndex(where: { $0.ticket == deed.ticket && $0.version == deed.seen }) {
            history[index].version = after.version
        }
        tally.undo(deed.action, on: deed.name)
        tell("\(deed.name) is \(after.status.rawValue) again; \(deed.action.rawValue) was taken back")
        stage = .card
    }
}

extension TicketQuery.Term {
    fileprivate var isWords: Bool {
        if case .words = filter { return true }
        return false
    }
}
