package import Basics
private import Workflows

/// Why a list of events does not add up to a ticket.
package enum ReplayFault: Error, Hashable, Sendable {
    case empty
    case notAWayIn(TicketAction)
    case wrongTicket(version: Int)
    case unreadable(version: Int, Fault)
    case impossible(version: Int, TicketAction, from: TicketStatus)

    package var sentence: String {
        switch self {
        case .empty: "there are no events"
        case .notAWayIn(let action): "the first event is '\(action.rawValue)', which opens no ticket"
        case .wrongTicket(let version): "event \(version) belongs to another ticket"
        case .unreadable(let version, let fault): "event \(version) cannot be read: \(fault.sentence)"
        case .impossible(let version, let action, let from):
            "event \(version) is '\(action.rawValue)', which a ticket that is \(from.rawValue) cannot do"
        }
    }
}

extension Ticket {
    /// Adds events up, from the first on. Throws when they are not the story of one ticket; whether their digests are true
    /// is ``Chain``'s question.
    package init(replaying events: [Event], number: Int64?) throws(ReplayFault) {
        guard let first = events.first else { throw .empty }
        guard TicketStatus.entries.contains(where: { $0.action == first.action && $0.to == first.to }),
            first.from == nil
        else { throw .notAWayIn(first.action) }
        let opening: TicketOpening
        do throws(Fault) { opening = try TicketOpening(first.action, first.detail) } catch {
            throw .unreadable(version: first.version, error)
        }
        self.init(opening, by: first)
        self.number = number
        for event in events.dropFirst() {
            guard event.ticket == id else { throw .wrongTicket(version: event.version) }
            let command: TicketCommand?
            do throws(Fault) { command = try TicketCommand(event.action, event.detail) } catch {
                throw .unreadable(version: event.version, error)
            }
            guard let command, event.from == status,
                status.exits.contains(where: {
                    $0.action == event.action && ($0.to == event.to || ($0.mayStay && event.to == status))
                }), try take(command, event)
            else { throw .impossible(version: event.version, event.action, from: status) }
        }
    }

    /// The ticket that the first event opens.
    init(_ opening: TicketOpening, by event: Event) {
        id = event.ticket
        number = nil
        organisation = opening.organisation
        requester = opening.requester
        filer = event.by
        filedFrom = event.origin
        source = opening.source
        createdAt = event.at
        content = opening.content
        attachments = opening.attachments
        assignee = nil
        mergedInto = nil
        links = []
        phase = event.to == .draft ? .draft : .submitted
        statusSince = event.at
        submittedAt = event.to == .draft ? nil : event.at
        respondedAt = nil
        service = ServiceCourse(event.to, at: event.at)
        updatedAt = event.at
        version = event.version
        changedVersion = event.version
        head = event.digest
    }

    /// Adds one event up; false when the phase that the command needs is not there. Decides nothing else.
    mutating func take(_ command: TicketCommand, _ event: Event) throws(ReplayFault) -> Bool {
        guard let next = try nextPhase(command, event) else { return false }
        let before = status
        phase = next
        if status != before {
            statusSince = event.at
            if before == .draft, status == .submitted { submittedAt = event.at }
        }
        switch command {
        case .take: assignee = Assignee(id: event.by, name: event.byName)
        case .release: assignee = nil
        case .give(let recipient): assignee = recipient
        case .merge(let survivor, _): mergedInto = survivor
        case .unmerge: mergedInto = nil
        case .link(let link): links = links.adding(link)
        case .attach(let files): attachments += files
        case .submit:
            content = try readable(event) { () throws(Fault) in
                .complete(try FieldReader(event.detail).form().checkedFacts())
            }
        case .edit(let changes):
            let content = content
            self.content = try readable(event) { () throws(Fault) in
                switch content {
                case .rough(let form): .rough(form.changed(by: changes))
                case .complete(let facts): .complete(try facts.form.changed(by: changes).checkedFacts())
                }
            }
        case .discard, .withdraw, .ask, .escalate, .decline, .approve, .reply, .lapse, .answer, .credit, .revoke,
            .settle,
            .dispute, .reverse, .correct, .close, .reopen, .note:
            break
        }
        let isWord = isWordOfTheDesk(command, event)
        if respondedAt == nil, isWord { respondedAt = event.at }
        service.take(from: before, to: status, isWord: isWord, at: event.at)
        updatedAt = event.at
        version = event.version
        if event.changesTicket { changedVersion = event.version }
        head = event.digest
        return true
    }

    private func readable(
        _ event: Event,
        _ read: () throws(Fault) -> TicketContent
    ) throws(ReplayFault) -> TicketContent {
        do throws(Fault) { return try read() } catch {
            throw .unreadable(version: event.version, error)
        }
    }

    /// A word from the desk to the requester, or a decision that the requester sees.
    private func isWordOfTheDesk(_ command: TicketCommand, _ event: Event) -> Bool {
        guard submittedAt != nil, event.by != requester, event.origin != .import else { return false }
        return switch command {
        case .ask, .decline, .escalate, .credit, .settle: true
        case .approve: event.to == .approved
        // One that names an author was brought here for them.
        case .note(let message): message.visibility == .public && message.author == nil
        case .submit, .discard, .take, .withdraw, .release, .reply, .lapse, .answer, .revoke, .dispute, .reverse,
            .correct, .close, .reopen, .edit, .attach, .give, .merge, .unmerge, .link:
            false
        }
    }

    /// The phase that a command leads to; nil when the present phase lacks what it builds on.
    private func nextPhase(_ command: TicketCommand, _ event: Event) throws(ReplayFault) -> Phase? {
        switch command {
        case .submit, .release: .submitted
        case .discard: .discarded
        case .take, .reply, .reopen: .underReview(Review())
        case .revoke, .reverse: .underReview(Review())
        case .withdraw: .withdrawn
        case .ask(let question): .awaitingInformation(question: question)
        case .escalate(let reference, _): .escalated(reference: reference)
        case .answer(let answer): .underReview(Review(answer: answer))
        case .decline(let reason, _): .declined(reason)
        case .lapse: .declined(.noAnswer)
        case .approve(let grant): try approvedPhase(grant, event)
        case .credit(let reference): creditedPhase(reference, event)
        case .settle(let invoice, let line):
            credit.map { .settled($0, Settlement(invoice: invoice, line: line, at: event.at)) }
        case .dispute(let why): credit.map { .disputed($0, why: why) }
        case .correct: credit.map { .creditPending($0) }
        case .close: ending.map { .closed($0) }
        case .edit: editedPhase
        case .note, .attach, .give, .merge, .unmerge, .link: phase
        }
    }

    private func approvedPhase(_ grant: Grant, _ event: Event) throws(ReplayFault) -> Phase? {
        guard case .underReview(let review) = phase else { return nil }
        do throws(Fault) {
            let field = try FieldReader(event.detail)
            if event.to == .approved { return .approved(try Approval(grant, of: event, field)) }
            let assent = Assent(
                kind: grant.kind,
                amount: grant.amount,
                by: event.by,
                at: event.at,
                ruling: try VerdictRecord(field)?.ruling,
                attested: grant.attested,
                represented: try field.people("instead")
            )
            return .underReview(Review(assent: assent, answer: review.answer))
        } catch { throw .unreadable(version: event.version, error) }
    }

    private func creditedPhase(_ reference: String, _ event: Event) -> Phase? {
        guard case .approved(let approval) = phase else { return nil }
        return .creditPending(Credit(approval: approval, reference: reference, at: event.at))
    }

    /// An edit changes what an assent was given to, so it voids the assent.
    private var editedPhase: Phase {
        if case .underReview(let review) = phase { return .underReview(Review(answer: review.answer)) }
        return phase
    }

    /// The credit that is out, in the phases that have one.
    package var credit: Credit? {
        switch phase {
        case .creditPending(let credit), .disputed(let credit, _), .settled(let credit, _),
            .closed(.settled(let credit, _)):
            credit
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .declined,
            .withdrawn, .closed:
            nil
        }
    }

    /// The granted amount, from approval on.
    package var approval: Approval? {
        if case .approved(let approval) = phase { return approval }
        return credit?.approval
    }

    private var ending: Ending? {
        switch phase {
        case .settled(let credit, let settlement): .settled(credit, settlement)
        case .declined(let reason): .declined(reason)
        case .withdrawn: .withdrawn
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .approved, .creditPending,
            .disputed, .closed:
            nil
        }
    }
}
