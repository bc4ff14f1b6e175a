import Basics
import Casework
import Orders
import SQL
import Tickets

extension SQLRecords {
    func eachVolume(
        _ query: TicketQuery,
        by column: VolumeColumn,
        for viewer: Person,
        at now: Instant,
        _ body: (ColumnVolume) throws -> Void
    ) throws {
        let conditions = TicketCondition(viewer: viewer, now: now, dialect: dialect, startsFromWords: true).all(
            of: query
        )
        var isOpen: Query = "merged_into is null and status"
        isOpen.append(" in ", list: TicketStatus.allCases.filter(\.isOpen).map { .word($0) })
        // What is counted by is worked out below, so that it stands in the statement once.
        let found: Query = """
            select \(column.value(at: now)) as value, case when \(isOpen) then 1 else 0 end as is_open
            from ticket\(Query(whereAll: conditions))
            """
        let select: Query = """
            select value, count(*) as tickets, cast(sum(is_open) as bigint) as open_tickets from (\(found)) as found
            group by value
            """
        try connection.each(select.statement) { row in
            var reader = ColumnReader(row)
            let value = try reader.textOrNil()
            try body(ColumnVolume(value: value, volume: Volume(tickets: try reader.int(), open: try reader.int())))
        }
    }

    func titles(ofPurchases ids: [String]) throws -> [String: [String]] {
        var titles: [String: [String]] = [:]
        // Ids are compared in the one form in which they are kept, and answered as they were asked for.
        func look(_ select: SQLText, for asked: [Value: [String]]) throws {
            guard !asked.isEmpty else { return }
            var query = Query(select)
            query.append(" in ", list: Array(asked.keys))
            for row in try connection.rows(query.statement) {
                for id in asked[try row.value(0)] ?? [] { titles[id, default: []].append(try row.text(1)) }
            }
        }
        let lines: SQLText = "purchase p join purchase_line l on l.purchase = p.seq"
        for piece in ids.pieces(of: Self.purchasesPerQuestion) {
            func missing(_ value: (String) -> Value?) -> [Value: [String]] {
                var asked: [Value: [String]] = [:]
                for id in piece where titles[id] == nil {
                    if let value = value(id) { asked[value, default: []].append(id) }
                }
                return asked
            }
            let order = { (id: String) -> Value? in (try? Order.ID(id)).map { .text($0.text) } }
            try look("select p.id, l.title from \(lines) where p.id", for: missing(order))
            try look("select p.alternate, l.title from \(lines) where p.alternate", for: missing(order))
            try look(
                "select l.subscription, l.title from purchase_line l where l.subscription",
                for: missing { id in (try? GUID(id)).map { .guid($0) } }
            )
        }
        return titles
    }

    private static let purchasesPerQuestion = 500

    func eachCreditSum(_ months: MonthSpan, _ body: (CreditSum) throws -> Void) throws {
        let conditions: [Query] = ["c.kind <> 'found'"] + months.period.conditions(on: "c.at_ms")
        // Division cuts off towards zero, so the rest of a day is taken away first, which is never below zero.
        let found: Query = """
            select l.currency, (c.at_ms - (c.at_ms % 86400000 + 86400000) % 86400000) / 86400000 as day,
                case when c.settled_ms is null then 0 else 1 end as is_settled, c.net + c.tax as gross
            from credit c join purchase_line l on l.purchase = c.purchase and l.number = c.line\(Query(whereAll: conditions))
            """
        let select: Query = """
            select currency, day, is_settled, count(*) as credits, cast(sum(gross) as bigint) as gross from (\(found)) as found
            group by currency, day, is_settled
            """
        try connection.each(select.statement) { row in
            let currency = try row.text(0)
            let sum = try reading("credits in \(currency)") {
                CreditSum(
                    day: Day(daysSinceEpoch: try row.int(1)),
                    currency: try Currency(currency),
                    isSettled: try row.flag(2),
                    count: try row.int(3),
                    gross: try row.integer(4)
                )
            }
            try body(sum)
        }
    }

    func eachTicket(submittedIn period: Period, _ body: (StoredTicket) throws -> Void) throws {
        try eachTicket(where: ["submitted_ms is not null"] + period.conditions(on: "submitted_ms"), body)
    }

    func eachTicket(approvedIn period: Period, _ body: (StoredTicket) throws -> Void) throws {
        let conditions: [Query] =
            ["e.ticket = ticket.seq", "e.action = 'approve'", "e.to_status = 'approved'"]
            + period.conditions(on: "e.at_ms")
        try eachTicket(where: ["exists (select 1 from event e\(Query(whereAll: conditions)))"], body)
    }
}

extension Period {
    fileprivate func conditions(on column: SQLText) -> [Query] {
        (from.map { ["\(column) >= \(.instant($0))"] } ?? []) + (before.map { ["\(column) < \(.instant($0))"] } ?? [])
    }
}

extension VolumeColumn {
    /// What tickets are counted by.
    fileprivate func value(at now: Instant) -> Query {
        switch self {
        case .status: "case when merged_into is null then status else \(.text(Self.merged)) end"
        case .reason: "reason"
        case .impact: "impact"
        case .tenant: "tenant"
        case .purchase: "purchase"
        case .age: "case \(Query(AgeClass.allCases.map { $0.choice(at: now) }, separator: " ")) end"
        }
    }
}

extension AgeClass {
    /// `when … then …`, after those of the classes before; `else …` for the last.
    fileprivate func choice(at now: Instant) -> Query {
        guard let end else { return "else \(.word(self))" }
        return "when created_ms > \(.instant(now.adding(milliseconds: -end))) then \(.word(self))"
    }
}
