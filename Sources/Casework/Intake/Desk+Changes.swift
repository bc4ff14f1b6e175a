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
    /// decision. `exchanged` is what both sides agreed on last, for a ticket that went there.
    func changes(
        _ intake: Intake,
        of stored: StoredTicket,
        since exchanged: ExchangeMark? = nil,
        applying ticket: inout Ticket,
        in context: IntakeContext
    ) throws(ChangeRefusal) -> [Event] {
        var commands: [TicketCommand] = []
        let edits = try edits(of: intake, to: ticket, stored, since: exchanged)
        if !edits.fields.isEmpty { commands.append(.edit(edits)) }
        var known = KnownMessages(of: stored, haveBeenThere: exchanged != nil)
        commands += intake.allMessages.filter { known.take($0) && !isSent($0, exchanged) }.map(TicketCommand.note)
        var present = KnownFiles(of: ticket)
        let files = intake.files.compactMap { present.take($0.attachment) }
        if !files.isEmpty { commands.append(.attach(files)) }

        var events: [Event] = []
        for command in commands {
            do throws(TicketRefusal) {
                events.append(try ticket.perform(command, by: context.actor, at: context.startedAt, under: rules))
            } catch { throw .refused(error) }
        }
        return events
    }

    /// What only the source changed. Throws what both changed.
    private func edits(
        of intake: Intake,
        to ticket: Ticket,
        _ stored: StoredTicket,
        since exchanged: ExchangeMark?
    ) throws(ChangeRefusal) -> FactsForm {
        let ours = ticket.content.form
        if intake.isFollowUp { return FactsForm() }
        guard let exchanged else {
            let theirs: FactsForm
            do throws(Problems) { theirs = try intake.form.facts().form } catch { throw .refused(.problems(error)) }
            let base = stored.lastImportedForm
            let edits = theirs.differences(from: base).differing(from: ours)
            try check(edits, against: ours.differences(from: base))
            return edits
        }
        // The format may carry half of the facts: what it says is compared with what it said, not with the ticket.
        let changed = intake.form.differences(from: exchanged.form).leavingSameTexts(of: exchanged.form)
        guard !changed.fields.isEmpty else { return changed }
        let theirs: FactsForm
        do throws(Problems) { theirs = try ours.changed(by: changed).facts().form } catch {
            throw .refused(.problems(error))
        }
        let edits = theirs.differences(from: ours)
        try check(edits, against: ours.differences(from: stored.form(atVersion: exchanged.version)))
        return edits
    }

    private func check(_ edits: FactsForm, against ours: FactsForm) throws(ChangeRefusal) {
        let both = ours.fields.filter { edits[$0] != nil }
        guard both.isEmpty else { throw .bothChanged(both) }
    }

    /// Whether a message is our own status and history, quoted back.
    private func isSent(_ message: Message, _ exchanged: ExchangeMark?) -> Bool {
        guard let note = exchanged?.note, message.visibility == .internal, message.writtenAt == nil else {
            return false
        }
        return note.utf8.elementsEqual(message.text.utf8)
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

extension StoredTicket {
    /// The facts as they were after that event.
    fileprivate func form(atVersion version: Int) -> FactsForm {
        guard version < ticket.version,
            let earlier = try? Ticket(replaying: Array(events.prefix(version)), number: ticket.number)
        else { return ticket.content.form }
        return earlier.content.form
    }
}

/// The files of a ticket, by which one that comes again is known: by name and bytes. What kind of file it is, every product
/// tells in its own words.
private struct KnownFiles {
    private var digests: [String: Digest]

    init(of ticket: Ticket) {
        digests = Dictionary(ticket.attachments.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
    }

    /// The file as it has to be attached; nil for one that is there. A new file under an old name gets a number, since both
    /// are kept.
    mutating func take(_ file: Attachment) -> Attachment? {
        var name = file.name
        var number = 1
        while let digest = digests[name] {
            if digest == file.digest { return nil }
            number += 1
            name = file.name(numbered: number)
        }
        digests[name] = file.digest
        guard number > 1 else { return file }
        // One whose name has no room for a number is refused for its name.
        return (try? Attachment(name: name, mediaType: file.mediaType, size: file.size, digest: file.digest)) ?? file
    }
}

extension FactsForm {
    /// These changes without those that no more than the way through another product made.
    fileprivate func leavingSameTexts(of form: FactsForm) -> FactsForm {
        var result = FactsForm()
        for field in fields where !ExchangedText.isSame(self[field] ?? "", form[field] ?? "") {
            result[field] = self[field]
        }
        return result
    }

    /// The fields of these changes that are not what `form` says already.
    fileprivate func differing(from form: FactsForm) -> FactsForm {
        var result = FactsForm()
        for field in fields where Array((self[field] ?? "").utf8) != Array((form[field] ?? "").utf8) {
            result[field] = self[field]
        }
        return result
    }
}

/// The messages that a ticket has already.
private struct KnownMessages {
    private let keys: Set<MessageKey>
    /// Texts written here that went out, each of which may come back once, with another author and another time.
    private var sent: [[UInt8]: Int] = [:]

    init(of stored: StoredTicket, haveBeenThere: Bool) {
        keys = Set(stored.events.compactMap(MessageKey.init))
        guard haveBeenThere else { return }
        for message in stored.correspondence(naming: [:]) { sent[ExchangedText.plain(message.text), default: 0] += 1 }
    }

    /// Whether the message is new.
    mutating func take(_ message: Message) -> Bool {
        let text = ExchangedText.plain(message.text)
        let isKnown = keys.contains(MessageKey(message))
        if let count = sent[text], count > 0 {
            sent[text] = count - 1
            return false
        }
        return !isKnown
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
