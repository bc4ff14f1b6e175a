import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    func append(_ events: [Event], to ticket: Ticket) throws {
        guard let first = events.first else { return }
        let kept = try place(of: ticket.id)
        let before = events.contains(where: SearchText.isChanged) ? try self.events(of: ticket.id) : nil
        let expected = first.version - 1
        let changed = try connection.run(
            Statement(
                TicketRow.update,
                TicketRow.values(
                    ticket,
                    seq: kept.seq,
                    expecting: expected,
                    deadline: kept.deadline,
                    under: try ticketRules()
                )
            )
        )
        guard changed == 1, before.map({ $0.last?.version == expected }) ?? true else { throw Overtaken() }
        try connection.runEach(EventRow.insert, events.map { EventRow.values($0, ticket: kept.seq) })
        let isMerged = ticket.mergedInto != nil
        if kept.status != ticket.status || kept.assignee != ticket.assignee?.id || kept.isMerged != isMerged {
            var places = QueueChange()
            if !kept.isMerged { places.add(-1, kept.status, kept.assignee) }
            if !isMerged { places.add(1, ticket.status, ticket.assignee?.id) }
            try apply(places)
        }
        guard let before else { return }
        try FullText(connection).replace(
            kept.seq,
            SearchText(of: StoredTicket(events: before, number: nil).ticket, events: before),
            with: SearchText(of: ticket, events: before + events)
        )
    }

    func refresh(_ ticket: Ticket) throws {
        try note(deadline: place(of: ticket.id).deadline, of: ticket)
    }

    func note(deadline: Instant?, of ticket: Ticket) throws {
        let values = TicketRow.values(refreshing: ticket, deadline: deadline, under: try ticketRules())
        try connection.run(Statement(TicketRow.refresh, values))
    }

    private struct Place {
        let seq: Int64
        let status: TicketStatus
        let assignee: Person.ID?
        let isMerged: Bool
        let deadline: Instant?
    }

    private func place(of ticket: Ticket.ID) throws -> Place {
        let row = try connection.first(
            Statement("select seq, status, assignee, merged_into, deadline_ms from ticket where id = $1", .id(ticket))
        )
        guard let row else { throw StoreError.unexpected("there is no ticket \(ticket) to add events to") }
        var reader = ColumnReader(row)
        return try reading("ticket \(ticket)") {
            Place(
                seq: try reader.integer(),
                status: try reader.word(),
                assignee: try reader.idOrNil(),
                isMerged: try (reader.idOrNil() as Ticket.ID?) != nil,
                deadline: try reader.instantOrNil()
            )
        }
    }
}
