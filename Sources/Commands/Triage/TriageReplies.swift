import Basics
import Casework
import Orders
import Pages
import Tickets

/// The canned replies, filled in with what is known of a ticket.
struct TriageReplies {
    private let library: ReplyLibrary
    private let words: [Language: Words]

    /// Throws a ``TemplateFault``.
    init(directory: String) throws {
        library = try ReplyLibrary(directory: directory)
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            words[language] = try Words(language: language, file: "\(directory)/locales/\(language.rawValue).json")
        }
        self.words = words
    }

    func list(in language: Language) -> [Reply] { library.replies(for: language) }

    /// The reply with this number, or the sentence that says why there is none.
    func text(_ number: Int, in language: Language, for view: TicketView, in session: Session) throws(AnswerFlaw)
        -> String
    {
        guard let reply = list(in: language).first(where: { $0.key == number }), let words = words[language] else {
            throw AnswerFlaw(sentence: "there is no canned reply \(number); ? lists them")
        }
        do throws(MissingValues) { return try reply.text(values(of: view, in: words, session)) } catch {
            throw AnswerFlaw(sentence: error.sentence)
        }
    }

    private func values(of view: TicketView, in words: Words, _ session: Session) -> PlaceholderValues {
        let now = session.desk.now()
        var values = PlaceholderValues(of: view.ticket, in: words)
        values[.agent] = session.actor.person.displayName
        values[.customer] = view.judgement?.file.customer?.name
        values[.maximum] = view.judgement?.verdict.maximum.map(words.amount)
        values[.due] = words.absolute(now.adding(workingDays: view.rules.answerDays))
        values.setReopenDays(view.rules.reopenDays, in: words)
        if let deadline = view.judgement?.verdict.deadline { values.setDeadline(deadline, now: now, in: words) }
        return values
    }
}

extension Session {
    /// The language of whoever asked for the refund; else of the person who acts.
    func language(for ticket: Ticket) async throws -> Language {
        guard let requester = ticket.requester else { return actor.person.language }
        return try await desk.store.read { try $0.person(requester)?.language } ?? actor.person.language
    }
}
