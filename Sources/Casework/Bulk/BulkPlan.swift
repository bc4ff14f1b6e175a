/// What would become of every ticket of a bulk.
package struct BulkPlan: Sendable {
    package let rows: [BulkRow]

    package var counts: BulkCounts { BulkCounts(of: rows) }
}
