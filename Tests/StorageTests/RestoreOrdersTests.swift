import Basics
import Casework
import Orders
import SampleDesk
import Synchronization
import Testing
import Tickets

/// An archive's orders restored into every store.
struct RestoreOrdersTests {
    @Test(arguments: ContractBackend.allCases)
    func `what one store kept is kept by another as it was`(backend: ContractBackend) async throws {
        let source = try await SampleDesk()
        try await Self.fill(source)
        let entries = try await Self.entries(of: source)
        try await backend.withDesk { sample in
            let first = try await Self.restore(entries, into: sample)
            #expect(first.counts.quarantined == 0 && first.counts.applied > 60)
            #expect(try await Self.head(of: sample) == Self.head(of: source))
            #expect(try await Self.entries(of: sample) == entries)
            let again = try await Self.restore(entries, into: sample)
            #expect(again.counts == IntakeCounts(unchanged: first.counts.received))
            // Numbers go on behind those that came in.
            let (next, other) = (
                try await sample.desk.store.write { try $0.takeInvoiceNumber() },
                try await source.desk.store.write { try $0.takeInvoiceNumber() }
            )
            #expect(next == other)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `what went on is carried forward`(backend: ContractBackend) async throws {
        let source = try await SampleDesk()
        try await Self.fill(source)
        let early = try await Self.entries(of: source)
        source.clock.advance(days: 40)
        let month = Month(of: source.clock.now.day)
        _ = try await source.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
        try await Self.goOn(source)
        let late = try await Self.entries(of: source)
        #expect(late != early)
        try await backend.withDesk { sample in
            _ = try await Self.restore(early, into: sample)
            let run = try await Self.restore(late, into: sample)
            #expect(run.counts.quarantined == 0)
            #expect(try await Self.entries(of: sample) == late)
            #expect(try await Self.restore(early, into: sample).counts.applied == 0)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an order that cannot be here keeps none of its batch out`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let customer = try SampleOrders.customer()
            let offers = [try SampleOrders.offer()]
            var ours = try SampleOrders.order(1, for: customer, offers)
            try ours.give(100, on: 0, key: "a")
            let kept = ours
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.save(customer)
                try records.insert([kept])
            }
            var bad = try SampleOrders.order(2, for: customer, offers)
            try bad.give(100, on: 0, key: "a")
            let good = try SampleOrders.order(3, for: customer, offers)
            let run = try await Self.restore([bad, good].map { .order(OrderClaim($0)) }, into: sample)
            #expect(run.counts == IntakeCounts(applied: 1, quarantined: 1))
            #expect(try await sample.desk.store.read { try $0.allOrders().count } == 2)
        }
    }

    private static func fill(_ sample: SampleDesk) async throws {
        let stories = try OrderStories(seed: 31, count: 60)
        try await stories.write(to: sample.desk.store)
        let rows = (1...3).map { number in
            ReadRow(
                identity: RowIdentity(invoice: "G\(number)", hash: Digest.of("row \(number)"), occurrence: number),
                credit: number == 1 ? nil : "credit '\(number)'",
                gross: Int64(-number),
                line: number,
                readAt: SampleClock.start
            )
        }
        let customer = stories.customers[0]
        let recorded = try Order.recorded("a1b2c3d4e5f6", for: customer)
        let offers = [try SampleOrders.offer(), try SampleOrders.offer(availability: nil, versions: [])]
        try await sample.desk.store.write { (records: any MutableRecords) throws in
            try records.save(offers)
            try records.insert([recorded])
            try records.append(rows)
        }
        let month = Month(of: SampleClock.start.day)
        _ = try await sample.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
    }

    /// Credits, a reversal and an entry of the log, on orders that are there.
    private static func goOn(_ sample: SampleDesk) async throws {
        let now = sample.clock.now
        try await sample.desk.store.write { (records: any MutableRecords) throws in
            let open = try records.allOrders().filter { order in
                order.lines.allSatisfy { $0.cancellation == nil && $0.refundable.net > 1_000 }
            }
            for (number, order) in open.prefix(4).enumerated() {
                var changed = order
                try changed.give(100, on: 0, key: "later \(number)", at: now)
                try changed.give(100, on: 0, key: "back \(number)", at: now)
                try changed.change(0) { line throws(LineLedger.Refusal) in
                    let by = SamplePeople.approver.id
                    try line.reverse("back \(number)", as: "reverse \(number)", memo: nil, by: by, at: now)
                }
                try records.update(changed, expecting: order.version)
                let act = ActivityAct(
                    customer: order.customer,
                    kind: .creditSettled,
                    at: now,
                    by: SamplePeople.billing.id,
                    byName: "Bea",
                    account: "desk",
                    door: "cli",
                    order: order.id,
                    line: 0,
                    detail: "환불"
                )
                try records.append([act])
            }
            #expect(open.count >= 4)
        }
    }

    private static func head(of sample: SampleDesk) async throws -> Digest {
        let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
        #expect(report.isClean, "\(report.findings.prefix(5).map(\.sentence))")
        return report.head
    }

    /// What an archive says of customers and orders; values that compare.
    private static func entries(of sample: SampleDesk) async throws -> [Entry] {
        let found = Mutex<[Entry]>([])
        try await sample.desk.archive(TicketQuery(), for: .sample(SamplePeople.auditor)) { part, records in
            let entry: Entry
            switch part {
            case .organisation, .person, .ticket: return
            case .offer(let offer): entry = .offer(offer)
            case .customer(let customer):
                var activity: [ActivityEntry] = []
                try records.eachActivity(of: customer.id) { activity.append($0) }
                entry = .customer(CustomerClaim(customer: customer, activity: activity))
            case .order(let order): entry = .order(OrderClaim(order))
            case .invoice(let invoice):
                var lines: [InvoiceLine] = []
                try records.eachLine(of: invoice.number) { lines.append($0) }
                entry = .invoice(InvoiceClaim(invoice: invoice, lines: lines))
            case .rows(let rows): entry = .rows(rows)
            }
            found.withLock { $0.append(entry) }
        }
        return found.withLock { $0 }
    }

    private enum Entry: Hashable, Sendable {
        case offer(Offer)
        case customer(CustomerClaim)
        case order(OrderClaim)
        case invoice(InvoiceClaim)
        case rows([ReadRow])

        var archived: ArchiveEntry {
            switch self {
            case .offer(let offer): .offer(offer)
            case .customer(let claim): .customer(claim)
            case .order(let claim): .order(claim)
            case .invoice(let claim): .invoice(claim)
            case .rows(let rows): .rows(rows)
            }
        }
    }

    private static func restore(_ entries: [Entry], into sample: SampleDesk) async throws -> IntakeRun {
        let (run, context) = try await sample.desk.beginIntake(
            named: "archive.xml",
            format: "recoup-archive",
            restoring: true,
            by: .sample(SamplePeople.administrator)
        )
        let batch = entries.enumerated().map { index, entry in
            sample.desk.prepare(
                IntakeItem<ArchiveEntry>(
                    ordinal: Int64(index + 1),
                    offset: 0,
                    length: 0,
                    line: Int64(index + 1),
                    content: .success(entry.archived),
                    original: []
                )
            )
        }
        return try await sample.desk.apply(batch, to: run, context)
    }
}
