import Basics
import Casework
import Orders
import SQL
import SampleDesk
import Testing

@testable import Storage

/// Which way SQLite goes for what people ask of orders: by an index, never through everything.
@Suite struct OrderPlanTests {
    private static let order = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef1"

    @Test func `lists of orders follow an index in their order`() async throws {
        let cursor = OrderCursor(placedAt: SampleClock.start, id: try Order.ID(Self.order))
        let customer = Customer.ID(GUID(high: 1, low: 1))
        #expect(try await orders { _ in } == ["SCAN purchase USING INDEX purchase_placed"])
        #expect(
            try await orders(after: cursor) { _ in } == [
                "SEARCH purchase USING INDEX purchase_placed ((placed_ms,id)<(?,?))"
            ]
        )
        #expect(
            try await orders { $0.from = SampleClock.start } == [
                "SEARCH purchase USING INDEX purchase_placed (placed_ms>?)"
            ]
        )
        #expect(
            try await orders { $0.customer = customer } == [
                "SEARCH purchase USING INDEX purchase_customer (customer=?)"
            ]
        )
        #expect(
            try await orders { $0.status = .cancelled } == [
                "SEARCH purchase USING INDEX purchase_status (status=?)"
            ]
        )
        #expect(
            try await orders {
                $0.customer = customer
                $0.status = .cancelled
            } == ["SEARCH purchase USING INDEX purchase_customer (customer=?)"]
        )
        let product = try await orders { $0.product = "DG7GMGF0FKZV" }
        #expect(product.contains("SEARCH purchase_line USING COVERING INDEX purchase_line_product (product=?)"))
    }

    @Test func `an order is read by its keys`() async throws {
        let steps = try await steps { records in
            let order = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            try records.insert([order])
            _ = try records.order(order.id)
        }
        #expect(
            steps == [
                "SEARCH purchase USING INDEX purchase_id (id=?)",
                "SEARCH purchase_line USING PRIMARY KEY (purchase=?)",
                "SEARCH movement USING PRIMARY KEY (purchase=?)",
                "SEARCH credit USING INDEX credit_movement (purchase=?)",
            ]
        )
    }

    @Test func `customers are found by name and domain`() async throws {
        let list = try await steps { _ = try $0.customers(beginning: nil, after: nil, limit: 50) }
        #expect(list == ["SCAN customer USING INDEX customer_sort_name"])
        let found = try await steps { _ = try $0.customers(beginning: "con", after: nil, limit: 50) }
        #expect(found.contains("SEARCH customer USING INDEX customer_sort_name (sort_name>? AND sort_name<?)"))
        #expect(found.contains("SEARCH customer USING INDEX sqlite_autoindex_customer_2 (domain>? AND domain<?)"))
    }

    @Test func `offers are found by product or market, and listed in order`() async throws {
        func offers(_ change: (inout OfferFilter) throws -> Void) async throws -> [String] {
            var filter = OfferFilter()
            try change(&filter)
            let wanted = filter
            return try await steps { _ = try $0.offers(wanted, limit: 50) }
        }
        #expect(try await offers { _ in } == ["SCAN offer USING INDEX offer_title"])
        let market = "SEARCH offer USING INDEX offer_market (market=? AND segment=?)"
        #expect(
            try await offers {
                $0.market = try Market("US")
                $0.segment = .commercial
            } == [market]
        )
        let item = try await offers {
            $0.product = "DG7GMGF0FKZV"
            $0.sku = "0003"
            $0.market = try Market("US")
        }
        #expect(item.first == "SEARCH offer USING INDEX sqlite_autoindex_offer_1 (product=? AND sku=?)")
        let title = try await offers { $0.titleBeginning = "win" }
        #expect(title.first == "SEARCH offer USING INDEX offer_folded_title (folded_title>? AND folded_title<?)")
    }

    @Test func `the activity log is read backwards along an index`() async throws {
        let (customer, order) = (Customer.ID(GUID(high: 1, low: 1)), try Order.ID(Self.order))
        func log(_ change: (inout ActivityFilter) -> Void) async throws -> [String] {
            var filter = ActivityFilter(kinds: [.keyShown])
            change(&filter)
            let wanted = filter
            return try await steps { _ = try $0.activity(wanted, limit: 50) }
        }
        #expect(try await log { _ in } == ["SCAN activity USING INDEX activity_at"])
        #expect(
            try await log { $0.customer = customer } == [
                "SEARCH activity USING INDEX activity_customer (customer=?)"
            ]
        )
        #expect(
            try await log {
                $0.customer = customer
                $0.order = order
            } == ["SEARCH activity USING INDEX activity_order (order_id=? AND customer=?)"]
        )
    }

    @Test func `what waits is found without going through what is done`() async throws {
        let uninvoiced = try await steps { try $0.eachUninvoiced(before: SampleClock.start) { _ in } }
        #expect(uninvoiced.contains("SEARCH l USING INDEX purchase_line_uninvoiced (ordered_ms<?)"))
        #expect(uninvoiced.contains("SEARCH c USING INDEX credit_open (at_ms<?)"))
        #expect(!uninvoiced.contains { $0.hasPrefix("SCAN p") || $0.hasPrefix("SCAN l") || $0.hasPrefix("SCAN c") })
        let open = try await steps { try $0.eachOpenCredit { _ in } }
        #expect(open.first == "SCAN c USING INDEX credit_open")
        let pending = try await steps { _ = try $0.credits(CreditFilter(states: [.pending]), limit: 50) }
        #expect(pending.first == "SCAN c USING INDEX credit_open")
        let all = try await steps { _ = try $0.credits(CreditFilter(), limit: 50) }
        #expect(all.first == "SCAN c USING INDEX credit_at")
        var filter = CreditFilter()
        filter.customer = Customer.ID(GUID(high: 1, low: 1))
        let own = filter
        let customer = try await steps { _ = try $0.credits(own, limit: 50) }
        #expect(customer.first == "SEARCH p USING COVERING INDEX purchase_customer (customer=?)")
    }

    @Test func `reports find lines, purchases and approvals by their keys`() async throws {
        let credits = try await steps { try $0.eachCreditSum(MonthSpan()) { _ in } }
        #expect(credits.contains("SEARCH l USING PRIMARY KEY (purchase=? AND number=?)"))
        let since = MonthSpan(from: Month(of: SampleClock.start.day))
        let recent = try await steps { try $0.eachCreditSum(since) { _ in } }
        #expect(recent.contains("SEARCH c USING INDEX credit_at (at_ms>?)"))
        let titles = try await steps { _ = try $0.titles(ofPurchases: [Self.order]) }
        #expect(titles.contains("SEARCH p USING COVERING INDEX purchase_id (id=?)"))
        #expect(titles.contains("SEARCH p USING COVERING INDEX purchase_alternate (alternate=?)"))
        let approved = try await steps { try $0.eachTicket(approvedIn: Period()) { _ in } }
        #expect(approved.contains("SEARCH e USING PRIMARY KEY (ticket=?)"))
    }

    @Test func `an invoice's charges are marked by their keys`() async throws {
        let steps = try await steps { records in
            let order = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            try records.insert([order])
            let invoice = Invoice(
                number: Invoice.number(1),
                month: Month(of: SampleClock.start.day),
                closedAt: SampleClock.start,
                closedBy: SamplePeople.billing.id,
                lineCount: 1,
                total: order.charged
            )
            try records.insert(invoice)
            try records.append(records.uninvoiced().map { $0.placed(at: 1) }, toInvoice: invoice)
        }
        #expect(steps.contains("SEARCH n USING PRIMARY KEY (invoice=? AND position>? AND position<?)"))
        #expect(steps.contains("SEARCH p USING COVERING INDEX purchase_id (id=?)"))
        #expect(steps.contains("SEARCH purchase_line USING PRIMARY KEY (purchase=? AND number=?)"))
        #expect(!steps.contains { $0.hasPrefix("SCAN purchase") })
    }

    private func orders(
        after cursor: OrderCursor? = nil,
        _ change: (inout OrderFilter) -> Void
    ) async throws -> [String] {
        var filter = OrderFilter()
        change(&filter)
        let wanted = filter
        return try await steps { _ = try $0.orders(wanted, after: cursor, limit: 50) }
    }

    private func steps(_ ask: @escaping @Sendable (SQLRecords) throws -> Void) async throws -> [String] {
        var steps: [String] = []
        try await Backing.sqlite.withDesk { _, database in
            steps = try await database.write { connection in
                let spy = PlanSpy(connection)
                try ask(SQLRecords(spy))
                return spy.steps
            }
        }
        return steps
    }
}

/// Answers as the connection does, and notes which way it goes.
private final class PlanSpy: Connection {
    private let connection: any Connection
    private(set) var steps: [String] = []

    init(_ connection: any Connection) {
        self.connection = connection
    }

    var dialect: Dialect { connection.dialect }

    private func explain(_ statement: Statement) throws(SQLError) {
        let plan = Statement(SQLText(unchecked: "explain query plan " + statement.sql), statement.binds, reuse: .never)
        for row in try connection.rows(plan) {
            let step = try row.text("detail")
            let isOfData = !step.hasPrefix("SEARCH counter") && (step.hasPrefix("SEARCH ") || step.hasPrefix("SCAN "))
            if isOfData { steps.append(step) }
        }
    }

    @discardableResult func run(_ statement: Statement) throws(SQLError) -> Int {
        try explain(statement)
        return try connection.run(statement)
    }

    @discardableResult func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int {
        try connection.runEach(sql, binds)
    }

    func rows(_ statement: Statement) throws(SQLError) -> [Row] {
        try explain(statement)
        return try connection.rows(statement)
    }

    func first(_ statement: Statement) throws(SQLError) -> Row? {
        try explain(statement)
        return try connection.first(statement)
    }

    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        try explain(statement)
        try connection.each(statement, body)
    }

    @discardableResult func savepoint<T>(_ body: () throws -> T) throws -> T { try connection.savepoint(body) }
}
