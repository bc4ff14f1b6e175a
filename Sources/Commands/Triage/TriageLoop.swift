import Basics
import Casework
import Tickets

/// Drives a pass: shows what ``TriageSession`` says, and does at the desk what it asks for.
struct TriageLoop {
    let session: Session
    let replies: TriageReplies
    let isRehearsal: Bool
    var face: any TriageFace
    var triage: TriageSession
    private(set) var view: TicketView?
    /// Of the canned replies, for the ticket that is shown.
    private var language = Language.english

    /// Where drafts outlive the program; nil where they need not.
    private var draftFile: DraftFile?
    private var keptDrafts = TriageDrafts()
    /// Why the last line was not taken.
    private var flaw: String?

    init(
        _ session: Session,
        _ replies: TriageReplies,
        _ queue: TriageQueue,
        _ face: any TriageFace,
        isRehearsal: Bool,
        drafts: DraftFile? = nil
    ) {
        self.session = session
        self.replies = replies
        self.face = face
        self.isRehearsal = isRehearsal
        draftFile = drafts
        var fault: String?
        do { keptDrafts = try drafts?.read() ?? TriageDrafts() } catch {
            // What cannot be read is not written over either.
            draftFile = nil
            fault = "drafts are not kept: \(ErrorReport(error).sentence ?? "")"
        }
        triage = TriageSession(queue, drafts: keptDrafts, by: session.actor.person)
        if let fault { triage.tell(fault, isBad: true) }
    }

    /// From the first ticket to the end. Throws ``Failure/interrupted(_:)`` on Ctrl-C, ``Failure/answer(_:)`` for an answer
    /// that cannot be taken.
    mutating func run() async throws {
        try await load()
        var step = TriageSession.Step.show
        while true {
            await keepDrafts()
            switch step {
            case .show: step = try await press()
            case .ask(let question): step = try await ask(question)
            case .perform(let request): step = try await perform(request)
            case .undo(let deed): step = try await undo(deed)
            case .next:
                triage.queue.advance()
                try await load()
                step = .show
            case .back:
                try await load(isAnywhere: true)
                step = .show
            case .view: step = try viewAll()
            case .help:
                try face.page(TriageHelp(replies: replies.list(in: language), console: face.console).lines)
                step = .show
            case .preview(let number):
                preview(number)
                step = .show
            case .edit(let text): step = try edit(text)
            case .search(let goal): step = try await search(goal)
            case .unknown:
                if let notice = triage.notice { try face.reject(notice.text, at: place) }
                step = .show
            case .interrupt: throw Failure.interrupted("interrupted; what was done before is kept")
            case .quit: return
            }
        }
    }

    /// Sees to it that what was written outlives the program from now on.
    private mutating func keepDrafts() async {
        guard let draftFile, triage.drafts != keptDrafts else { return }
        let before = keptDrafts
        keptDrafts = triage.drafts
        do { try await draftFile.keep(keptDrafts, since: before) } catch {
            triage.tell("drafts cannot be kept: \(ErrorReport(error).sentence ?? "")", isBad: true)
        }
    }

    /// As messages name where a pass is.
    private var place: String { view?.ticket.shownName ?? "the end of the queue" }
}

// Showing and asking.
extension TriageLoop {
    private mutating func press() async throws -> TriageSession.Step {
        try face.show(screen, notice: notice)
        let prompt = if case .reply = triage.stage { "y, n, e or back> " } else { "\(place)> " }
        guard let key = try face.key(prompt) else {
            if view == nil { return .quit }
            try face.reject("the answers ended; what was done before is kept", at: place)
            return .interrupt
        }
        return triage.press(key, on: view)
    }

    /// The screen above the notice.
    private var screen: [String] {
        let console = face.console
        guard let view else {
            return [
                console.paint("No more tickets.", .strong), "b goes back, u takes back, / searches, q or Enter ends.",
            ]
        }
        if case .reply(let text, _) = triage.stage { return replyScreen(text, view, console) }
        let menu =
            [""]
            + TriageMenu(choices: view.choices, status: view.ticket.status, width: console.width, console: console)
            .lines
        let room = face.rows.map { max(6, $0 - menu.count - notice.count - 1) }
        return card(of: view, console).lines(height: room) + menu
    }

    private func card(of view: TicketView, _ console: Console) -> TriageCard {
        let total = max(triage.queue.total, triage.queue.entries.count)
        let count = triage.queue.total >= Desk.countingLimit ? "\(Desk.countingLimit)+" : String(total)
        let place = "\(triage.queue.position + 1) of \(count)"
        return TriageCard(view, place: place, at: session.desk.now(), width: console.width, console)
    }

    private func replyScreen(_ text: String, _ view: TicketView, _ console: Console) -> [String] {
        let canAsk = view.choices.contains { $0.action == .ask && $0.isAllowed }
        let way =
            canAsk
            ? "y sends it as a question, and the ticket waits for the answer; n as a comment; e edits it first."
            : "y or n sends it as a comment; e edits it first; any other key goes back."
        let lines = DisplayWidth.wrapped(SafeText.block(text), to: console.width)
        let ways = DisplayWidth.wrapped(way, to: console.width)
        let room = face.rows.map { max(4, $0 - ways.count - 5) } ?? Int.max
        let shown =
            lines.count > room
            ? lines.prefix(room) + [console.paint("(+\(lines.count - room) lines; e shows all)", .faint)] : lines[...]
        return [console.paint("To \(SafeText.line(view.ticket.facts?.contact.name ?? "the requester"))", .strong), ""]
            + shown + [""] + ways
    }

    private var notice: [String] {
        guard let notice = triage.notice else { return [] }
        let style: Style = notice.isBad ? .bad : .good
        return [""]
            + DisplayWidth.wrapped(SafeText.line(notice.text), to: face.console.width)
            .map { face.console.paint($0, style) }
    }

    private mutating func ask(_ question: Question) async throws -> TriageSession.Step {
        let intro = intro(to: question)
        flaw = nil
        switch try face.line(question, intro: intro) {
        case .text(let text):
            do throws(AnswerFlaw) { return try triage.answer(text, on: view) } catch {
                try face.reject(error.sentence, at: place)
                flaw = error.sentence
                return .ask(question)
            }
        case .cancelled(let text):
            triage.cancel(keeping: text, on: view)
            return .show
        case .interrupted(let text):
            triage.cancel(keeping: text, on: view)
            return .interrupt
        case .ended:
            triage.cancel(keeping: "", on: view)
            try face.reject("the answers ended before '\(question.words)'; what was done before is kept", at: place)
            return .interrupt
        }
    }

    /// What is to be known before the answer: why the last one was not taken, and how far an approval reaches.
    private func intro(to question: Question) -> [String] {
        let console = face.console
        if let flaw {
            return DisplayWidth.wrapped(SafeText.line(flaw), to: console.width).map { console.paint($0, .bad) }
        }
        guard question.topic == .kind, let view else { return [] }
        let conditions = view.ticket.conditions(
            of: .approve,
            by: session.actor,
            under: session.desk.rules,
            view.judgement?.verdict
        )
        return conditions.flatMap { DisplayWidth.wrapped("  " + SafeText.line($0.sentence), to: console.width) }
    }

    private mutating func viewAll() throws -> TriageSession.Step {
        guard let view else { return .show }
        let console = face.console
        let page = TicketPage(view, at: session.desk.now(), width: console.width, console, showsRefusals: true)
        try face.page(page.lines)
        return .show
    }

    private mutating func preview(_ number: Int) {
        guard let view else { return }
        do throws(AnswerFlaw) {
            triage.preview(try replies.text(number, in: language, for: view, in: session))
        } catch { triage.tell(error.sentence, isBad: true) }
    }

    private mutating func edit(_ text: String) throws -> TriageSession.Step {
        switch try face.edited(text, about: "What the requester should read") {
        case .text(let changed):
            triage.preview(changed, isOwn: true)
            return .show
        case .cancelled: return .show
        case .interrupted: return .interrupt
        case .ended:
            try face.reject("the answers ended before the text; what was done before is kept", at: place)
            return .interrupt
        }
    }
}

// Acting.
extension TriageLoop {
    private mutating func perform(_ request: TriageRequest) async throws -> TriageSession.Step {
        guard let before = view?.ticket else { return .show }
        let command: TicketCommand
        let after: Ticket
        do {
            let resolved = try await request.resolved(session)
            command = resolved.command
            after = try await session.desk.perform(
                command,
                on: .id(before.id),
                seen: before.version,
                files: resolved.files,
                by: session.actor
            )
        } catch { return try await refused(error, before.id) }
        // It is done from here on, whatever becomes of the look at it.
        triage.performed(command, from: before, to: after, isRehearsal: isRehearsal)
        await keepDrafts()
        try await look(at: before.id)
        return triage.step(after: command.action, on: view)
    }

    private mutating func undo(_ deed: TriageDeed) async throws -> TriageSession.Step {
        guard case .command(let command) = deed.reversal else { return .show }
        triage.queue.go(to: TriageQueue.Entry(id: deed.ticket, number: deed.number))
        let after: Ticket
        do {
            after = try await session.desk.perform(
                command,
                on: .id(deed.ticket),
                seen: deed.version,
                by: session.actor
            )
        } catch { return try await refused(error, deed.ticket) }
        triage.undone(deed, to: after)
        try await look(at: deed.ticket)
        return .show
    }

    /// Shows the ticket as it is now, with the reason. What ends the program goes on its way.
    private mutating func refused(_ error: any Error, _ ticket: Ticket.ID) async throws -> TriageSession.Step {
        guard let sentence = ErrorReport(error).sentence else { throw error }
        try await look(at: ticket)
        return triage.refused(sentence)
    }
}

// Going about the queue.
extension TriageLoop {
    /// Shows the present ticket; passes over those that have left the query meanwhile, except where the person wanted just
    /// this one.
    private mutating func load(isAnywhere: Bool = false) async throws {
        while true {
            if let entry = triage.queue.current {
                let isThere = isAnywhere ? true : try await isStillThere(entry)
                if isThere {
                    try await look(at: entry.id)
                    if view != nil { break }
                }
                triage.queue.drop()
            } else if triage.queue.isComplete {
                view = nil
                break
            } else {
                let page = try await session.desk.list(
                    triage.queue.query,
                    for: session.actor,
                    after: triage.queue.cursor
                )
                triage.queue.append(page)
            }
        }
        triage.look(at: view)
    }

    private func isStillThere(_ entry: TriageQueue.Entry) async throws -> Bool {
        guard let number = entry.number else { return true }
        let query = TicketQuery(terms: triage.queue.query.terms + [TicketQuery.Term(.number(.equal, number))])
        return try await !session.desk.list(query, for: session.actor, limit: 1).items.isEmpty
    }

    /// Reads the ticket as it is now; none when the person may not see it.
    private mutating func look(at ticket: Ticket.ID) async throws {
        do {
            let found = try await session.desk.show(.id(ticket), to: session.actor)
            view = found
            language = try await session.language(for: found.ticket)
        } catch DeskError.noSuchTicket { view = nil }
    }

    private mutating func search(_ goal: TriageSession.SearchGoal) async throws -> TriageSession.Step {
        switch goal {
        case .ticket(let reference):
            do {
                let ticket = try await session.desk.show(reference, to: session.actor).ticket
                try await go(to: TriageQueue.Entry(id: ticket.id, number: ticket.number))
            } catch let error as DeskError { triage.tell(error.sentence, isBad: true) }
        case .words(let words):
            let query = TicketQuery(terms: triage.queue.query.terms + words.terms, sort: triage.queue.query.sort)
            let found = try await session.desk.list(query, for: session.actor, limit: 500).items
            if let next = triage.queue.next(among: found.map { TriageQueue.Entry(id: $0.id, number: $0.number) }) {
                try await go(to: next)
                triage.tell(
                    "\(found.count == 1 ? "the only one" : "\(found.count) tickets") of the queue with these words"
                )
            } else {
                triage.tell("no ticket of the queue has these words", isBad: true)
            }
        case .query(let query):
            triage.queue = TriageQueue(query, total: try await session.desk.count(query, for: session.actor))
            try await load()
            triage.tell("another queue")
        }
        return .show
    }

    private mutating func go(to entry: TriageQueue.Entry) async throws {
        triage.queue.go(to: entry)
        try await load(isAnywhere: true)
    }
}
