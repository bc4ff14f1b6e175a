import Basics
import Tickets

/// Why a newer version of a record cannot be applied.
enum ChangeRefusal: Error, Hashable {
    case refused(TicketRefusal)
    /// These fields were changed at the source and here, to different things.
    case bothChanged([FactField])
}

extension Desk {
    /// The events by which a ticket follows what its source now says: changed facts before the decision, messages and files
    /// that are new.
    ///
    /// Facts are compared three ways, field by field, against what the source said last: what only the source changed is
    /// taken over, what only the desk changed stays. Throws when both changed a field, and when the facts changed after the
    /// decision.
    func changes(
        _ intake: Intake,
        of stored: StoredTicket,
        applying ticket: inout Ticket,
        in context: IntakeContext
    ) throws(ChangeRefusal) -> [Event] {
        var commands: [TicketCommand] = []
        let theirs: FactsForm
        do throws(Problems) { theirs = try intake.form.facts().form } catch { throw .refused(.problems(error)) }
        let base = stored.lastImportedForm
        let ours = ticket.content.form
        let edits = theirs.differences(from: base).differing(from: ours)
        let both = ours.differences(from: base).fields.filter { edits[$0] != nil }
        guard both.isEmpty else { throw .bothChanged(both) }
        if !edits.fields.isEmpty { commands.append(.edit(edits)) }
        let known = Set(stored.events.compactMap(MessageKey.init))
        commands += intake.allMessages.filter { !known.contains(MessageKey($0)) }.map(TicketCommand.note)
        let present = Set(ticket.attachments)
        let files = intake.files.map(\.attachment).filter { !present.contains($0) }
        if !files.isEmpty { commands.append(.attach(files)) }

        var events: [Event] = []
        for command in commands {
            do throws(TicketRefusal) {
                events.append(try ticket.perform(command, by: context.actor, at: context.startedAt, under: rules))
            } catch { throw .refused(error) }
        }
        return events
    }
}

extension ChangeRefusal {
    /// A sentence for each thing that is wrong, with the record's line in front.
    func placed(onLine line: Int64) -> [String] {
        switch self {
        case .refused(let refusal): refusal.placed(onLine: line)
        case .bothChanged(let fields):
            fields.map { "\(line): \($0.rawValue): was changed at the source and here; decide which one holds" }
        }
    }
}

extension StoredTicket {
    /// The facts as the source gave them last: what every import wrote, without what the desk changed.
    fileprivate var lastImportedForm: FactsForm {
        var form = FactsForm()
        for event in events where event.origin == .import {
            switch event.action {
            case .file, .edit:
                if let changes = FactsForm(recordedIn: event) { form = form.changed(by: changes) }
            case .draft, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply,
                .lapse,
                .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .note, .attach,
                .give, .merge, .unmerge, .link:
                continue
            }
        }
        return form
    }
}

extension FactsForm {
    /// The fields of these changes that are not what `form` says already.
    fileprivate func differing(from form: FactsForm) -> FactsForm {
        var result = FactsForm()
        for field in fields where Array((self[field] ?? "").utf8) != Array((form[field] ?? "").utf8) {
            result[field] = self[field]
        }
        return result
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
