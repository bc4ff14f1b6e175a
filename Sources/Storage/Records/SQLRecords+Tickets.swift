import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    func locate(_ reference: TicketReference) throws -> Ticket.ID? {
        let row =
            switch reference {
            case .id(let id): try connection.first(Statement("select id from ticket where id = $1", .id(id)))
            case .number(let number): try located(number.value)
            }
        return try row.map { row in
            var reader = ColumnReader(row)
            return try reader.id()
        }
    }

    /// A present number goes before a former one, which may be another ticket's present one by now.
    private func located(_ number: Int64) throws -> Row? {
        if let row = try connection.first(Statement("select id from ticket where number = $1", .integer(number))) {
            return row
        }
        return try connection.first(
            Statement(
                """
                select t.id from former_number f join ticket t on t.seq = f.ticket
                where f.number = $1 order by f.ticket limit 1
                """,
                .integer(number)
            )
        )
    }

    func number(of ticket: Ticket.ID) throws -> Int64? {
        let row = try connection.first(Statement("select number from ticket where id = $1", .id(ticket)))
        return try row?.integerOrNull(0)
    }

    func tickets(about purchases: [String], in statuses: Set<TicketStatus>) throws -> [TicketSummary] {
        guard !purchases.isEmpty, !statuses.isEmpty else { return [] }
        var query: Query = "select \(TicketRow.summaryColumns) from ticket where purchase"
        query.append(" in ", list: purchases.map(Value.text))
        query.append(" and status in ", list: statuses.sorted { $0.rawValue < $1.rawValue }.map(Value.word))
        query.append(Query(" order by updated_ms desc, id desc"))
        return try connection.rows(query.statement).map { row in
            var reader = ColumnReader(row)
            return try TicketRow.summary(&reader)
        }
    }

    func events(of ticket: Ticket.ID) throws -> [Event] {
        let statement = Statement(
            """
            select \(EventRow.columns) from event
            where ticket = (select seq from ticket where id = $1) order by version
            """,
            .id(ticket)
        )
        return try connection.rows(statement).map { row in
            var reader = ColumnReader(row)
            return try EventRow.event(of: ticket, &reader)
        }
    }

    func lock(_ ticket: Ticket.ID) throws {
        switch dialect {
        case .sqlite:
            // A writing transaction is the only one there is.
            break
        case .postgres:
            _ = try connection.first(Statement("select seq from ticket where id = $1 for update", .id(ticket)))
        }
    }

    func takeNumbers(_ count: Int) throws -> Int64 {
        try take(count, from: "number")
    }

    func raiseNumbers(above number: Int64) throws {
        try connection.run(
            Statement(
                "update counter set next = $1 where name = 'number' and next < $2",
                .integer(number + 1),
                .integer(number + 1)
            )
        )
    }

    func saveFormerNumber(_ number: Int64, of ticket: Ticket.ID) throws {
        try connection.run(
            Statement(
                """
                insert into former_number (number, ticket) select cast($1 as bigint), seq from ticket where id = $2
                on conflict (number, ticket) do nothing
                """,
                .integer(number),
                .id(ticket)
            )
        )
    }
}
