/// How far a bulk has come.
package struct BulkProgress: Hashable, Sendable {
    package let counts: BulkCounts
    package let size: Int

    package init(counts: BulkCounts, size: Int) {
        self.counts = counts
        self.size = size
    }
}
