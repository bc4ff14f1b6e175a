package import Basics
package import Tickets

/// What can be read in one transaction. Valid only inside the body that was handed it.
package protocol Records: OrderRecords, OutboxRecords, QuarantineRecords, ViewRecords, AbsenceRecords, BulkRecords,
    ReportRecords, ExchangeRecords
{
    /// A named setting of the database, as `book`.
    func setting(_ name: String) throws -> String?
    /// All of them, by name.
    func settings() throws -> [String: String]
    /// What was read of the rules in this transaction. ``MutableRecords/set(_:to:)`` makes it forget.
    var knownRules: KnownRules { get }

    func person(_ id: Person.ID) throws -> Person?
    /// By system name, compared byte for byte.
    func person(named name: String) throws -> Person?
    /// All of them, by id.
    func people() throws -> [Person]
    /// All of them, by id.
    func organisations() throws -> [Organisation]

    /// The ticket that a number (present or former) or an id names; nil when there is none.
    func locate(_ reference: TicketReference) throws -> Ticket.ID?
    /// The ticket that came from `source`, with what is known of it there.
    func mark(of source: Source) throws -> IntakeMark?
    /// In the order of their versions; empty when there is no such ticket.
    func events(of ticket: Ticket.ID) throws -> [Event]
    func number(of ticket: Ticket.ID) throws -> Int64?
    /// Tickets in one of the statuses that name one of these orders or subscriptions, the latest first: all of them, because
    /// a rule that looks at some has no answer.
    func tickets(about purchases: [String], in statuses: Set<TicketStatus>) throws -> [TicketSummary]

    /// Up to `limit` tickets that `query` finds and `viewer` may see, in the query's order, from behind `cursor` on.
    func list(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        after cursor: Cursor?,
        limit: Int
    ) throws -> ListPage
    /// How many there are; stops counting at `limit`, so that a result equal to it means "at least".
    func count(_ query: TicketQuery, for viewer: Person, at now: Instant, upTo limit: Int?) throws -> Int
    /// Tickets per status and assignee over the whole desk, kept up by every change and never counted.
    func queueCounts() throws -> [QueueCount]

    /// Goes through tickets in the order of their creation without holding them all.
    func eachTicket(_ query: TicketQuery, for viewer: Person, at now: Instant, _ body: (StoredTicket) throws -> Void)
        throws
    /// Goes through every ticket in the order of its id: only its id, version and head, and what is kept beside its events.
    func eachHead(_ body: (StoredHead) throws -> Void) throws

    /// Whether the bytes of a file are here.
    func hasFile(_ digest: Digest) throws -> Bool
    /// Hands over a file piece by piece, each at most ``FileContent/chunkSize`` bytes.
    func eachChunk(of digest: Digest, _ body: ([UInt8]) throws -> Void) throws

    /// The latest runs first.
    func intakeRuns(limit: Int) throws -> [IntakeRun]
    func intakeRun(_ id: IntakeRun.ID) throws -> IntakeRun?
    /// The records of a run with one of the outcomes, by ordinal, at most `limit`.
    func intakeRecords(of run: IntakeRun.ID, outcomes: Set<IntakeOutcome>, limit: Int) throws -> [IntakeRecord]
}

/// What can be written in one transaction.
package protocol MutableRecords: Records, MutableOrderRecords, MutableOutboxRecords, MutableQuarantineRecords,
    MutableViewRecords, MutableAbsenceRecords, MutableBulkRecords, MutableExchangeRecords
{
    func set(_ name: String, to value: String) throws

    func save(_ organisation: Organisation) throws
    /// Adds or replaces by id.
    func save(_ person: Person) throws

    /// Keeps others from changing the ticket until this transaction ends.
    func lock(_ ticket: Ticket.ID) throws
    /// The first of the next `count` numbers, with no gap to those before: they are taken only if this transaction succeeds.
    func takeNumbers(_ count: Int) throws -> Int64
    /// Adds tickets with their events. Throws ``Overtaken`` when an id or a source is there already; some of the tickets may
    /// be there then, so the transaction has to end, or the call to stand in ``attempt(_:)``.
    func insert(_ tickets: [NewRecord]) throws
    /// Appends events and keeps what the ticket now says. Throws ``Overtaken`` when another event has one of the versions.
    func append(_ events: [Event], to ticket: Ticket) throws
    /// Works out anew what lists show of when a ticket is due and how urgent it is, under the rules that are in force now.
    func refresh(_ ticket: Ticket) throws
    /// Notes when the window of a ticket's purchase closes, as far as the books know.
    func note(deadline: Instant?, of ticket: Ticket) throws
    /// Remembers another number of a ticket, so that it is still found by it.
    func saveFormerNumber(_ number: Int64, of ticket: Ticket.ID) throws
    /// Sets the next number to at least this one.
    func raiseNumbers(above number: Int64) throws
    /// Remembers what a source last said of its ticket.
    func save(_ mark: IntakeMark, of source: Source) throws

    /// Keeps the bytes of a file; does nothing when they are there.
    func save(_ file: FileContent) throws

    func save(_ run: IntakeRun) throws
    func append(_ records: [IntakeRecord]) throws

    /// Runs `body`; when it throws, what it wrote is undone and the transaction goes on.
    func attempt<Value>(_ body: () throws -> Value) throws -> Value
}

/// A ticket that is new to the store. Handed on several times on its way, so it is one reference and not dozens.
package final class NewRecord: Sendable {
    package let ticket: Ticket
    package let events: [Event]
    package let search: SearchText
    /// What its source said, for tickets from outside.
    package let mark: IntakeMark?

    package convenience init(ticket: Ticket, events: [Event], mark: IntakeMark? = nil) {
        self.init(ticket: ticket, events: events, search: SearchText(of: ticket, events: events), mark: mark)
    }

    private init(ticket: Ticket, events: [Event], search: SearchText, mark: IntakeMark?) {
        self.ticket = ticket
        self.events = events
        self.search = search
        self.mark = mark
    }

    /// The same with the number that it was given.
    package func numbered(_ number: Int64) -> NewRecord {
        var ticket = ticket
        ticket.number = number
        return NewRecord(ticket: ticket, events: events, search: search, mark: mark)
    }
}

/// Thrown by a store when somebody else wrote first.
package struct Overtaken: Error, Hashable, Sendable {
    package init() {}
}

extension Records {
    /// The ticket with what its events add up to; nil when there is none. Throws ``StoreError/corrupt(_:)`` when they do not
    /// add up.
    package func ticket(_ id: Ticket.ID) throws -> StoredTicket? {
        let events = try events(of: id)
        guard !events.isEmpty else { return nil }
        return try StoredTicket(events: events, number: number(of: id))
    }
}
