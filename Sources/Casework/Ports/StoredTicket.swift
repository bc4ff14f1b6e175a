package import Basics
package import Tickets

/// A ticket with the events that it is the sum of.
package struct StoredTicket: Hashable, Sendable {
    package let ticket: Ticket
    package let events: [Event]

    /// Throws ``StoreError/corrupt(_:)`` when the events are not the story of one ticket.
    package init(events: [Event], number: Int64?) throws {
        do throws(ReplayFault) { ticket = try Ticket(replaying: events, number: number) } catch {
            let id = events.first?.ticket.description ?? "?"
            throw StoreError.corrupt("the events of ticket \(id) do not add up: \(error.sentence)")
        }
        self.events = events
    }
}

/// What is kept of a ticket beside its events.
package struct StoredHead: Hashable, Sendable {
    package let summary: TicketSummary
    package let head: Digest

    package init(summary: TicketSummary, head: Digest) {
        self.summary = summary
        self.head = head
    }
}

/// How people name a ticket.
package enum TicketReference: Hashable, Sendable {
    case number(TicketNumber)
    case id(Ticket.ID)

    /// Reads `R-10001`, `10001` or a GUID; nil for anything else.
    package init?(_ text: String) {
        if let number = TicketNumber(text) {
            self = .number(number)
        } else if let id = try? Ticket.ID(text.trimmed) {
            self = .id(id)
        } else {
            return nil
        }
    }
}

extension TicketReference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let number): number.description
        case .id(let id): id.description
        }
    }
}

/// How many tickets stand in a status with an assignee.
package struct QueueCount: Hashable, Sendable {
    package let status: TicketStatus
    package let assignee: Person.ID?
    package let count: Int

    package init(status: TicketStatus, assignee: Person.ID?, count: Int) {
        self.status = status
        self.assignee = assignee
        self.count = count
    }
}

/// Part of a list, and where the next part begins.
package struct ListPage: Hashable, Sendable {
    package let items: [TicketSummary]
    /// Nil at the end.
    package let next: Cursor?

    package init(items: [TicketSummary], next: Cursor?) {
        self.items = items
        self.next = next
    }
}

/// The place of one ticket in an order: what it is sorted by, and its place in the order of creation to settle ties. New
/// tickets never shift what lies behind a cursor.
package struct Cursor: Hashable, Sendable {
    package let key: Int64
    package let sequence: Int64

    package init(key: Int64, sequence: Int64) {
        self.key = key
        self.sequence = sequence
    }

    /// Reads what ``description`` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Int64(parts[0]), let sequence = Int64(parts[1]) else { return nil }
        self.init(key: key, sequence: sequence)
    }
}

extension Cursor: CustomStringConvertible {
    package var description: String { "\(key)_\(sequence)" }
}
