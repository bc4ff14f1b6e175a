import Basics
import Tickets

extension Desk {
    /// The events by which a ticket follows what its source now says: changed facts before the decision, messages and files
    /// that are new. Throws when the facts changed after the decision.
    func changes(
        _ intake: Intake,
        of stored: StoredTicket,
        applying ticket: inout Ticket,
        in context: IntakeContext
    ) throws(TicketRefusal) -> [Event] {
        var events: [Event] = []
        let now = context.startedAt
        let facts: TicketFacts
        do throws(Problems) { facts = try intake.form.facts() } catch { throw .problems(error) }
        if facts != ticket.facts || !facts.form.differences(from: ticket.content.form).fields.isEmpty {
            let changes = facts.form.differences(from: ticket.content.form)
            events.append(try ticket.perform(.edit(changes), by: context.actor, at: now, under: rules))
        }
        let known = Set(stored.events.compactMap(MessageKey.init))
        for message in intake.allMessages where !known.contains(MessageKey(message)) {
            events.append(try ticket.perform(.note(message), by: context.actor, at: now, under: rules))
        }
        let present = Set(ticket.attachments)
        let files = intake.files.map(\.attachment).filter { !present.contains($0) }
        if !files.isEmpty {
            events.append(try ticket.perform(.attach(files), by: context.actor, at: now, under: rules))
        }
        return events
    }
}

/// What makes two messages from outside the same: compared by bytes, because Swift's `==` folds canonical equivalents.
private struct MessageKey: Hashable {
    let author: [UInt8]
    let writtenAt: Instant?
    let text: [UInt8]

    init(_ message: Message) {
        author = Array((message.author ?? "").utf8)
        writtenAt = message.writtenAt
        text = Array(message.text.utf8)
    }

    /// Nil for events that are no messages.
    init?(_ event: Event) {
        guard event.action == .note, let command = try? TicketCommand(.note, event.detail),
            case .note(let message) = command
        else { return nil }
        self.init(message)
    }
}
