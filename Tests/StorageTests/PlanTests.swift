import Basics
import Casework
import SQL
import SampleDesk
import Testing
import Tickets

@testable import Storage

/// Which way SQLite goes for what people ask most: by an index, never through all tickets with a sort after.
@Suite struct PlanTests {
    @Test(arguments: [
        ("", "SCAN ticket USING INDEX ticket_updated"),
        ("sort:updated", "SCAN ticket USING INDEX ticket_updated"),
        ("status:submitted", "SEARCH ticket USING INDEX ticket_status (status=?)"),
        ("assignee:me", "SEARCH ticket USING INDEX ticket_assignee (assignee=?)"),
        ("requester:me", "SEARCH ticket USING INDEX ticket_requester (requester=?)"),
    ])
    func `lists in the order of an index are not sorted`(text: String, plan: String) async throws {
        #expect(try await steps(text) == [plan])
    }

    @Test(arguments: [
        ("tenant:contoso.com", "SEARCH ticket USING INDEX ticket_tenant (tenant=?)"),
        ("tenant:contoso.com is:open", "SEARCH ticket USING INDEX ticket_tenant (tenant=?)"),
        ("tenant:contoso.com status:submitted", "SEARCH ticket USING INDEX ticket_tenant (tenant=?)"),
        ("order:a1b2c3d4e5f6", "SEARCH ticket USING INDEX ticket_purchase (purchase=?)"),
        ("order:a1b2c3d4e5f6 status:submitted", "SEARCH ticket USING INDEX ticket_purchase (purchase=?)"),
        ("source:crm external:1", "SEARCH ticket USING INDEX ticket_source (source_system=? AND source_id=?)"),
    ])
    func `selective questions start at their index`(text: String, plan: String) async throws {
        let ways = try await steps(text).filter { $0.contains(" ticket ") }
        #expect(Set(ways) == [plan])
    }

    @Test func `a number starts at its index, and at those of former numbers`() async throws {
        let ways = try await steps("number:10001").filter { $0.contains(" ticket ") }
        #expect(
            Set(ways) == [
                "SEARCH ticket USING INDEX ticket_number (number=?)",
                "SEARCH ticket USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        )
    }

    @Test func `a requester's list starts at what is theirs`() async throws {
        let steps = try await steps("", for: SamplePeople.requester)
        #expect(steps.contains("SEARCH ticket USING INDEX ticket_requester (requester=?)"))
        #expect(steps.contains("SEARCH ticket USING INDEX ticket_filer (filer=?)"))
        #expect(!steps.contains { $0.hasPrefix("SCAN ticket") })
    }

    @Test func `a requester's queue is counted from what is theirs`() async throws {
        let steps = try await steps("status:submitted", for: SamplePeople.requester)
        #expect(steps.contains("SEARCH ticket USING INDEX ticket_requester (requester=?)"))
        #expect(!steps.contains { $0.contains("ticket_status") })
    }

    @Test func `of several statuses each is one range`() async throws {
        let steps = try await steps("status:submitted,draft")
        let range = "SEARCH ticket USING INDEX ticket_status (status=?)"
        #expect(steps.filter { $0.contains("ticket") } == [range, range])
    }

    @Test func `words that few tickets have are where the search starts`() async throws {
        let steps = try await steps("환불")
        #expect(steps.contains("SEARCH ticket USING INTEGER PRIMARY KEY (rowid=?)"))
    }

    @Test func `a further page starts behind the cursor`() async throws {
        let steps = try await steps("status:submitted", after: Cursor(key: 5, sequence: 7))
        #expect(
            steps.filter { $0.contains("ticket") } == [
                "SEARCH ticket USING INDEX ticket_status (status=? AND updated_ms=? AND rowid<?)",
                "SEARCH ticket USING INDEX ticket_status (status=? AND updated_ms<?)",
            ]
        )
    }

    @Test func `the next ticket is the first of two ranges of an index`() async throws {
        let steps = try await steps("is:waiting sort:urgency")
        let range = "SEARCH ticket USING INDEX ticket_urgent (status=? AND merged_into=?)"
        #expect(steps.filter { $0.contains(" ticket ") } == [range, range])
        #expect(!steps.contains { $0.contains("TEMP B-TREE FOR ORDER BY") && $0.contains("ticket") })
    }

    @Test(arguments: [
        ("status:underReview", "SEARCH ticket USING COVERING INDEX ticket_urgent (status=? AND merged_into=?)"),
        ("status:disputed", "SEARCH ticket USING COVERING INDEX ticket_urgent (status=? AND merged_into=?)"),
        ("is:open", "SEARCH ticket USING COVERING INDEX ticket_urgent (status=? AND merged_into=?)"),
        ("is:open assignee:none", "SEARCH ticket USING INDEX ticket_urgent (status=? AND merged_into=?)"),
        ("assignee:me", "SEARCH ticket USING COVERING INDEX ticket_assignee (assignee=?)"),
        ("is:open assignee:me", "SEARCH ticket USING INDEX ticket_assignee (assignee=?)"),
        ("tenant:contoso.com", "SEARCH ticket USING COVERING INDEX ticket_tenant (tenant=?)"),
        ("tenant:contoso.com is:open", "SEARCH ticket USING INDEX ticket_tenant (tenant=?)"),
        ("due:today", "SEARCH ticket USING COVERING INDEX ticket_due (due_ms<?)"),
        ("due<4h", "SEARCH ticket USING COVERING INDEX ticket_due (due_ms<?)"),
    ])
    func `the usual views are counted from an index`(text: String, plan: String) async throws {
        let query = try TicketQuery(text)
        let steps = try await explained {
            SQLRecords.counting(query, for: SamplePeople.agent, at: SampleClock.start, $0)
        }
        #expect(steps.filter { $0.contains(" ticket ") } == [plan])
    }

    @Test func `every built-in view is counted from an index`() async throws {
        for view in BuiltInView.allCases {
            let query = try TicketQuery(view.query)
            for person in [SamplePeople.agent, SamplePeople.requester] {
                let steps = try await explained { SQLRecords.counting(query, for: person, at: SampleClock.start, $0) }
                #expect(!steps.contains { $0.hasPrefix("SCAN ticket") }, "\(view)")
            }
        }
    }

    @Test func `open records are found without going through what was applied`() async throws {
        let run = IntakeRun.ID(GUID(high: 1, low: 1))
        for run in [run, nil] {
            let steps = try await explained { _ in SQLRecords.open(of: run, limit: 10).statement }
            #expect(steps.contains { $0.contains("USING INDEX intake_quarantined") }, "\(steps)")
            #expect(!steps.contains { $0 == "SCAN intake_record" }, "\(steps)")
        }
    }

    private func explained(_ statement: @Sendable @escaping (Dialect) -> Statement) async throws -> [String] {
        var steps: [String] = []
        try await Backing.sqlite.withDesk { _, database in
            steps = try await database.read { connection in
                let statement = statement(connection.dialect)
                let explain = SQLText(unchecked: "explain query plan " + statement.sql)
                return try connection.rows(Statement(explain, statement.binds, reuse: .never)).map {
                    try $0.text("detail")
                }
            }
        }
        return steps
    }

    private func steps(
        _ text: String,
        for person: Person = SamplePeople.agent,
        after cursor: Cursor? = nil
    ) async throws -> [String] {
        let query = try TicketQuery(text)
        var steps: [String] = []
        try await Backing.sqlite.withDesk { _, database in
            steps = try await database.read { connection in
                let list = try SQLRecords(connection).listed(query, for: person, at: SampleClock.start, after: cursor)
                let statement = list.statement(limit: 51)
                let explain = SQLText(unchecked: "explain query plan " + statement.sql)
                return try connection.rows(Statement(explain, statement.binds, reuse: .never)).map {
                    try $0.text("detail")
                }
            }
        }
        return steps
    }
}
