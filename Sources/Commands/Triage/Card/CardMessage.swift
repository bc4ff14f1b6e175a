import Basics
import Casework
import Tickets

/// Something that somebody wrote on a ticket.
struct CardMessage: Equatable {
    let author: String
    let at: Instant
    /// What it was written for, as `ask`.
    let occasion: String
    let text: String

    /// The explanation of the request and the words of its events, in order.
    static func all(of view: TicketView) -> [CardMessage] {
        let ticket = view.ticket
        let form = ticket.content.form
        let requester = ticket.requester.flatMap { view.names[$0] } ?? form[.contactName] ?? ""
        let explanation = form[.explanation].map {
            CardMessage(author: requester, at: ticket.createdAt, occasion: "request", text: $0)
        }
        let said = view.timeline.compactMap { event -> CardMessage? in
            let text = EventText(event)
            guard let words = text.words, !words.trimmed.isEmpty else { return nil }
            let original = Self.original(of: event)
            let author = original?.author ?? view.names[event.by] ?? event.byName
            return CardMessage(author: author, at: original?.writtenAt ?? event.at, occasion: text.title, text: words)
        }
        return (explanation.map { [$0] } ?? []) + said
    }

    /// The message itself, which knows its author where it came with a record from outside.
    private static func original(of event: Event) -> Message? {
        guard case .note(let message)? = try? TicketCommand(event.action, event.detail) else { return nil }
        return message
    }
}
