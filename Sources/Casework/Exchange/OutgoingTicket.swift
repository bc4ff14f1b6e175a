package import Basics
package import Tickets

/// A ticket on its way to another system, with all that may be said of it there.
package struct OutgoingTicket: Sendable {
    package let ticket: Ticket
    /// Everything that somebody wrote on it, in order, with who and when.
    package let messages: [Message]
    /// Those of the messages that were written here, not brought in from outside.
    package let written: [Message]
    /// Their bytes are in the store.
    package let files: [Attachment]
    /// What was exchanged last.
    package let mark: ExchangeMark?

    package init(
        ticket: Ticket,
        messages: [Message],
        written: [Message]? = nil,
        files: [Attachment],
        mark: ExchangeMark? = nil
    ) {
        self.ticket = ticket
        self.messages = messages
        self.written = written ?? messages
        self.files = files
        self.mark = mark
    }

    /// The key that it has in a system, where that is known.
    package func externalID(in system: String) -> String? {
        if let source = ticket.source, source.system == system { return source.externalID }
        return mark?.externalID
    }
}

extension StoredTicket {
    /// Everything that was written on the ticket: messages, and the words of what was done. What stays inside the desk is
    /// internal, as ``Event/shown(toInsider:)`` decides.
    package func correspondence(naming names: [Person.ID: String]) -> [Message] {
        messages(in: events, naming: names)
    }

    /// The part of it that was not brought in by an import.
    func ownWords(naming names: [Person.ID: String]) -> [Message] {
        messages(in: events.filter { $0.origin != .import }, naming: names)
    }

    private func messages(in events: [Event], naming names: [Person.ID: String]) -> [Message] {
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
