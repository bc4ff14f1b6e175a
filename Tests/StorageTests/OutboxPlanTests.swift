import SQL
import SampleDesk
import Testing

@testable import Storage

/// Which way SQLite goes for mails: every minute one that is due is asked for, among all that were ever sent.
@Suite struct OutboxPlanTests {
    @Test func `the next mail and the latest mails are read off an index without a sort`() async throws {
        let ticket = "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"
        #expect(
            try await steps(OutboxRow.due(at: SampleClock.start)) == [
                "SEARCH o USING INDEX outbox_due (due_ms<?)", ticket,
            ]
        )
        #expect(try await steps(OutboxRow.latest(50)) == ["SCAN o USING INDEX outbox_created", ticket])
    }

    private func steps(_ statement: Statement) async throws -> [String] {
        var steps: [String] = []
        try await Backing.sqlite.withDesk { _, database in
            steps = try await database.read { connection in
                let explain = SQLText(unchecked: "explain query plan " + statement.sql)
                return try connection.rows(Statement(explain, statement.binds, reuse: .never)).map {
                    try $0.text("detail")
                }
            }
        }
        return steps
    }
}
