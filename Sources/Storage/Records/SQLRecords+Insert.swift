import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    func insert(_ tickets: [NewRecord]) throws {
        guard !tickets.isEmpty else { return }
        let first = try take(tickets.count, from: "ticket")
        do {
            switch connection.dialect {
            // A savepoint costs SQLite a copy of every page that is touched inside it, and is not needed to go on asking.
            case .sqlite: try insertRows(tickets, from: first)
            // PostgreSQL takes nothing after an error but the end of the savepoint that it happened in.
            case .postgres: try connection.savepoint { try insertRows(tickets, from: first) }
            }
        } catch SQLError.constraint(let rule, let sql) where rule.kind == .unique && rule.table == "ticket" {
            // Of several rules that a row breaks the engines name different ones.
            guard try tickets.contains(where: { try isThere($0.ticket) }) else {
                throw SQLError.constraint(rule, sql: sql)
            }
            throw Overtaken()
        }
    }

    private func isThere(_ ticket: Ticket) throws -> Bool {
        if try locate(.id(ticket.id)) != nil { return true }
        return try ticket.source.map { try mark(of: $0) != nil } ?? false
    }

    private func insertRows(_ tickets: [NewRecord], from first: Int64) throws {
        let rules = try ticketRules()
        var rows: [[Value]] = []
        var events: [[Value]] = []
        var texts: [(seq: Int64, text: SearchText)] = []
        var places = QueueChange()
        rows.reserveCapacity(tickets.count)
        events.reserveCapacity(tickets.count * 3)
        texts.reserveCapacity(tickets.count)
        for (offset, new) in tickets.enumerated() {
            let seq = first + Int64(offset)
            rows.append(TicketRow.values(new, seq: seq, under: rules))
            for event in new.events { events.append(EventRow.values(event, ticket: seq)) }
            texts.append((seq, new.search))
            if new.ticket.mergedInto == nil { places.add(1, new.ticket.status, new.ticket.assignee?.id) }
        }
        try connection.runEach(TicketRow.insert, rows)
        try connection.runEach(EventRow.insert, events)
        try FullText(connection).insert(texts)
        try apply(places)
    }
}
