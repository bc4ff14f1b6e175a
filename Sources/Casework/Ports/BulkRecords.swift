package import Basics

/// What can be read of bulks in one transaction.
package protocol BulkRecords {
    /// The latest first; those of one person, or of everybody.
    func bulks(by person: Person.ID?, limit: Int) throws -> [Bulk]
    func bulk(_ id: Bulk.ID) throws -> Bulk?
    /// The latest of a person that did something, undoes none, and has no undo that came to its end.
    func lastBulk(toUndoBy person: Person.ID) throws -> Bulk?
    /// The bulks that take back this one, in the order in which they were begun.
    func undos(of bulk: Bulk.ID) throws -> [Bulk]
    /// What became of every ticket of a bulk, by ordinal.
    func bulkRecords(of bulk: Bulk.ID) throws -> [BulkRecord]
}

/// What can be written of bulks in one transaction.
package protocol MutableBulkRecords: BulkRecords {
    /// Adds a bulk, or keeps how far one has come.
    func save(_ bulk: Bulk) throws
    /// Adds what became of tickets; throws ``StoreError/unexpected(_:)`` when there is no such bulk.
    func append(_ records: [BulkRecord], to bulk: Bulk.ID) throws
}
