package import XML

/// How a document is brought in.
package struct ImportOptions: Sendable {
    /// Works everything out and keeps nothing.
    package var dryRun: Bool
    /// Keeps either everything or, when a record was quarantined or the document could not be read to its end, nothing.
    package var allOrNothing: Bool
    /// A batch is one transaction: it ends at so many records, or at so many bytes of the document, whichever comes first.
    package var batchRecords: Int
    package var batchBytes: Int64
    /// Quarantined records that the report names; all of them are kept with the run.
    package var reported: Int
    /// Records that the report of a dry run lists, each with what would become of it.
    package var listed: Int
    package var limits: Limits
    /// Where rows are put that belong together and stand apart.
    package var temporaryFolder: String

    package init(
        dryRun: Bool = false,
        allOrNothing: Bool = false,
        batchRecords: Int = 2_000,
        batchBytes: Int64 = 8 << 20,
        reported: Int = 1_000,
        listed: Int = 0,
        limits: Limits = .standard,
        temporaryFolder: String = "/tmp"
    ) {
        self.dryRun = dryRun
        self.allOrNothing = allOrNothing
        self.batchRecords = max(1, batchRecords)
        self.batchBytes = max(1, batchBytes)
        self.reported = max(0, reported)
        self.listed = max(0, listed)
        self.limits = limits
        self.temporaryFolder = temporaryFolder
    }

    /// Whether the whole document is one transaction.
    var isWhole: Bool { dryRun || allOrNothing }
}
