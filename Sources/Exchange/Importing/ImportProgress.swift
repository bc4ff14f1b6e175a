package import Casework

/// How far an import has come, after each batch.
package struct ImportProgress: Hashable, Sendable {
    /// What became of the records so far.
    package let counts: IntakeCounts
    /// Of the document: up to the end of the last record of the batch.
    package let bytes: Int64
    /// Nil when the source does not tell, as a pipe.
    package let totalBytes: Int64?
}
