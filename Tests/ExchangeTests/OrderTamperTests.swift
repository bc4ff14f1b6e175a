import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import XML

/// Archives of orders that somebody changed on the way.
@Suite struct OrderTamperTests {
    /// An archive of one customer with a cancelled order that an invoice shows, and a log of two entries.
    private func archive() async throws -> String {
        let desk = try ExchangeDesk(book: .simulated)
        _ = try await SampleDesk(on: desk.store, people: [OrderWorld.admin], clock: desk.clock)
        let customer = try SampleOrders.customer()
        let bought = try SampleOrders.order(1, for: customer, [SampleOrders.offer()])
        let order = try #require(try SampleOrders.cancelled(bought, of: customer))
        let acts: [ActivityEntry.Kind] = [.orderPlaced, .orderCancelled]
        try await desk.store.write { (records: any MutableRecords) throws in
            try records.save(customer)
            try records.insert([order])
            try records.append(
                acts.map { OrderWorld.act($0, for: customer.id, order: order.id, at: SampleClock.start, "what") }
            )
        }
        let month = Month(of: SampleClock.start.day)
        _ = try await desk.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
        return String(decoding: try await desk.archive(), as: UTF8.self)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let reason: String
        /// Customers, orders and invoices that are restored all the same.
        let kept: [Int]
        let make: @Sendable (String) -> String

        init(_ name: String, _ reason: String, _ kept: [Int], _ make: @escaping @Sendable (String) -> String) {
            self.name = name
            self.reason = reason
            self.kept = kept
            self.make = make
        }

        var testDescription: String { name }
    }

    private static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String {
        { $0.replacing(old, with: new) }
    }

    /// The text without the one line that holds `part`.
    private static func without(_ part: String) -> @Sendable (String) -> String {
        { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains(part) }
                .joined(separator: "\n")
        }
    }

    /// Changes the one line that holds `part`.
    private static func inLine(_ part: String, _ old: String, _ new: String) -> @Sendable (String) -> String {
        { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.contains(part) ? String(line).replacing(old, with: new) : String(line)
            }
            .joined(separator: "\n")
        }
    }

    static let changes: [Change] = [
        Change(
            "an amount that was moved",
            "the ledger of line 0 cannot be replayed: 5881.00 USD is more than is refundable on this line",
            [1, 0, 0],
            inLine("<movement kind=\"reserve\"", "net=\"5880.00\"", "net=\"5881.00\"")
        ),
        Change(
            "an amount that was moved, everywhere",
            "line 0 charges 5880.00 and 0.00 tax USD, but its purchase is of 5881.00 and 0.00 tax USD",
            [1, 0, 0],
            { text in
                ["purchase", "reserve", "credit", "settle"].reduce(text) { text, kind in
                    inLine("<movement kind=\"\(kind)\"", "net=\"5880.00\"", "net=\"5881.00\"")(text)
                }
            }
        ),
        Change(
            "a removed movement",
            "the ledger of line 0 cannot be replayed: 5880.00 USD is more than is reserved on this line",
            [1, 0, 0],
            without("<movement kind=\"reserve\"")
        ),
        Change(
            "the purchase removed",
            "the ledger of line 0 does not begin with its one purchase",
            [1, 0, 0],
            without("<movement kind=\"purchase\"")
        ),
        Change(
            "what the line charged",
            "line 0 charges 5879.00 and 0.00 tax USD, but its purchase is of 5880.00 and 0.00 tax USD",
            [1, 0, 0],
            inLine("<line number=", "net=\"5880.00\"", "net=\"5879.00\"")
        ),
        Change(
            "a credit",
            "of line 0 is not what the ledger moved",
            [1, 0, 0],
            inLine("<credit ", "net=\"5880.00\"", "net=\"5881.00\"")
        ),
        Change(
            "a credit left out",
            "the settled credits of line 0 sum to 0.00 USD, but its ledger holds 5880.00 and 0.00 tax USD",
            [1, 0, 0],
            { text in
                text.replacing(/\ *<credit\s[^>]*>\s*<settlement\s[^>]*>\s*<\/credit>\n/, with: "")
            }
        ),
        Change(
            "a settlement",
            "the settlement of the credit",
            [1, 0, 0],
            inLine("<settlement ", "G000000001", "G000000002")
        ),
        Change(
            "what an invoice showed",
            "invoices show 5879.00 USD of the credit",
            [1, 0, 0],
            inLine("<credit ", "shown=\"5880.00\"", "shown=\"5879.00\"")
        ),
        Change(
            "an entry of the log",
            "its activity does not verify: entry 2 was changed after it was written",
            [0, 0, 0],
            inLine("<activity sequence=\"2\"", ">what<", ">that<")
        ),
        Change(
            "a removed entry",
            "its activity begins with entry 2, but entry 1 is not here",
            [0, 0, 0],
            without("<activity sequence=\"1\"")
        ),
        Change(
            "the customer of the log",
            "its activity does not verify: entry 1 was changed after it was written",
            [0, 0, 0],
            { text in
                text.replacing("<customer id=\"00000000-c000", with: "<customer id=\"10000000-c000")
            }
        ),
        Change(
            "an invoice's total",
            "it is said to be of 1.00 and 0.00 tax USD, but its lines sum to 0.00 and 0.00 tax USD",
            [1, 1, 0],
            inLine("<invoice ", "net=\"0.00\"", "net=\"1.00\"")
        ),
        Change(
            "an invoice's line",
            "it is said to be of 0.00 and 0.00 tax USD, but its lines sum to 1.00 and 0.00 tax USD",
            [1, 1, 0],
            inLine("<line position=\"2\"", "net=\"-5880.00\"", "net=\"-5879.00\"")
        ),
        Change(
            "an invoice's line left out",
            "its line 2 is missing",
            [1, 1, 0],
            without("<line position=\"2\"")
        ),
        Change(
            "an invoice's first line left out",
            "its line 1 is missing",
            [1, 1, 0],
            without("<line position=\"1\"")
        ),
        Change(
            "a larger invoice",
            "it is said to have 1000001 lines; an invoice has 1 to 1000000",
            [1, 1, 0],
            inLine("<invoice ", "lines=\"2\"", "lines=\"1000001\"")
        ),
    ]

    @Test(arguments: changes)
    func `what was changed is quarantined with the reason, and nothing of it is kept`(_ change: Change) async throws {
        let archive = try await archive()
        let tampered = change.make(archive)
        #expect(tampered != archive)
        let desk = try ExchangeDesk(ids: 100_000, book: .simulated)
        let report = try await desk.take(tampered)
        let reasons = report.quarantined.flatMap(\.reasons)
        #expect(reasons.contains { $0.contains(change.reason) }, "\(reasons)")
        let kept = await OrderWorld.kept(desk)
        #expect([kept.customers.count, kept.orders.count, kept.invoices.count] == change.kept, "\(reasons)")
        #expect(kept.customers.count == kept.activity.count)
        // A missing first entry is only known where the rest is to stand.
        guard !change.reason.contains("is not here") else { return }
        let found = DocumentValidation(of: .bytes(Array(tampered.utf8)), named: "a.xml", schema: desk.schema)
        #expect(found.problems.contains { $0.hasPrefix("a.xml:") && $0.contains(change.reason) }, "\(found.problems)")
    }

    @Test func `an amount larger than can be counted is refused`() async throws {
        let archive = try await archive()
        for amount in ["92233720368547758.07", "92233720368547758.08", "99999999999999999999.00"] {
            let tampered = archive.replacing("net=\"5880.00\" tax=\"0.00\"", with: "net=\"\(amount)\" tax=\"1.00\"")
            let desk = try ExchangeDesk(ids: 100_000, book: .simulated)
            let report = try await desk.take(tampered)
            #expect(await OrderWorld.kept(desk).orders.isEmpty)
            #expect(report.quarantined.flatMap(\.reasons).contains { $0.contains("is larger than an amount can be") })
        }
    }

    @Test func `parts of an invoice that are not together are refused`() async throws {
        let archive = try await archive()
        let lines = archive.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = try #require(lines.first { $0.contains("<line position=\"1\"") })
        let second = try #require(lines.first { $0.contains("<line position=\"2\"") })
        let head = try #require(lines.first { $0.contains("<invoice ") })
        let whole = "\(head)\n\(first)\n\(second)\n  </invoice>\n"
        #expect(archive.contains(whole))
        let parts = [first, second].map { "\(head)\n\($0)\n  </invoice>\n" }
        let stranger = "  <organisation id=\"00000000-0a00-7000-8000-0000000000ff\" name=\"Between\"/>\n"
        let wrong = "  <organisation id=\"1\" name=\"Between\"/>\n"
        func outcome(_ text: String) async throws -> (applied: Int64, reasons: [String]) {
            let desk = try ExchangeDesk(ids: 100_000, book: .simulated)
            let report = try await desk.take(archive.replacing(whole, with: text))
            let check = DocumentValidation(
                of: .bytes(Array(archive.replacing(whole, with: text).utf8)),
                named: "a.xml",
                schema: desk.schema
            )
            #expect(check.wrongRecords == report.counts.quarantined)
            let reasons = report.quarantined.flatMap(\.reasons).map { String($0.drop { $0 != " " }.dropFirst()) }
            return (Int64(await OrderWorld.kept(desk).invoices.count), reasons)
        }
        #expect(try await outcome(parts[0] + parts[1]) == (1, []))
        #expect(
            try await outcome(parts[0] + stranger + parts[1])
                == (0, ["its line 2 is missing", "its line 1 is missing"])
        )
        let between = try await outcome(parts[0] + wrong + parts[1])
        #expect(between.applied == 0 && between.reasons.contains("its line 2 is missing"))
        #expect(try await outcome(parts[1] + parts[0]) == (0, ["its line 1 is missing", "its line 2 is missing"]))
        #expect(try await outcome(parts[0]) == (0, ["its line 2 is missing"]))
        let other = parts[1].replacing("closed=\"2026", with: "closed=\"2027")
        #expect(try await outcome(parts[0] + other) == (0, ["its line 2 is missing", "its line 1 is missing"]))
        // A part that is refused does not keep a good invoice behind it from coming in.
        #expect(try await outcome(parts[0] + parts[0] + parts[1]) == (1, ["its line 2 is missing"]))
    }
}
