package import Basics
package import Casework
import Orders
package import Tickets

/// All that a desk keeps, as one value.
package struct MemoryState: Sendable {
    package var settings: [String: String] = [:]
    package var organisations: [Organisation.ID: Organisation] = [:]
    package var people: [Person.ID: Person] = [:]
    /// In the order of their creation.
    package var tickets: [MemoryTicket] = []
    package var exchangeMarks: [ExchangeMark] = []
    package var absences: [Person.ID: Absence] = [:]
    package var files: [Digest: [UInt8]] = [:]
    package var runs: [IntakeRun.ID: IntakeRun] = [:]
    package var intakeRecords: [IntakeRecord] = []
    package var resolutions: [IntakeResolution] = []
    package var views: [StoredView] = []
    package var nextNumber = TicketNumber.first
    package var orders = MemoryOrders()
    package var outbox: [OutboxEntry.ID: OutboxEntry] = [:]
    /// In the order in which they were begun.
    package var bulks: [Bulk] = []
    package var bulkRecords: [Bulk.ID: [BulkRecord]] = [:]

    var indexByID: [Ticket.ID: Int] = [:]
    var idByNumber: [Int64: Ticket.ID] = [:]
    var idByFormerNumber: [Int64: Ticket.ID] = [:]
    var idBySource: [SourceKey: Ticket.ID] = [:]

    /// Changes what is kept of one ticket; nothing when there is none.
    package mutating func change(_ id: Ticket.ID, _ change: (inout MemoryTicket) -> Void) {
        guard let index = indexByID[id] else { return }
        change(&tickets[index])
    }

    func ticket(_ id: Ticket.ID) -> MemoryTicket? {
        indexByID[id].map { tickets[$0] }
    }
}

/// What is kept of one ticket.
package struct MemoryTicket: Sendable {
    package var ticket: Ticket
    package var events: [Event]
    package var head: StoredHead
    package var search: SearchText
    package var mark: IntakeMark?
    package var deadline: Instant?
    package var urgency: Urgency?
    /// Its place in the order of creation, from 1.
    package let sequence: Int64

    init(_ new: NewRecord, sequence: Int64, under rules: TicketRules) {
        ticket = new.ticket
        events = new.events
        head = StoredHead(summary: TicketSummary(of: new.ticket, under: rules), head: new.ticket.head)
        search = new.search
        mark = new.mark
        deadline = nil
        urgency = Urgency(of: new.ticket, deadline: nil, under: rules)
        self.sequence = sequence
    }

    mutating func append(_ more: [Event], _ changed: Ticket, under rules: TicketRules) {
        ticket = changed
        events += more
        search = SearchText(of: changed, events: events)
        refresh(under: rules)
    }

    mutating func refresh(under rules: TicketRules) {
        head = StoredHead(summary: TicketSummary(of: ticket, under: rules), head: ticket.head)
        urgency = Urgency(of: ticket, deadline: deadline, under: rules)
    }
}

/// A source as bytes: two texts that Swift calls equal may be two names outside.
struct SourceKey: Hashable, Sendable {
    let system: [UInt8]
    let externalID: [UInt8]

    init(_ source: Source) {
        system = Array(source.system.utf8)
        externalID = Array(source.externalID.utf8)
    }
}
