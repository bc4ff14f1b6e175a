package import Basics

/// One change of one ticket: who did what, when, through which door, with what. Events are only ever appended; each is
/// chained to the one before by its digest.
package struct Event: Hashable, Sendable {
    package let ticket: Ticket.ID
    /// 1 for the way in, then one more with each event.
    package let version: Int
    package let action: TicketAction
    /// Nil for the way in.
    package let from: TicketStatus?
    package let to: TicketStatus
    package let by: Person.ID
    /// The person's system name at that time.
    package let byName: String
    /// The account of the machine or the database that it came through; empty where it is hidden.
    package private(set) var account: String
    package let origin: Origin
    package let at: Instant
    /// What the action took, in the frozen form of ``TicketCommand/fields``; for an edit also what stood there before.
    package private(set) var detail: Fields
    package let previous: Digest?
    package private(set) var digest: Digest
}

extension Event {
    /// Makes the event and takes its digest.
    init(
        ticket: Ticket.ID,
        version: Int,
        action: TicketAction,
        from: TicketStatus?,
        to: TicketStatus,
        by actor: Actor,
        at: Instant,
        detail: Fields,
        previous: Digest?
    ) {
        self.init(
            restoring: ticket,
            version: version,
            action: action,
            from: from,
            to: to,
            by: actor.person.id,
            byName: actor.person.systemName,
            account: actor.account,
            origin: actor.origin,
            at: at,
            detail: detail,
            previous: previous,
            digest: Self.unsealed
        )
        digest = computedDigest(version: version)
    }

    /// An event as a database or an archive gives it back, with the digest it was kept with. ``Chain`` tells whether that
    /// is true.
    package init(
        restoring ticket: Ticket.ID,
        version: Int,
        action: TicketAction,
        from: TicketStatus?,
        to: TicketStatus,
        by: Person.ID,
        byName: String,
        account: String,
        origin: Origin,
        at: Instant,
        detail: Fields,
        previous: Digest?,
        digest: Digest
    ) {
        self.ticket = ticket
        self.version = version
        self.action = action
        self.from = from
        self.to = to
        self.by = by
        self.byName = byName
        self.account = account
        self.origin = origin
        self.at = at
        self.detail = detail
        self.previous = previous
        self.digest = digest
    }

    /// Stands where the digest will stand while it is worked out.
    private static let unsealed = Digest.of([])

    /// SHA-256 over `recoup-event-1`, the previous digest, and the fields in their frozen order.
    func computedDigest(version: Int) -> Digest {
        var fields = Fields(reserving: detail.bytes.count + 512)
        fields.append("recoup-event-1", previous?.description ?? "")
        fields.append("ticket", ticket.description)
        fields.append("version", Int64(version))
        fields.append("action", action.rawValue)
        fields.append("from", from?.rawValue)
        fields.append("to", to.rawValue)
        fields.append("by", by.description)
        fields.append("byName", byName)
        fields.append("account", account)
        fields.append("origin", origin.rawValue)
        fields.append("at", at.milliseconds)
        fields.append(detail)
        return Digest.of(fields.bytes)
    }

    /// Notes and links never make another person's action stale; everything else does.
    package var changesTicket: Bool { action != .note && action != .link }
}

extension Event {
    /// What of the event a reader may see: everything, nothing, or the step without the words that stay inside the desk.
    /// The accounts of the desk's machines are no business of others.
    package func shown(toInsider isInsider: Bool) -> Event? {
        if isInsider { return self }
        var event = self
        event.account = ""
        switch action {
        case .give, .link: return nil
        case .note where (try? FieldReader(detail)).map(hidesDetail) ?? true: return nil
        case .approve where to != .approved: return nil
        case .approve: event.detail = withoutGrounds
        case .escalate, .answer, .release, .revoke, .reverse, .dispute, .correct, .merge, .unmerge:
            event.detail = Fields()
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .decline, .reply, .lapse, .credit, .settle,
            .close, .reopen, .edit, .attach, .note:
            break
        }
        return event
    }

    /// Whether the words of the event, read already, stay inside the desk.
    func hidesDetail(_ fields: FieldReader) -> Bool {
        switch action {
        case .note: fields["visibility"] != Visibility.public.rawValue
        case .approve: to != .approved
        case .give, .escalate, .answer, .release, .revoke, .reverse, .dispute, .correct, .merge, .unmerge, .link: true
        case .draft, .file, .submit, .discard, .take, .withdraw, .ask, .decline, .reply, .lapse, .credit, .settle,
            .close,
            .reopen, .edit, .attach:
            false
        }
    }

    /// An approval without the verdict, the shares and why the rules did not stand in the way; nothing of one that cannot be
    /// read.
    private var withoutGrounds: Fields {
        guard let command = try? TicketCommand(action, detail), case .approve(let grant) = command else {
            return Fields()
        }
        return TicketCommand.approve(Grant(grant.kind, grant.amount, text: grant.text)).fields
    }
}
