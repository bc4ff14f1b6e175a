/// What an archive was written with.
package struct ArchiveCounts: Hashable, Sendable {
    package internal(set) var organisations: Int64 = 0
    package internal(set) var people: Int64 = 0
    /// Of the catalogue.
    package internal(set) var offers: Int64 = 0
    package internal(set) var customers: Int64 = 0
    /// Entries of customers' activity.
    package internal(set) var activity: Int64 = 0
    package internal(set) var orders: Int64 = 0
    package internal(set) var invoices: Int64 = 0
    package internal(set) var invoiceLines: Int64 = 0
    package internal(set) var tickets: Int64 = 0
    package internal(set) var events: Int64 = 0
    package internal(set) var files: Int64 = 0
    /// Of the document.
    package internal(set) var bytes: Int64 = 0
    /// How many records an import of it receives. Long logs and invoices stand in several.
    package internal(set) var records: Int64 = 0

    package init() {}
}
