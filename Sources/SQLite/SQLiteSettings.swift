/// How a database file is opened. The defaults are for a desk: nothing that was committed is ever lost.
package struct SQLiteSettings: Sendable {
    package enum Synchronous: String, Hashable, Sendable, CaseIterable {
        /// Every commit has reached the disk before it is acknowledged.
        case full
        /// A power loss or a crash of the machine may undo the last commits, never damage the file, and a crash of the
        /// program alone loses nothing. Several times faster for many small commits.
        case normal
    }

    package var synchronous = Synchronous.full
    /// How long a writer waits for a writer in another process, in seconds.
    package var busySeconds: Double = 10
    /// How many reads run at once.
    package var readers = 4
    /// The page cache of the writing connection, in KiB; each reader has an eighth of it.
    package var cacheKiB = 32 * 1024
    /// The largest size of the file in pages of 4 KiB; nil for no limit but the disk.
    package var maximumPages: Int?
    /// Opens an existing file for reading only.
    package var readOnly = false

    package init() {}

    var synchronousPragma: String { "pragma synchronous = \(synchronous.rawValue)" }

    func pragmas(isReader: Bool) -> [String] {
        guard !isReader else { return ["pragma cache_size = -\(max(cacheKiB / 8, 1))"] }
        var pragmas = [
            "pragma cache_size = -\(max(cacheKiB, 1))",
            synchronousPragma,
            // 64 MiB of log between checkpoints, because a large import touches the same pages of its indexes again and
            // again; what a transaction left beyond that is given back.
            "pragma wal_autocheckpoint = 16000",
            "pragma journal_size_limit = 67108864",
            // Zeroes what was deleted where that costs no extra write.
            "pragma secure_delete = fast",
        ]
        if let maximumPages { pragmas.append("pragma max_page_count = \(maximumPages)") }
        return pragmas
    }
}
