import Basics
import Casework
import Orders
import SQL
import SampleDesk
import Testing

/// The double entry in the database: what the program never reads back, so that what somebody changed shows.
@Suite struct LedgerEntryTests {
    @Test(arguments: Backing.allCases)
    func `every movement has two entries that sum to zero and say what it moved`(backing: Backing) async throws {
        try await backing.withDesk { sample, database in
            let stories = try OrderStories(seed: 3, count: 60)
            try await stories.write(to: sample.desk.store)
            let month = Month(of: SampleClock.start.day)
            _ = try await sample.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
            let orders = try await sample.desk.store.read { try $0.allOrders() }
            let movements = orders.flatMap(\.lines).map(\.ledger.movements.count).reduce(0, +)
            let settled = orders.flatMap(\.lines).flatMap(\.credits).count { $0.state == .settled }
            #expect(settled > 0)
            let (movementRows, entryRows) = (
                try await database.count("movement"), try await database.count("ledger_entry")
            )
            #expect(movementRows == Int64(movements))
            #expect(entryRows == Int64(2 * movements))
            let unbalanced = try await database.count(
                """
                (
                    select m.purchase from movement m
                    left join ledger_entry e on e.purchase = m.purchase and e.line = m.line and e.ordinal = m.ordinal
                    group by m.purchase, m.line, m.ordinal
                    having count(e.account) <> 2 or sum(e.net) <> 0 or sum(e.tax) <> 0
                ) as unbalanced
                """
            )
            #expect(unbalanced == 0)
            #expect(try await balances(database) == expected(orders))
        }
    }

    private struct Balance: Hashable, Sendable {
        let order: String
        let line: Int
        let account: String
        let net: Int64
        let tax: Int64
    }

    private func balances(_ database: any Database) async throws -> Set<Balance> {
        try await database.read { connection in
            let rows = try connection.rows(
                Statement(
                    """
                    select p.id, e.line, e.account, cast(sum(e.net) as bigint), cast(sum(e.tax) as bigint)
                    from ledger_entry e join purchase p on p.seq = e.purchase
                    group by p.id, e.line, e.account
                    """
                )
            )
            return Set(
                try rows.map { row in
                    Balance(
                        order: try row.text(0),
                        line: try row.int(1),
                        account: try row.text(2),
                        net: try row.integer(3),
                        tax: try row.integer(4)
                    )
                }
            )
        }
    }

    private func expected(_ orders: [Order]) -> Set<Balance> {
        Set(
            orders.flatMap { order in
                order.lines.flatMap { line in
                    let touched = Set(line.ledger.movements.flatMap { $0.entries.map(\.account) })
                    return touched.map { account in
                        let balance = line.ledger.balance(account)
                        return Balance(
                            order: order.id.text,
                            line: line.number,
                            account: account.rawValue,
                            net: balance.net,
                            tax: balance.tax
                        )
                    }
                }
            }
        )
    }

    @Test(arguments: [
        (
            "update movement set net = net + 1 where kind = 'credit'",
            "its ledger does not add up: 2940.01 USD is more than is reserved on this line; at most 2940.00 USD can be moved"
        ),
        (
            "update movement set kind = 'void' where kind = 'reserve'",
            "its ledger does not add up: 2940.00 USD is more than is reserved on this line; at most 0.00 USD can be moved"
        ),
        ("update purchase_line set kind = 'mystery'", "the column 'kind' does not hold a word that this program knows"),
    ])
    func `a ledger that was changed past the program is named with its place`(sql: String, fault: String) async throws {
        try await Backing.sqlite.withDesk { sample, database in
            let customer = try SampleOrders.customer()
            let bought = try SampleOrders.order(1, for: customer, [SampleOrders.offer(price: "588.00 USD")])
            let order = try #require(try SampleOrders.cancelled(bought, of: customer))
            try await sample.desk.store.write { try $0.insert([order]) }
            try await database.tamper("pragma ignore_check_constraints = on")
            try await database.tamper(SQLText(unchecked: sql))
            await #expect(throws: StoreError.corrupt("order \(order.id): line 0: \(fault)")) {
                try await sample.desk.store.read { try $0.order(order.id) }
            }
        }
    }
}
