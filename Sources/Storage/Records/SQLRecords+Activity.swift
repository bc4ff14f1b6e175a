import Basics
import Casework
import Orders
import SQL

extension SQLRecords {
    func activity(_ filter: ActivityFilter, limit: Int) throws -> [ActivityEntry] {
        var conditions: [Query] = []
        if let customer = filter.customer { conditions.append("customer = \(.id(customer))") }
        if let order = filter.order { conditions.append("order_id = \(.order(order))") }
        if filter.kinds != Set(ActivityEntry.Kind.allCases) {
            var kinds: Query = "kind"
            kinds.append(" in ", list: filter.kinds.map(\.rawValue).sorted().map { .text($0) })
            conditions.append(kinds)
        }
        if let from = filter.from { conditions.append("at_ms >= \(.instant(from))") }
        if let before = filter.before { conditions.append("at_ms < \(.instant(before))") }
        var query: Query = "select \(ActivityRow.columns) from activity\(Query(whereAll: conditions))"
        query.append(" order by at_ms desc, customer desc, sequence desc limit ", .integer(limit))
        return try connection.rows(query.statement).map(ActivityRow.entry)
    }

    func activityEnd(of customer: Customer.ID) throws -> ActivityLink? {
        try ends(of: [customer])[customer]
    }

    func activityEnds() throws -> [(customer: Customer.ID, end: ActivityLink)] {
        try connection.rows(Statement("select \(ActivityRow.endColumns) from activity_end order by customer"))
            .map(ActivityRow.end)
    }

    func eachActivity(_ body: (ActivityEntry) throws -> Void) throws {
        let columns = ActivityRow.columns
        try connection.each(Statement("select \(columns) from activity order by customer, sequence")) {
            try body(ActivityRow.entry($0))
        }
    }

    func eachActivity(of customer: Customer.ID, _ body: (ActivityEntry) throws -> Void) throws {
        let columns = ActivityRow.columns
        let statement = Statement(
            "select \(columns) from activity where customer = $1 order by sequence",
            .id(customer)
        )
        try connection.each(statement) { try body(ActivityRow.entry($0)) }
    }

    func append(_ acts: [ActivityAct]) throws {
        var ends = try self.ends(of: Set(acts.map(\.customer)))
        var entries: [ActivityEntry] = []
        entries.reserveCapacity(acts.count)
        for act in acts {
            let entry = ActivityEntry(after: ends[act.customer], act)
            ends[act.customer] = ActivityLink(sequence: entry.sequence, digest: entry.digest)
            entries.append(entry)
        }
        try keep(entries)
    }

    func restore(_ entries: [ActivityEntry]) throws {
        try keep(entries)
    }

    private func keep(_ entries: [ActivityEntry]) throws {
        var ends: [Customer.ID: ActivityLink] = [:]
        for entry in entries {
            guard entry.sequence > ends[entry.customer]?.sequence ?? 0 else { continue }
            ends[entry.customer] = ActivityLink(sequence: entry.sequence, digest: entry.digest)
        }
        // Before the entries, because PostgreSQL tells by the end that somebody was faster, and tries again. In one order, so
        // that two writers never wait for each other.
        let changed = ends.sorted { $0.key < $1.key }
        try connection.runEach(ActivityRow.saveEnd, changed.map { ActivityRow.values($0.key, $0.value) })
        try overtaking({ $0.table == "activity" }) {
            try connection.runEach(ActivityRow.insert, entries.map { ActivityRow.values($0) })
        }
    }

    private func ends(of customers: Set<Customer.ID>) throws -> [Customer.ID: ActivityLink] {
        var ends: [Customer.ID: ActivityLink] = [:]
        for values in customers.map({ Value.id($0) }).pieces(of: 500) {
            var query: Query = "select \(ActivityRow.endColumns) from activity_end where customer"
            query.append(" in ", list: values)
            for row in try connection.rows(query.statement) {
                let (customer, end) = try ActivityRow.end(row)
                ends[customer] = end
            }
        }
        return ends
    }
}
