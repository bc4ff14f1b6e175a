import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func order(_ id: Order.ID) throws -> Order? {
        try orders(kept(id).map { [$0] } ?? []).first
    }

    /// The row of the order with that id, or with that alternate id when no order has it as its own.
    func kept(_ id: Order.ID) throws -> Row? {
        let columns = OrderRow.columns
        if let row = try connection.first(Statement("select \(columns) from purchase where id = $1", .order(id))) {
            return row
        }
        return try connection.first(Statement("select \(columns) from purchase where alternate = $1", .order(id)))
    }

    /// The number by which other rows name an order. Throws when there is none.
    func seq(of order: Order.ID) throws -> Int64 {
        guard let seq = try connection.integer(Statement("select seq from purchase where id = $1", .order(order)))
        else {
            throw StoreError.unexpected("there is no order \(order)")
        }
        return seq
    }

    func order(forRequest id: String) throws -> Order.ID? {
        try connection.text(Statement("select id from purchase where request = $1", .text(id)))
            .map { text in try reading("order \(text)") { try Order.ID(text) } }
    }

    func orders(ofSubscription id: GUID) throws -> [Order.ID] {
        let statement = Statement(
            "select id from purchase where seq in (select purchase from purchase_line where subscription = $1) order by id",
            .guid(id)
        )
        return try connection.rows(statement).map { row in
            let text = try row.text(0)
            return try reading("order \(text)") { try Order.ID(text) }
        }
    }

    func orders(_ filter: OrderFilter, after cursor: OrderCursor?, limit: Int) throws -> [Order] {
        var conditions: [Query] = []
        if let customer = filter.customer { conditions.append("customer = \(.id(customer))") }
        if let status = filter.status { conditions.append("status = \(.word(status))") }
        if let from = filter.from { conditions.append("placed_ms >= \(.instant(from))") }
        if let before = filter.before { conditions.append("placed_ms < \(.instant(before))") }
        if filter.product != nil || filter.sku != nil {
            var wanted: [Query] = []
            if let product = filter.product { wanted.append("product = \(.text(product))") }
            if let sku = filter.sku { wanted.append("sku = \(.text(sku))") }
            conditions.append("seq in (select purchase from purchase_line\(Query(whereAll: wanted)))")
        }
        if let cursor { conditions.append("(placed_ms, id) < (\(.instant(cursor.placedAt)), \(.order(cursor.id)))") }
        var query: Query = "select \(OrderRow.columns) from purchase\(Query(whereAll: conditions))"
        query.append(" order by placed_ms desc, id desc limit ", .integer(limit))
        return try orders(connection.rows(query.statement))
    }

    func eachOrder(_ body: (Order) throws -> Void) throws {
        try eachPage { page in
            for order in try orders(page) { try body(order) }
        }
    }

    func eachStoredOrder(_ body: (StoredOrder) throws -> Void) throws {
        try eachPage { page in
            let entries = try self.entries(of: page.map { try $0.value(0) })
            for (row, claim) in zip(page, try claims(page)) {
                let status = try OrderRow.status(row)
                try body(StoredOrder(claim: claim, status: status, entries: entries[try row.integer(0)] ?? []))
            }
        }
    }

    /// All rows in the order of the ids, some at a time.
    private func eachPage(_ body: ([Row]) throws -> Void) throws {
        var page: [Row] = []
        page.reserveCapacity(Self.pageSize)
        try connection.each(Statement("select \(OrderRow.columns) from purchase order by id")) { row in
            page.append(row)
            guard page.count == Self.pageSize else { return }
            try body(page)
            page.removeAll(keepingCapacity: true)
        }
        if !page.isEmpty { try body(page) }
    }

    private func entries(of purchases: [Value]) throws -> [Int64: [StoredOrder.Entry]] {
        var query: Query = "select \(MovementRow.entryColumns) from ledger_entry where purchase"
        query.append(" in ", list: purchases)
        query.append(Query(" order by purchase, line, ordinal, account"))
        var entries: [Int64: [StoredOrder.Entry]] = [:]
        for row in try connection.rows(query.statement) {
            entries[try row.integer(0), default: []].append(try MovementRow.entry(row))
        }
        return entries
    }

    /// Orders whose lines are fetched together.
    private static let pageSize = 200

    /// The orders of these rows, in their order.
    private func orders(_ rows: [Row]) throws -> [Order] {
        try claims(rows).map(OrderRow.order)
    }

    /// What is kept of the orders of these rows, in their order.
    private func claims(_ rows: [Row]) throws -> [OrderClaim] {
        var claims: [OrderClaim] = []
        claims.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: Self.pageSize) {
            let page = rows[start..<min(start + Self.pageSize, rows.count)]
            let seqs = try page.map { try $0.value(0) }
            let lines = try self.lines(of: seqs)
            for row in page { claims.append(try OrderRow.claim(row) { try lines.lines(of: $0) }) }
        }
        return claims
    }

    private func lines(of purchases: [Value]) throws -> LineRows {
        func rows(_ select: Query, _ order: Query) throws -> [Row] {
            var query = select
            query.append(" where purchase in ", list: purchases)
            query.append(order)
            return try connection.rows(query.statement)
        }
        return LineRows(
            lines: try Dictionary(
                grouping: rows("select \(OrderLineRow.columns) from purchase_line", " order by purchase, number")
            ) { try $0.integer(0) },
            movements: try byLine(
                rows("select \(MovementRow.columns) from movement", " order by purchase, line, ordinal")
            ),
            credits: try byLine(
                rows("select \(LineCreditRow.columns) from credit", " order by purchase, line, ordinal")
            )
        )
    }

    private func byLine(_ rows: [Row]) throws -> [LineKey: [Row]] {
        try Dictionary(grouping: rows) { LineKey(purchase: try $0.integer(0), line: try $0.int(1)) }
    }

    /// The rows of some orders' lines.
    private struct LineRows {
        let lines: [Int64: [Row]]
        let movements: [LineKey: [Row]]
        let credits: [LineKey: [Row]]

        func lines(of purchase: Int64) throws -> [LineClaim] {
            try (lines[purchase] ?? []).map { try OrderLineRow.claim($0, movements: movements, credits: credits) }
        }
    }
}
