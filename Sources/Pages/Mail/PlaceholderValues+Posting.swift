import Basics
import Casework
import Tickets

extension PlaceholderValues {
    /// What a mail may say: what the ticket says of itself, and what its event adds. Throws ``Undeliverable`` for an
    /// event that cannot be read.
    init(of posting: Posting, in words: Words) throws(Undeliverable) {
        self.init(of: posting.ticket, in: words)
        self[.agent] = posting.author
        self[.due] = posting.answerBy.map { words.absolute($0) }
        setReopenDays(posting.reopenDays, in: words)
        // The words of these stay inside the desk, so there is nothing to read.
        if posting.event.action == .dispute { return }
        let command: TicketCommand?
        do throws(Fault) { command = try TicketCommand(posting.event.action, posting.event.detail) } catch {
            throw Undeliverable("event \(posting.event.version) of its ticket cannot be read: it \(error.sentence)")
        }
        switch command {
        case .note(let message): self[.note] = message.text
        case .decline(_, let text): if let text { add(text) }
        case .approve(let grant): if let text = grant.text { add(text) }
        case .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .reply, .lapse, .answer, .credit, .revoke,
            .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .attach, .give, .merge, .unmerge, .link,
            nil:
            break
        }
    }

    /// What the desk said of its decision, below the decision.
    private mutating func add(_ text: String) {
        self[.decision] = [self[.decision], text].compactMap { $0 }.joined(separator: "\n\n")
    }
}
