package import Basics

/// One line of a customer's activity log. The entries of a customer are a chain of digests, as a ticket's events are.
@dynamicMemberLookup
package struct ActivityEntry: Hashable, Sendable {
    package let act: ActivityAct
    /// From 1 without gaps, for each customer.
    package let sequence: Int64
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
    package init(restoring act: ActivityAct, sequence: Int64, previous: Digest?, digest: Digest) {
        self.act = act
        self.sequence = sequence
        self.previous = previous
        self.digest = digest
    }

    /// The entry that follows `last` (nil for the first).
    package init(after last: ActivityLink?, _ act: ActivityAct) {
        let sequence = (last?.sequence ?? 0) + 1
        self.init(
            restoring: act,
            sequence: sequence,
            previous: last?.digest,
            digest: Self.digest(act, sequence: sequence, previous: last?.digest)
        )
    }

    package subscript<Value>(dynamicMember part: KeyPath<ActivityAct, Value>) -> Value { act[keyPath: part] }

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
