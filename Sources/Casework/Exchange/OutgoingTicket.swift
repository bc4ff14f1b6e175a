package import Basics
package import Tickets

/// A ticket on its way to another system, with all that may be said of it there.
package struct OutgoingTicket: Sendable {
    package let ticket: Ticket
    /// Everything that somebody wrote on it, in order, with who and when.
    package let messages: [Message]
    /// Their bytes are in the store.
    package let files: [Attachment]
    /// What was exchanged last.
    package let mark: ExchangeMark?
    /// Whether something happened here since it last went there or came from there.
    package let hasNews: Bool

    package init(
        ticket: Ticket,
        messages: [Message],
        files: [Attachment],
        mark: ExchangeMark? = nil,
        hasNews: Bool = true
    ) {
        self.ticket = ticket
        self.messages = messages
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

extension StoredTicket {
    /// Whether something happened here that the other system has not seen.
    func hasNews(for system: String, since mark: ExchangeMark?) -> Bool {
        if let mark { return ticket.version > mark.version }
        return ticket.source?.system != system || events.contains { $0.origin != .import }
    }

    /// Everything that was written on the ticket: messages, and the words of what was done. What stays inside the desk is
    /// internal, as ``Event/shown(toInsider:)`` decides.
    package func correspondence(naming names: [Person.ID: String]) -> [Message] {
        events.compactMap { event in
            guard event.action != .file, event.action != .draft, event.action != .edit,
                let fields = try? FieldReader(event.detail), let text = fields["text"], !text.trimmed.isEmpty
            else { return nil }
            let isPublic = event.shown(toInsider: false).flatMap { try? FieldReader($0.detail) }?["text"] != nil
            let written = fields["written"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
            return Message(
                text: text,
                visibility: isPublic ? .public : .internal,
                author: fields["author"] ?? names[event.by] ?? event.byName,
                writtenAt: written ?? event.at
            )
        }
    }
}
