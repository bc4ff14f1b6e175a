/// What an archive was written with.
package struct ArchiveCounts: Hashable, Sendable {
    package internal(set) var organisations: Int64 = 0
    package internal(set) var people: Int64 = 0
    package internal(set) var tickets: Int64 = 0
    package internal(set) var events: Int64 = 0
    package internal(set) var files: Int64 = 0
    /// Of the document.
    package internal(set) var bytes: Int64 = 0

    package init() {}

    /// How many records an import of it receives.
    package var records: Int64 { organisations + people + tickets }
}
