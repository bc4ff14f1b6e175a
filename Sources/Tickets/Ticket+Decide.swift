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

    /// The event that `command` makes, or why it makes none. Pure: no clock, no store; nothing changes.
    package func decide(
        _ command: TicketCommand,
        by actor: Actor,
        at now: Instant,
        under rules: TicketRules
    ) throws(TicketRefusal) -> Event {
        let exit = try passage(for: command.action, by: actor, at: now, under: rules)
        let detail = try checkedDetail(of: command, by: actor, under: rules)
        var to = exit.to
        if case .approve(let kind, let amount, _) = command {
            to = try decideApproval(kind, amount, by: actor, under: rules)
        }
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
        under rules: TicketRules
    ) throws(TicketRefusal) -> Event {
        let event = try decide(command, by: actor, at: now, under: rules)
        // The event was decided on this very ticket, so its phase is there; its content was checked.
        do throws(ReplayFault) { _ = try take(recorded(command, event), event) } catch {
            throw .problems(Problems([Problem(nil, .malformedFields(at: 0))]))
        }
        return event
    }

    /// An edit keeps only what differs, so it is read back from the event; every other command is kept as it came.
    private func recorded(_ command: TicketCommand, _ event: Event) -> TicketCommand {
        guard case .edit = command else { return command }
        return ((try? TicketCommand(event.action, event.detail)) ?? nil) ?? command
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
        let parts = parts(of: actor)
        let exit: Exit<TicketStatus>
        do throws(Refusal<TicketStatus>) { exit = try status.exit(by: action, as: parts) } catch {
            throw .workflow(error)
        }
        switch action {
        case .approve:
            if let interest = interest(of: actor.person) { throw .ownRequest(interest) }
            if case .underReview(let review) = phase, review.assent?.by == actor.person.id { throw .sameApprover }
        case .decline:
            if let interest = interest(of: actor.person), interest != .filer { throw .ownRequest(interest) }
        case .lapse:
            let from = statusSince.adding(workingDays: rules.answerDays)
            if now < from { throw .lapseTooEarly(from: from) }
        case .reopen:
            let until = statusSince.adding(days: rules.reopenDays)
            if now > until { throw .reopenTooLate(until: until) }
            if case .closed(.settled(let credit, _)) = phase { throw .alreadyCredited(credit.approval.amount) }
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .escalate, .release, .reply, .answer, .credit,
            .revoke, .settle, .dispute, .reverse, .correct, .close, .edit, .note, .attach, .give:
            break
        }
        return exit
    }

    /// What binds a person to the request so closely that they may not decide on it. Whoever only brought a record in from
    /// outside did not file it in this sense.
    private func interest(of person: Person) -> TicketRefusal.Interest? {
        if requester == person.id { return .requester }
        if let email = person.email, let contact = facts?.contact.email,
            email.text.lowercased() == contact.text.lowercased()
        {
            return .contact
        }
        return filer == person.id && filedFrom != .import ? .filer : nil
    }

    /// Where an approval leads: to approved, or, above the tier, nowhere yet.
    private func decideApproval(
        _ kind: CreditKind,
        _ amount: Money,
        by actor: Actor,
        under rules: TicketRules
    ) throws(TicketRefusal) -> TicketStatus {
        guard let requested = facts?.amount, case .underReview(let review) = phase else { return status }
        guard amount.currency == requested.currency else {
            throw .wrongCurrency(asked: amount.currency, expected: requested.currency)
        }
        guard amount.minorUnits > 0 else { throw .problems(Problems([Problem("amount", .notPositive(amount.number))])) }
        guard amount.minorUnits <= requested.minorUnits else {
            throw .aboveRequested(asked: amount, maximum: requested)
        }
        if kind == .cancellation, amount != requested { throw .partialCancellation(asked: amount, full: requested) }

        let tier = rules.tiers.tier(for: amount.currency)
        if !parts(of: actor).contains(.approver) {
            guard amount.minorUnits <= tier.agent else {
                throw .overAgentLimit(asked: amount, limit: Money(minorUnits: tier.agent, amount.currency))
            }
            return .approved
        }
        guard amount.minorUnits > tier.single else { return .approved }
        guard let assent = review.assent else { return status }
        guard assent.kind == kind else { throw .assentOfOtherKind(asked: kind, assented: assent.kind) }
        guard assent.amount == amount else { throw .assentDiffers(asked: amount, assented: assent.amount) }
        return .approved
    }
}
