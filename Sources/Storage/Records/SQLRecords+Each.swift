import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    /// Tickets whose events are fetched together.
    private static let pageSize = 200

    func eachTicket(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        _ body: (StoredTicket) throws -> Void
    ) throws {
        try eachTicket(where: TicketCondition(viewer: viewer, now: now, dialect: dialect).all(of: query), body)
    }

    /// Goes through the tickets that meet all conditions, in the order of their creation.
    func eachTicket(where conditions: [Query], _ body: (StoredTicket) throws -> Void) throws {
        let select: Query = "select seq, id, number from ticket\(Query(whereAll: conditions)) order by seq"
        var page: [FoundTicket] = []
        page.reserveCapacity(Self.pageSize)
        try connection.each(select.statement) { row in
            var reader = ColumnReader(row)
            page.append(
                FoundTicket(seq: try reader.integer(), id: try reader.id(), number: try reader.integerOrNil())
            )
            guard page.count == Self.pageSize else { return }
            try hand(over: page, body)
            page.removeAll(keepingCapacity: true)
        }
        try hand(over: page, body)
    }

    private struct FoundTicket {
        let seq: Int64
        let id: Ticket.ID
        let number: Int64?
    }

    private func hand(over page: [FoundTicket], _ body: (StoredTicket) throws -> Void) throws {
        guard !page.isEmpty else { return }
        var select: Query = "select ticket, \(EventRow.columns) from event where ticket"
        select.append(" in ", list: page.map { .integer($0.seq) })
        select.append(Query(" order by ticket, version"))
        var rows = try connection.rows(select.statement)[...]
        for found in page {
            var events: [Event] = []
            while let row = rows.first, try row.integer(0) == found.seq {
                var reader = ColumnReader(row)
                _ = try reader.integer()
                events.append(try EventRow.event(of: found.id, &reader))
                rows.removeFirst()
            }
            try body(StoredTicket(events: events, number: found.number))
        }
    }

    func eachHead(_ body: (StoredHead) throws -> Void) throws {
        try connection.each(Statement("select head, \(TicketRow.summaryColumns) from ticket order by id")) { row in
            var reader = ColumnReader(row)
            let head = try reader.digest()
            try body(StoredHead(summary: try TicketRow.summary(&reader), head: head))
        }
    }
}
