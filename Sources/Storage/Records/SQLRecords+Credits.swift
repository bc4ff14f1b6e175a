import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func credits(_ filter: CreditFilter, limit: Int) throws -> [PostedCredit] {
        var conditions: [Query] = []
        if let order = filter.order {
            conditions.append("c.purchase = (select seq from purchase where id = \(.order(order)))")
        }
        if let customer = filter.customer { conditions.append("p.customer = \(.id(customer))") }
        if let month = filter.dueThrough { conditions.append("c.at_ms < \(.instant(month.end))") }
        // Known to the planner as the condition of an index.
        if !filter.states.contains(.settled) { conditions.append("c.settled_ms is null") }
        if filter.states != Set(LineCredit.State.allCases) {
            let states = filter.states.sorted { $0.rawValue < $1.rawValue }.map(\.condition)
            conditions.append(states.isEmpty ? "1 = 0" : Query(states, separator: " or ", enclosed: true))
        }
        var query: Query = "\(PostedCreditRow.select)\(Query(whereAll: conditions))"
        query.append(" order by c.at_ms, c.key limit ", .integer(limit))
        return try connection.rows(query.statement).map(PostedCreditRow.credit)
    }

    func eachOpenCredit(_ body: (PostedCredit) throws -> Void) throws {
        let select = PostedCreditRow.select
        try connection.each(
            Statement("\(select) where c.settled_ms is null and p.origin <> 'attested' order by c.at_ms, c.key")
        ) {
            try body(PostedCreditRow.credit($0))
        }
    }

    func show(_ showings: [CreditShowing], by person: Person.ID) throws {
        let touched = try show(
            showings.map { Showing(key: $0.credit.credit.key, gross: $0.gross, settlement: $0.settlement) },
            by: person
        )
        try connection.runEach(
            "update purchase set version = version + 1 where seq = $1",
            touched.sorted().map { [.integer($0)] }
        )
    }

    /// What an invoice shows of the credit with that key.
    struct Showing {
        let key: String
        let gross: Int64
        let settlement: LineCredit.Settlement
    }

    /// Returns the orders whose credits were changed, by number; their versions are the caller's to count. Throws
    /// ``Overtaken`` for a credit that is not there.
    @discardableResult
    func show(_ showings: [Showing], by person: Person.ID) throws -> Set<Int64> {
        var touched: Set<Int64> = []
        for piece in showings.pieces(of: 500) {
            var sheet = try Sheet(keptCredits(Set(piece.map(\.key))), by: person)
            for showing in piece { try sheet.show(showing) }
            try sheet.write(connection)
            touched.formUnion(sheet.touched)
        }
        return touched
    }

    private func keptCredits(_ keys: Set<String>) throws -> [KeptCredit] {
        var query: Query = """
            select c.purchase, c.line, (select count(*) from movement m where m.purchase = c.purchase and m.line = c.line),
                l.currency, \(LineCreditRow.joinedColumns)
            from credit c join purchase_line l on l.purchase = c.purchase and l.number = c.line
            where c.key
            """
        query.append(" in ", list: keys.map { .text($0) })
        return try connection.rows(query.statement).map { row in
            var reader = ColumnReader(row)
            let line = LineKey(purchase: try reader.integer(), line: try reader.int())
            let movements = try reader.int()
            let currency = try Currency(try reader.text())
            return KeptCredit(credit: try LineCreditRow.credit(&reader, currency), line: line, movements: movements)
        }
    }
}

/// A credit with what else is needed to show more of it.
private struct KeptCredit {
    var credit: LineCredit
    let line: LineKey
    /// How many its line has.
    let movements: Int
}

/// Credits on their way through an invoice.
private struct Sheet {
    private var credits: [String: KeptCredit]
    private var movements: [LineKey: Int]
    private let person: Person.ID
    private var rows = OrderRows()
    private var changed: [[Value]] = []
    private(set) var touched: Set<Int64> = []

    init(_ kept: [KeptCredit], by person: Person.ID) {
        credits = Dictionary(kept.map { ($0.credit.key, $0) }, uniquingKeysWith: { first, _ in first })
        movements = Dictionary(kept.map { ($0.line, $0.movements) }, uniquingKeysWith: { first, _ in first })
        self.person = person
    }

    mutating func show(_ showing: SQLRecords.Showing) throws {
        guard var kept = credits[showing.key] else { throw Overtaken() }
        guard kept.credit.settlement == nil else { return }
        if let movement = kept.credit.show(showing.gross, on: showing.settlement, by: person) {
            let ordinal = movements[kept.line] ?? kept.movements
            rows.add(movement, kept.line, ordinal: ordinal)
            movements[kept.line] = ordinal + 1
        }
        changed.append(LineCreditRow.values(changing: kept.credit))
        credits[showing.key] = kept
        touched.insert(kept.line.purchase)
    }

    func write(_ connection: any Connection) throws(SQLError) {
        try rows.insert(connection)
        try connection.runEach(LineCreditRow.update, changed)
    }
}

extension LineCredit.State {
    fileprivate var condition: Query {
        switch self {
        case .pending: "(c.settled_ms is null and c.shown = 0)"
        case .short: "(c.settled_ms is null and c.shown > 0 and c.shown < c.net + c.tax)"
        case .over: "(c.settled_ms is null and c.shown > 0 and c.shown >= c.net + c.tax)"
        case .settled: "c.settled_ms is not null"
        }
    }
}
