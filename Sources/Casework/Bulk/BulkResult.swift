/// What became of the tickets of a bulk.
package struct BulkResult: Sendable {
    /// Nil when there was no ticket to do anything to, and nothing was kept.
    package let bulk: Bulk?
    /// Those that were come to, in order.
    package let rows: [BulkRow]
    package let end: End

    package enum End: Sendable {
        case whole
        /// Somebody stopped it; what was done is kept.
        case interrupted
        /// The store could not go on; what was done before is kept.
        case failed(StoreError)
    }

    package var counts: BulkCounts { BulkCounts(of: rows) }
}
