package import Basics

/// What can be read of the outbox in one transaction.
package protocol OutboxRecords {
    /// The mail that has been due the longest at `now`, of the same instant the oldest, then in the order in which
    /// tickets came here, and of versions; nil when none is.
    func dueMail(at now: Instant) throws -> OutboxEntry?
    func mail(_ id: OutboxEntry.ID) throws -> OutboxEntry?
    /// The latest first and of the same instant in the opposite of that order, at most `limit`.
    func mails(limit: Int) throws -> [OutboxEntry]
}

/// What can be written of the outbox in one transaction.
package protocol MutableOutboxRecords: OutboxRecords {
    /// Adds a mail, whose event must be there. Throws ``Overtaken`` when the event has one already.
    func append(_ mail: OutboxEntry) throws
    /// Keeps how far a mail has come; throws ``StoreError/unexpected(_:)`` when there is none to keep it of.
    func save(_ mail: OutboxEntry) throws
}
