package import Basics

/// One line of a customer's activity log. The entries of a customer are a chain of digests, as a ticket's events are.
package struct ActivityEntry: Hashable, Sendable {
    package let customer: Customer.ID
    /// From 1 without gaps, for each customer.
    package let sequence: Int64
    package let kind: Kind
    /// Nil when it was granted; else why it was refused, in English.
    package let refusal: String?
    package let at: Instant
    package let by: Person.ID
    package let byName: String
    /// The account of the machine that the program ran under.
    package let account: String
    /// The door: web, api, cli, import, system.
    package let door: String
    package let order: Order.ID?
    package let line: Int?
    /// What it was about, in English: a version and a language, an amount. Never a key, never a link.
    package let detail: String
    package let previous: Digest?
    package let digest: Digest

    /// The raw values stand in hashed entries; never renamed.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case orderPlaced, orderRecorded, seatsAdded, orderCancelled, creditSettled
        case keyShown, linkTaken, softwareDownloaded

        /// Seen by those who may read the log of keys and downloads only; the others belong to the order's history.
        package var isAccess: Bool {
            switch self {
            case .keyShown, .linkTaken, .softwareDownloaded: true
            case .orderPlaced, .orderRecorded, .seatsAdded, .orderCancelled, .creditSettled: false
            }
        }
    }

    /// An entry as it was kept; whether it is true is ``ActivityChain``'s question.
    package init(
        restoring customer: Customer.ID,
        sequence: Int64,
        kind: Kind,
        refusal: String?,
        at: Instant,
        by: Person.ID,
        byName: String,
        account: String,
        door: String,
        order: Order.ID?,
        line: Int?,
        detail: String,
        previous: Digest?,
        digest: Digest
    ) {
        self.customer = customer
        self.sequence = sequence
        self.kind = kind
        self.refusal = refusal
        self.at = at
        self.by = by
        self.byName = byName
        self.account = account
        self.door = door
        self.order = order
        self.line = line
        self.detail = detail
        self.previous = previous
        self.digest = digest
    }

    /// The entry that follows `last` (nil for the first).
    package init(after last: ActivityLink?, _ act: ActivityAct) {
        let sequence = (last?.sequence ?? 0) + 1
        self.init(
            restoring: act.customer,
            sequence: sequence,
            kind: act.kind,
            refusal: act.refusal,
            at: act.at,
            by: act.by,
            byName: act.byName,
            account: act.account,
            door: act.door,
            order: act.order,
            line: act.line,
            detail: act.detail,
            previous: last?.digest,
            digest: Self.digest(act, sequence: sequence, previous: last?.digest)
        )
    }

    package var act: ActivityAct {
        ActivityAct(
            customer: customer,
            kind: kind,
            refusal: refusal,
            at: at,
            by: by,
            byName: byName,
            account: account,
            door: door,
            order: order,
            line: line,
            detail: detail
        )
    }

    /// What the digest of this entry has to be.
    package var computedDigest: Digest { Self.digest(act, sequence: sequence, previous: previous) }

    /// SHA-256 over `recoup-activity-1`, the previous digest, then the fields in this order as ``Fields`` writes them.
    private static func digest(_ act: ActivityAct, sequence: Int64, previous: Digest?) -> Digest {
        var fields = Fields(reserving: 512)
        fields.append("format", "recoup-activity-1")
        fields.append("previous", previous?.description)
        fields.append("customer", act.customer.description)
        fields.append("sequence", sequence)
        fields.append("kind", act.kind.rawValue)
        fields.append("refusal", act.refusal)
        fields.append("at", act.at.milliseconds)
        fields.append("by", act.by.description)
        fields.append("byName", act.byName)
        fields.append("account", act.account)
        fields.append("door", act.door)
        fields.append("order", act.order?.text)
        fields.append("line", act.line.map { String($0) })
        fields.append("detail", act.detail)
        return Digest.of(fields.bytes)
    }
}

/// What happened, before it has its place in the chain.
package struct ActivityAct: Hashable, Sendable {
    package let customer: Customer.ID
    package let kind: ActivityEntry.Kind
    package let refusal: String?
    package let at: Instant
    package let by: Person.ID
    package let byName: String
    package let account: String
    package let door: String
    package let order: Order.ID?
    package let line: Int?
    package let detail: String

    package init(
        customer: Customer.ID,
        kind: ActivityEntry.Kind,
        refusal: String? = nil,
        at: Instant,
        by: Person.ID,
        byName: String,
        account: String,
        door: String,
        order: Order.ID?,
        line: Int?,
        detail: String
    ) {
        self.customer = customer
        self.kind = kind
        self.refusal = refusal
        self.at = at
        self.by = by
        self.byName = byName
        self.account = account
        self.door = door
        self.order = order
        self.line = line
        self.detail = detail
    }
}

/// Where a chain ends.
package struct ActivityLink: Hashable, Sendable {
    package let sequence: Int64
    package let digest: Digest

    package init(sequence: Int64, digest: Digest) {
        self.sequence = sequence
        self.digest = digest
    }
}

/// The check of one customer's entries, in the order of their sequence.
package struct ActivityChain: Sendable {
    private var last: ActivityLink?

    /// The check of a whole chain, or of the part of one that stands behind `last`.
    package init(after last: ActivityLink? = nil) {
        self.last = last
    }

    /// What is wrong with the next entry, in English; nil when it is the one that was written after the one before it.
    package mutating func fault(in entry: ActivityEntry) -> String? {
        defer { last = ActivityLink(sequence: entry.sequence, digest: entry.digest) }
        let expected = (last?.sequence ?? 0) + 1
        if entry.digest != entry.computedDigest { return "entry \(entry.sequence) was changed after it was written" }
        if entry.sequence > expected { return "entry \(expected) was removed" }
        if entry.sequence < expected || entry.previous != last?.digest { return "entry \(entry.sequence) was put in" }
        return nil
    }

    /// Where the chain ends; nil while there is no entry.
    package var end: ActivityLink? { last }
}
