package import Basics
package import Tickets

/// A ticket on its way to another system, with all that may be said of it there.
package struct OutgoingTicket: Sendable {
    package let ticket: Ticket
    /// Everything that somebody wrote on it, in order, with who and when.
    package let messages: [Message]
    /// Which of them the other system has, by their place; those that are not named it has not.
    package let presences: [Int: MessagePresence]
    /// Those of the messages that were written here, not brought in from outside.
    package let written: [Message]
    /// Their bytes are in the store.
    package let files: [Attachment]
    /// What was exchanged last.
    package let mark: ExchangeMark?
    /// Whether something happened here since it last went there or came from there.
    package let hasNews: Bool

    package init(
        ticket: Ticket,
        messages: [Message],
        presences: [Int: MessagePresence] = [:],
        written: [Message]? = nil,
        files: [Attachment],
        mark: ExchangeMark? = nil,
        hasNews: Bool = true
    ) {
        self.ticket = ticket
        self.messages = messages
        self.presences = presences
        self.written = written ?? messages
        self.files = files
        self.mark = mark
        self.hasNews = hasNews
    }

    /// The key that it has in a system, where that is known.
    package func externalID(in system: String) -> String? {
        if let source = ticket.source, source.system == system { return source.externalID }
        return mark?.externalID
    }
}

/// Whether another system has a message already.
package enum MessagePresence: Hashable, Sendable {
    /// It went there, or came from there.
    case there
    /// It was written before the record was read there last, and nobody noted whether it had been sent by then.
    case unsure
}

extension StoredTicket {
    /// Whether something happened here that the other system has not seen.
    func hasNews(for system: String, since mark: ExchangeMark?) -> Bool {
        if let mark { return ticket.version > mark.version }
        return ticket.source?.system != system || events.contains { $0.origin != .import }
    }

    /// Everything that was written on the ticket: messages, and the words of what was done. What stays inside the desk is
    /// internal, as ``Event/shown(toInsider:)`` decides.
    package func correspondence(naming names: [Person.ID: String]) -> [Message] {
        written(naming: names).map(\.message)
    }

    /// The part of it that was not brought in by an import.
    func ownWords(naming names: [Person.ID: String]) -> [Message] {
        written(naming: names).filter { $0.event.origin != .import }.map(\.message)
    }

    /// Which of the ``correspondence(naming:)`` a system has, as far as the last exchange with it tells.
    func presences(in system: String, since mark: ExchangeMark?) -> [Int: MessagePresence] {
        let isFromThere = ticket.source?.system == system
        var presences: [Int: MessagePresence] = [:]
        for (place, (event, _)) in written(naming: [:]).enumerated() {
            let isExchanged = mark.map { event.version <= $0.version } ?? false
            if event.origin == .import, isFromThere || isExchanged {
                presences[place] = .there
            } else if isExchanged {
                presences[place] = mark?.digest == nil ? .there : .unsure
            }
        }
        return presences
    }

    private func written(naming names: [Person.ID: String]) -> [(event: Event, message: Message)] {
        events.compactMap { event in
            guard event.action != .file, event.action != .draft, event.action != .edit,
                let fields = try? FieldReader(event.detail), let text = fields["text"], !text.trimmed.isEmpty
            else { return nil }
            let isPublic = event.shown(toInsider: false).flatMap { try? FieldReader($0.detail) }?["text"] != nil
            let written = fields["written"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
            let message = Message(
                text: text,
                visibility: isPublic ? .public : .internal,
                author: fields["author"] ?? names[event.by] ?? event.byName,
                writtenAt: written ?? event.at
            )
            return (event, message)
        }
    }
}
