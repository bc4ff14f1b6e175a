import Basics
import Casework
import SQL
import Tickets

extension SQLRecords {
    func list(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        after cursor: Cursor?,
        limit: Int
    ) throws -> ListPage {
        let search = try listed(query, for: viewer, at: now, after: cursor)
        var items: [TicketSummary] = []
        var next: Cursor?
        // One more than wanted tells whether there is a next page.
        for row in try connection.rows(search.statement(limit: limit + 1)) {
            if items.count == limit { return ListPage(items: items, next: next) }
            var reader = ColumnReader(row)
            next = search.order.cursor(key: try reader.integer(), sequence: try reader.integer())
            items.append(try TicketRow.summary(&reader))
        }
        return ListPage(items: items, next: nil)
    }

    /// The list's statement, made for what the words find: few tickets are looked up and sorted, of many the list's order
    /// is followed until the page is full.
    func listed(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        after cursor: Cursor?
    ) throws -> TicketList {
        var condition = TicketCondition(viewer: viewer, now: now, dialect: dialect)
        for words in condition.wordCounts(of: query, upTo: Self.manyTickets) {
            guard let found = try connection.integer(words.statement), found < Self.manyTickets else { continue }
            condition.startsFromWords = true
        }
        let order = TicketOrder(of: query)
        // What is found by words is looked for once, not once for each status.
        let isSplit = order.hasIndex && !query.terms.contains(where: \.isWords)
        return TicketList(
            order: order,
            alternatives: isSplit ? condition.alternatives(of: query) : [condition.all(of: query)],
            cursor: cursor
        )
    }

    private static let manyTickets = 1_000

    func count(_ query: TicketQuery, for viewer: Person, at now: Instant, upTo limit: Int?) throws -> Int {
        Int(try connection.integer(Self.counting(query, for: viewer, at: now, upTo: limit, dialect)) ?? 0)
    }

    static func counting(
        _ query: TicketQuery,
        for viewer: Person,
        at now: Instant,
        upTo limit: Int? = Desk.countingLimit,
        _ dialect: Dialect
    ) -> Statement {
        let conditions = TicketCondition(viewer: viewer, now: now, dialect: dialect, startsFromWords: true).all(
            of: query
        )
        var select: Query = "select count(*) from (select 1 from ticket\(Query(whereAll: conditions))"
        if let limit { select.append(" limit ", .integer(limit)) }
        select.append(") as found")
        return select.statement
    }
}

/// What a list asks the database.
struct TicketList {
    let order: TicketOrder
    /// Of which every ticket in the list meets exactly one.
    let alternatives: [[Query]]
    let cursor: Cursor?

    func statement(limit: Int) -> Statement {
        let behind = cursor.map { order.behind($0).map { [$0] } } ?? [[]]
        let parts = alternatives.flatMap { conditions in behind.map { part(conditions + $0, limit) } }
        if parts.count == 1 { return parts[0].statement }
        let arms = parts.map { "select * from (\($0)) as part" as Query }
        var select: Query = "select * from (\(Query(arms, separator: " union all "))) as page\(order.clauseOfPlaces)"
        select.append(" limit ", .integer(limit))
        return select.statement
    }

    /// Where no index has the order, only keys are sorted, and the rows of the page are fetched after.
    private func part(_ conditions: [Query], _ limit: Int) -> Query {
        let columns = TicketRow.summaryColumns
        guard order.hasIndex else {
            var found: Query =
                "select \(order.key) as place, seq as place_seq from ticket\(Query(whereAll: conditions))"
            found.append(Query(order.clause))
            found.append(" limit ", .integer(limit))
            let places: Query = "(\(found)) as places join ticket on seq = place_seq"
            return "select place, seq, \(columns) from \(places)\(order.clauseOfPlaces)"
        }
        var select: Query = "select \(order.key) as place, seq, \(columns) from ticket\(Query(whereAll: conditions))"
        select.append(Query(order.clause))
        select.append(" limit ", .integer(limit))
        return select
    }
}

extension TicketQuery.Term {
    fileprivate var isWords: Bool {
        if case .words = filter { return true }
        return false
    }
}

extension Query {
    /// ` where … and …`, or nothing without conditions.
    init(whereAll conditions: [Query]) {
        self = conditions.isEmpty ? Query() : " where \(Query(conditions, separator: " and "))"
    }
}
