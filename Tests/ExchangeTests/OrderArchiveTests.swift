import Basics
import Casework
import Exchange
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct OrderArchiveTests {
    private func restore(_ archive: [UInt8]) async throws -> (ExchangeDesk, ImportReport) {
        let desk = try ExchangeDesk(ids: 100_000, book: .simulated)
        return (desk, try await desk.take(archive))
    }

    @Test func `orders in every state come back and give the same bytes`() async throws {
        let world = try await OrderWorld()
        let archive = try await world.desk.archive()
        #expect(try await world.desk.archive() == archive)
        let (other, report) = try await restore(archive)
        #expect(report.isClean, "\(report.quarantined) \(report.problems)")
        #expect(try await other.archive() == archive)
        let (before, after) = (await OrderWorld.kept(world.desk), await OrderWorld.kept(other))
        #expect(after.customers == before.customers && after.orders == before.orders)
        #expect(after.offers == before.offers && after.readRows == before.readRows)
        #expect(after.activity == before.activity && after.activityEnds == before.activityEnds)
        #expect(after.invoices == before.invoices && after.invoiceLines == before.invoiceLines)
        #expect(after.nextInvoice == before.nextInvoice)
        #expect(await other.store.snapshot.people == (await world.desk.store.snapshot.people))
        let again = try await other.take(archive)
        #expect(again.counts == IntakeCounts(unchanged: report.counts.applied))
        #expect(try await other.archive() == archive)
    }

    @Test func `the world has every state`() async throws {
        let world = try await OrderWorld()
        let orders = await Array(OrderWorld.kept(world.desk).orders.values)
        let credits = orders.flatMap(\.lines).flatMap(\.credits)
        #expect(Set(credits.map(\.state)) == Set(LineCredit.State.allCases))
        #expect(Set(credits.map(\.kind)) == Set(LineCredit.Kind.allCases))
        let movements = orders.flatMap(\.lines).flatMap(\.ledger.movements)
        #expect(Set(movements.map(\.kind)) == Set(Movement.Kind.allCases))
        #expect(Set(orders.map(\.status)) == Set(OrderStatus.allCases))
        #expect(Set(orders.flatMap(\.lines).map(\.treatment)) == Set(TaxTreatment.allCases))
        #expect(await OrderWorld.kept(world.desk).invoices.count == 2)
    }

    @Test func `the archive is one that the schema and the desk find nothing wrong with`() async throws {
        let archive = try await OrderWorld().desk.archive()
        let outcome = try Project.xmllint(archive)
        #expect(outcome.status == 0, "\(outcome.words)")
        let check = DocumentValidation(of: .bytes(archive), named: "a.xml", schema: try Project.schema())
        #expect(check.problems == [])
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `hostile texts survive byte for byte`(_ seed: UInt64) async throws {
        var texts = HostileText(seed: seed)
        let world = try await OrderWorld(text: texts.block(60))
        let archive = try await world.desk.archive()
        let (other, report) = try await restore(archive)
        #expect(report.isClean, "seed \(seed): \(report.quarantined)")
        #expect(try await other.archive() == archive, "seed \(seed)")
        #expect(try Project.xmllint(archive).status == 0, "seed \(seed)")
    }

    @Test func `keys, links and quotes stay where they are`() async throws {
        let world = try await OrderWorld()
        let id = try #require(await OrderWorld.kept(world.desk).orders.keys.min())
        try await world.desk.store.write { (records: any MutableRecords) throws in
            try records.saveSealedKey(Array("sealed-key".utf8), order: id, line: 0, version: "2022")
        }
        let archive = String(decoding: try await world.desk.archive(), as: UTF8.self)
        #expect(!archive.contains("sealed"))
        #expect(!archive.contains(Array("sealed-key".utf8).map { String($0, radix: 16) }.joined()))
    }

    @Test func `a query exports tickets alone`() async throws {
        let world = try await OrderWorld()
        let sink = Sink()
        let counts = try await ArchiveWriter()
            .write(
                TicketQuery(terms: [TicketQuery.Term(.hasFiles)]),
                from: world.desk.desk,
                for: .sample(ExchangeDesk.integrator)
            ) { sink.append($0) }
        #expect(counts.organisations == 1 && counts.people == 3 && counts.records == 4)
        #expect(counts.orders == 0 && counts.customers == 0 && counts.offers == 0 && counts.invoices == 0)
    }

    @Test func `the counts are those of the records`() async throws {
        let world = try await OrderWorld()
        let sink = Sink()
        let counts = try await ArchiveWriter()
            .write(TicketQuery(), from: world.desk.desk, for: .sample(ExchangeDesk.integrator)) { sink.append($0) }
        #expect(counts.offers == 3 && counts.customers == 2 && counts.orders == 10 && counts.invoices == 2)
        #expect(counts.activity == 10)
        #expect(counts.invoiceLines == 13)
        let (_, report) = try await restore(sink.bytes)
        #expect(report.counts.received == counts.records)
    }

    @Test func `long logs and long invoices stand in several records`() async throws {
        let desk = try ExchangeDesk(book: .simulated)
        let customer = try SampleOrders.customer()
        let offers = Array(repeating: try SampleOrders.offer(), count: 510)
        let order = try SampleOrders.order(1, for: customer, offers)
        let second = try SampleOrders.order(2, for: customer, offers)
        let acts = (0..<(CustomerClaim.part + 7)).map { number in
            OrderWorld.act(.keyShown, for: customer.id, order: order.id, at: SampleClock.start, "entry \(number)")
        }
        try await desk.store.write { (records: any MutableRecords) throws in
            try records.save(customer)
            try records.insert([order, second])
            try records.append(acts)
        }
        let month = Month(of: SampleClock.start.day)
        _ = try await desk.desk.runInvoices(month, early: true, by: .sample(SamplePeople.billing))
        let archive = try await desk.archive()
        #expect(String(decoding: archive, as: UTF8.self).matches(of: /<invoice\s/).count == 2)
        #expect(String(decoding: archive, as: UTF8.self).matches(of: /<customer\s/).count == 2)
        // However small a batch is, an invoice is never divided.
        for records in [1, 2, 2_000] {
            let other = try ExchangeDesk(ids: 100_000, book: .simulated)
            let options = ImportOptions(batchRecords: records)
            let report = try await other.take(archive, options: options)
            #expect(report.isClean, "\(report.quarantined)")
            #expect(try await other.archive() == archive)
        }
        #expect(DocumentValidation(of: .bytes(archive), named: "a.xml", schema: desk.schema).problems == [])
    }

    @Test func `an order that went on is carried forward, and an older archive changes nothing`() async throws {
        let world = try await OrderWorld()
        let early = try await world.desk.archive()
        let (other, _) = try await restore(early)
        world.desk.clock.advance(hours: 1)
        let now = world.desk.clock.now
        try await world.desk.store.write { (records: any MutableRecords) throws in
            let open = try #require(try records.order(forRequest: "r"))
            var order = try #require(try records.order(open))
            let version = order.version
            try order.give(99, on: 1, key: "new", at: now)
            try records.update(order, expecting: version)
            let act = OrderWorld.act(.creditSettled, for: order.customer, order: order.id, at: now, "new")
            try records.append([act])
        }
        let late = try await world.desk.archive()
        let forward = try await other.take(late)
        #expect(forward.isClean)
        #expect(forward.counts.applied == 2)
        #expect(try await other.archive() == late)
        let back = try await other.take(early)
        #expect(back.isClean)
        #expect(back.counts.applied == 0)
        #expect(try await other.archive() == late)
    }

    @Test func `a database of the external book takes neither sold orders nor invoices`() async throws {
        let archive = try await OrderWorld().desk.archive()
        let other = try ExchangeDesk(ids: 100_000)
        let report = try await other.take(archive)
        let kept = await OrderWorld.kept(other)
        #expect(kept.orders.keys.map(\.text) == ["a1b2c3d4e5f6"])
        #expect(kept.invoices.isEmpty)
        let reasons = Set(report.quarantined.flatMap(\.reasons).map { $0.drop { $0 != " " }.dropFirst() })
        let rest =
            "in the simulated book, and this database keeps the external one; restore it into one that keeps the same"
        #expect(reasons == ["the order was sold \(rest)", "invoices are closed \(rest)"])
    }
}
