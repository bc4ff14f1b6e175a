package import Basics

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
