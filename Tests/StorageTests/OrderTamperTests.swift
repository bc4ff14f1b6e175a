import Basics
import Casework
import Orders
import SQL
import SampleDesk
import Testing
import Tickets

/// What somebody changes in orders past the program is found and named. By raw SQL, on SQLite; the audit itself is one for
/// all.
@Suite struct OrderTamperTests {
    @Test(arguments: Backing.allCases)
    func `an untouched record is clean`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let stories = try OrderStories(seed: 21, count: 230)
            try await stories.write(to: sample.desk.store)
            let month = Month(of: SampleClock.start.day)
            _ = try await sample.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(report.isClean, "\(report.findings.prefix(5).map(\.sentence))")
            #expect(report.orders == 230 && report.activity == stories.acts.count && report.invoices > 0)
        }
    }

    @Test(arguments: Backing.allCases)
    func `the head is the same on every store`(backing: Backing) async throws {
        let memory = try await SampleDesk()
        try await Self.write(to: memory)
        try await backing.withDesk { sample, _ in
            try await Self.write(to: sample)
            let auditor = Actor.sample(SamplePeople.auditor)
            let heads = (
                try await sample.desk.verify(for: auditor).head, try await memory.desk.verify(for: auditor).head
            )
            #expect(heads.0 == heads.1)
        }
    }

    /// A cancelled order of five licences at 1,176.00 USD that an invoice charged and credited, and a log of two entries.
    private static func write(to sample: SampleDesk) async throws {
        let customer = try SampleOrders.customer()
        let bought = try SampleOrders.order(1, for: customer, [SampleOrders.offer()])
        let order = try #require(try SampleOrders.cancelled(bought, of: customer))
        let acts = [ActivityEntry.Kind.orderPlaced, .orderCancelled].map { kind in
            ActivityAct(
                customer: customer.id,
                kind: kind,
                at: SampleClock.start,
                by: SamplePeople.adminAgent.id,
                byName: "Amir",
                account: "desk",
                door: "cli",
                order: order.id,
                line: nil,
                detail: "Windows Server"
            )
        }
        try await sample.desk.store.write { (records: any MutableRecords) throws in
            try records.save(customer)
            try records.insert([order])
            try records.append(acts)
        }
        let month = Month(of: SampleClock.start.day)
        _ = try await sample.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let sql: [String]
        /// What is found, without the subject in front.
        let found: [String]

        init(_ sql: String..., found: String...) {
            self.sql = sql
            self.found = found
        }

        var testDescription: String { sql.joined(separator: "; ") }
    }

    static let changes = [
        Change(
            "update movement set net = net - 100 where kind = 'credit'",
            found: "the ledger of line 0 cannot be replayed: 5880.00 USD is more than is credited on this line; "
                + "at most 5879.00 USD can be moved",
            "the entries of movement 3 of line 0 do not say what was moved"
        ),
        Change(
            "update movement set net = net - 100 where kind <> 'purchase'",
            found: "the credit 'KEY' of line 0 is not what the ledger moved",
            "the settlement of the credit 'KEY' of line 0 is not what the ledger moved",
            "the settled credits of line 0 sum to 5880.00 USD, but its ledger holds 5879.00 and 0.00 tax USD",
            "the entries of movement 2 of line 0 do not say what was moved",
            "the entries of movement 3 of line 0 do not say what was moved",
            "the entries of movement 4 of line 0 do not say what was moved"
        ),
        Change(
            "delete from ledger_entry where ordinal = 3",
            "delete from movement where kind = 'settle'",
            found: "the settlement of the credit 'KEY' of line 0 is not what the ledger moved",
            "the credits of line 0 that wait for an invoice sum to 0.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
            "the settled credits of line 0 sum to 5880.00 USD, but its ledger holds 0.00 and 0.00 tax USD"
        ),
        Change(
            "update ledger_entry set net = net + 1 where account = 'refundable' and ordinal = 0",
            found: "the entries of movement 1 of line 0 do not say what was moved"
        ),
        Change(
            "delete from ledger_entry where account = 'paid'",
            found: "the entries of movement 1 of line 0 do not say what was moved"
        ),
        Change(
            "update credit set net = net - 100",
            found: "the credit 'KEY' of line 0 is not what the ledger moved",
            "invoices show 5880.00 USD of the credit 'KEY' of line 0, which does not fit its settlement",
            "the settlement of the credit 'KEY' of line 0 is not what the ledger moved",
            "the settled credits of line 0 sum to 5879.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
            "the orders name it for 1.00 USD, but its lines sum to 0.00 USD"
        ),
        Change(
            "update credit set settled_invoice = null, settled_line = null, settled_ms = null, shown = 0",
            found:
                "the credits of line 0 that wait for an invoice sum to 5880.00 USD, but its ledger holds 0.00 and 0.00 "
                + "tax USD",
            "the settled credits of line 0 sum to 0.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
            "the orders name it for 5880.00 USD, but its lines sum to 0.00 USD"
        ),
        Change(
            "update purchase_line set net = net + 100",
            found: "line 0 charges 5881.00 and 0.00 tax USD, but its purchase is of 5880.00 and 0.00 tax USD",
            "the orders name it for 1.00 USD, but its lines sum to 0.00 USD"
        ),
        Change(
            "update purchase set status = 'completed'",
            found: "the list shows it completed, its lines do not"
        ),
        Change(
            "update movement set key = 'other' where kind = 'settle'",
            found: "the settlement of the credit 'KEY' of line 0 is not what the ledger moved"
        ),
        Change(
            "update activity set detail = 'x' where sequence = 1",
            found: "entry 1 was changed after it was written"
        ),
        Change("delete from activity where sequence = 1", found: "entry 1 was removed"),
        Change(
            "delete from activity where sequence = 2",
            found: "entries are missing at its end, or were added past the program"
        ),
        Change("delete from activity", found: "entries are missing at its end, or were added past the program"),
        Change(
            "delete from activity_end",
            found: "entries are missing at its end, or were added past the program"
        ),
        Change(
            "update invoice_line set net = net + 100 where position = 1",
            found: "it is said to be of 0.00 and 0.00 tax USD, but its lines sum to 1.00 and 0.00 tax USD",
            "the orders name it for 0.00 USD, but its lines sum to 1.00 USD"
        ),
        Change(
            "delete from invoice_line where position = 2",
            found: "it is said to have 2 lines, but there are 1",
            "it is said to be of 0.00 and 0.00 tax USD, but its lines sum to 5880.00 and 0.00 tax USD",
            "the orders name it for 0.00 USD, but its lines sum to 5880.00 USD"
        ),
        Change(
            "update invoice set net = 1",
            found: "it is said to be of 0.01 and 0.00 tax USD, but its lines sum to 0.00 and 0.00 tax USD"
        ),
        // Whatever stands there, nothing may trap.
        Change(
            "update movement set net = 9223372036854775807, tax = 1 where kind = 'purchase'",
            found: "line 0 holds an amount that is larger than can be counted"
        ),
        Change(
            "update invoice_line set net = 9223372036854775807, tax = 9223372036854775807",
            found: "it is said to be of 0.00 and 0.00 tax USD, but its lines sum to 46116860184273879.03 and "
                + "46116860184273879.03 tax USD",
            "the orders name it for 0.00 USD, but its lines sum to 92233720368547758.06 USD"
        ),
    ]

    @Test(arguments: changes)
    func `what was changed is named`(_ change: Change) async throws {
        try await Backing.sqlite.withDesk { sample, database in
            try await Self.write(to: sample)
            for sql in change.sql { #expect(try await database.tamper(SQLText(unchecked: sql)) > 0) }
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            let customer = try SampleOrders.customer()
            let order = try SampleOrders.order(1, for: customer, [SampleOrders.offer()])
            let subjects = ["order \(order.id): ", "activity of \(customer.id): ", "invoice G000000001: "]
            let found = report.findings.map { finding in
                subjects.reduce(finding.sentence) { $0.replacing($1, with: "") }
                    .replacing(quoted("cancel:\(order.id):0"), with: "KEY")
            }
            #expect(found == change.found)
        }
    }
}
