package import Basics
private import Workflows

extension Ticket {
    /// Opens a ticket: a draft when the content is rough, a filed request when it is complete. Throws when the actor may
    /// not, or when there are too many or too large files.
    package static func open(
        _ opening: TicketOpening,
        as id: ID,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws(TicketRefusal) -> (ticket: Ticket, event: Event) {
        let action: TicketAction
        let status: TicketStatus
        switch opening.content {
        case .rough(let form):
            (action, status) = (.draft, .draft)
            do throws(Problems) { try form.checkRough() } catch { throw .problems(error) }
        case .complete:
            (action, status) = (.file, .submitted)
        }
        try check(opening.attachments, besides: [], under: rules.attachments)
        let event = Event(
            ticket: id,
            version: 1,
            action: action,
            from: nil,
            to: status,
            by: actor,
            at: now,
            detail: opening.fields,
            previous: nil
        )
        return (Ticket(opening, by: event), event)
    }

    /// The event that `command` makes on what the desk knows of the case, or why it makes none. Pure: no clock, no store;
    /// nothing changes. What the event does to the books, ``booked(_:by:to:on:)`` says.
    package func decide(
        _ command: TicketCommand,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules,
        on file: CaseFile = .empty
    ) throws(TicketRefusal) -> Event {
        let exit = try passage(for: command.action, by: actor, at: now, under: rules)
        var detail = try checkedDetail(of: command, by: actor, under: rules)
        var to = exit.to
        if case .approve(let grant) = command {
            let step = try approvalStep(grant, by: actor, at: now, under: rules, on: file)
            (to, detail) = (step.to, step.fields)
        }
        try checkBooks(command.action, at: now, on: file)
        return Event(
            ticket: id,
            version: version + 1,
            action: command.action,
            from: status,
            to: to,
            by: actor,
            // Clocks of two machines may disagree; a record's times never run backwards.
            at: max(now, updatedAt),
            detail: detail,
            previous: head
        )
    }

    /// Decides and adds the event up.
    package mutating func perform(
        _ command: TicketCommand,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules,
        on file: CaseFile = .empty
    ) throws(TicketRefusal) -> Event {
        let event = try decide(command, by: actor, at: now, under: rules, on: file)
        // The event was decided on this very ticket, so its phase is there; its content was checked.
        do throws(ReplayFault) { _ = try take(recorded(command, event), event) } catch {
            throw .problems(Problems([Problem(nil, .malformedFields(at: 0))]))
        }
        return event
    }

    /// An edit keeps only what differs, and an approval what the first approver vouched for, so both are read back from the
    /// event; every other command is kept as it came.
    private func recorded(_ command: TicketCommand, _ event: Event) -> TicketCommand {
        switch command.action {
        case .edit, .approve: return ((try? TicketCommand(event.action, event.detail)) ?? nil) ?? command
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .reply, .lapse,
            .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .note, .attach, .give,
            .merge, .unmerge, .link:
            return command
        }
    }

    /// Whether `action` is open to somebody now, whatever it will carry. The one answer for buttons, `why` and the act.
    package func obstacle(
        to action: TicketAction,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) -> TicketRefusal? {
        do throws(TicketRefusal) {
            _ = try passage(for: action, by: actor, at: now, under: rules)
            return nil
        } catch { return error }
    }

    private func passage(
        for action: TicketAction,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws(TicketRefusal) -> Exit<TicketStatus> {
        if let survivor = mergedInto, !Self.isOpenToMerged(action) {
            // Whose request goes on may be nobody's business outside the desk.
            throw .merged(into: actor.person.may(.seeInternalNotes) ? survivor.name : TicketName.anotherRequest)
        }
        let parts = parts(of: actor)
        let exit: Exit<TicketStatus>
        do throws(Refusal<TicketStatus>) { exit = try status.exit(by: action, as: parts) } catch {
            throw .workflow(error)
        }
        switch action {
        case .approve:
            if let interest = interest(of: actor) { throw .ownRequest(interest) }
            if case .underReview(let review) = phase, let givers = review.assent?.givers,
                givers.contains(where: actor.counts)
            {
                throw .sameApprover
            }
        case .decline:
            if let interest = interest(of: actor), interest != .filer { throw .ownRequest(interest) }
        case .unmerge:
            if mergedInto == nil { throw .notMerged }
        case .lapse:
            let from = statusSince.adding(workingDays: rules.answerDays)
            if now < from { throw .lapseTooEarly(from: from) }
        case .reopen:
            let until = statusSince.adding(days: rules.reopenDays)
            if now > until { throw .reopenTooLate(until: until) }
            if case .closed(.settled(let credit, _)) = phase { throw .alreadyCredited(credit.approval.amount) }
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .reply, .answer, .credit,
            .revoke, .settle, .dispute, .reverse, .correct, .close, .edit, .note, .attach, .give, .merge, .link:
            break
        }
        return exit
    }

    /// What is said of a merged request still: notes and links, and that it goes its own way again.
    private static func isOpenToMerged(_ action: TicketAction) -> Bool {
        switch action {
        case .note, .link, .unmerge: true
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .decline, .approve, .reply,
            .lapse, .answer, .credit, .revoke, .settle, .dispute, .reverse, .correct, .close, .reopen, .edit, .attach,
            .give, .merge:
            false
        }
    }

    /// What binds a person to the request so closely that they may not decide on it. Whoever only brought a record in from
    /// outside did not file it in this sense.
    private func interest(of actor: Actor) -> TicketRefusal.Interest? {
        ([actor.person] + actor.represented).lazy.compactMap(interest).first
    }

    private func interest(of person: Person) -> TicketRefusal.Interest? {
        if requester == person.id { return .requester }
        if let email = person.email, let contact = facts?.contact.email,
            email.text.lowercased() == contact.text.lowercased()
        {
            return .contact
        }
        return filer == person.id && filedFrom != .import ? .filer : nil
    }
}
