import Tickets

/// What takes a deed back.
enum Reversal: Hashable {
    case command(TicketCommand)
    /// Nothing does; the sentence says what else could be done.
    case impossible(String)
}

extension Reversal {
    /// What takes back a command that changed a ticket from `before` to `after`.
    init(of command: TicketCommand, from before: Ticket, to after: Ticket) {
        switch command {
        case .take: self = .command(.release(nil))
        case .release: self = .command(.take)
        case .give:
            self =
                before.assignee.map { .command(.give($0)) }
                ?? .impossible("nobody had it before; release puts it back into the queue")
        case .decline, .withdraw, .close: self = .command(.reopen(nil))
        case .approve:
            self =
                after.status == .approved
                ? .command(.revoke("taken back at once"))
                : .impossible("a first approval is not taken back; releasing the ticket voids it")
        case .merge: self = .command(.unmerge(nil))
        case .unmerge:
            self =
                before.mergedInto.map { .command(.merge(into: $0, nil)) }
                ?? .impossible("nobody knows what it was merged into")
        case .edit:
            let changes = before.content.form.differences(from: after.content.form)
            self = changes.fields.isEmpty ? .impossible("nothing was changed") : .command(.edit(changes))
        case .link(let link):
            self =
                link.relation == .related
                ? .command(.link(TicketLink(.unrelated, link.other)))
                : .impossible("the other ticket was told")
        case .ask: self = .impossible("the question has gone out; a reply brings the ticket back")
        case .note: self = .impossible("a note stays in the record; write another one")
        case .attach: self = .impossible("a file stays in the record")
        case .reply: self = .impossible("the answer stays in the record; ask again")
        case .answer: self = .impossible("Microsoft's answer stays in the record; escalate again")
        case .escalate: self = .impossible("it has gone to Microsoft; record the answer")
        case .submit: self = .impossible("it has its number now; withdraw it")
        case .discard: self = .impossible("a discarded draft is gone; begin another")
        case .lapse: self = .command(.reopen(nil))
        case .reopen: self = .impossible("it was opened again; decide once more")
        case .credit: self = .impossible("the credit was asked for; an approver can reverse it")
        case .revoke: self = .impossible("the approval was taken back; approve again")
        case .settle: self = .impossible("an invoice has shown it; dispute it")
        case .dispute: self = .impossible("the dispute stays in the record; correct it")
        case .reverse: self = .impossible("the credit was taken back; approve again")
        case .correct: self = .impossible("it was put right; dispute it again")
        }
    }
}
