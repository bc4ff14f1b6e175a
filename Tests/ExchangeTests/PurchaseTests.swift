import Basics
import Casework
import Exchange
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// A purchase of an intake as text, with every part changeable.
private struct PurchaseText {
    var order = "a1b2c3d4e5f6"
    var alternate: String?
    var placed = "2026-11-20T08:00:00Z"
    var currency = "USD"
    var customer = #"id="00000000-c000-7000-8000-000000000001" domain="contoso.com" name="Contoso" market="US""#
    var lines = [#"number="0" quantity="2" price="100.00" net="200.00" tax="19.00""#]

    var xml: String {
        let item = #"product="DG7GMGF0FKZV" sku="0003" title="Windows Server" kind="softwareSubscription" term="P1Y""#
        let lines = lines.map { "<line \(item) \($0)/>" }.joined(separator: "\n  ")
        let other = alternate.map { " alternate=\"\($0)\"" } ?? ""
        return """
            <purchase order="\(order)"\(other) placed="\(placed)" currency="\(currency)">
              <customer \(customer) segment="commercial"/>
              \(lines)
            </purchase>
            """
    }
}

@Suite struct PurchaseTests {
    private func take(_ desk: ExchangeDesk, _ purchases: PurchaseText...) async throws -> ImportReport {
        try await desk.take(RequestText.intake(purchases.map(\.xml)))
    }

    private func order(_ desk: ExchangeDesk, _ id: String = "a1b2c3d4e5f6") async throws -> Order? {
        await desk.store.snapshot.orders.orders[try Order.ID(id)]
    }

    /// Without the place in front.
    private func reasons(_ report: ImportReport) -> [String] {
        report.quarantined.flatMap(\.reasons).map { String($0.drop { $0 != " " }.dropFirst()) }
    }

    @Test func `a purchase becomes an order, its customer and an entry of the log`() async throws {
        let desk = try ExchangeDesk()
        let report = try await take(desk, PurchaseText())
        #expect(report.counts == IntakeCounts(applied: 1))
        let order = try #require(try await order(desk))
        let line = order.lines[0]
        #expect(order.origin == .document && order.version == 1 && order.placedBy == ExchangeDesk.integrator.id)
        #expect(line.charge == LineAmounts(net: 20_000, tax: 1_900, order.currency) && line.treatment == .apart)
        // The term tells the period when the document does not.
        #expect(line.period == ChargePeriod(first: try Day("2026-11-20"), last: try Day("2027-11-19")))
        #expect(line.ledger.movements.map(\.key) == ["document:a1b2c3d4e5f6:0"])
        let kept = await desk.store.snapshot.orders
        #expect(kept.customers.values.map(\.name) == ["Contoso"])
        let entries = kept.activity.values.flatMap { $0 }
        #expect(entries.map(\.kind) == [.orderRecorded] && entries.map(\.door) == ["import"])
    }

    @Test func `the same again changes nothing, in one document, in another, and in any batch`() async throws {
        let desk = try ExchangeDesk()
        let twice = try await take(desk, PurchaseText(), PurchaseText())
        #expect(twice.counts == IntakeCounts(applied: 1, unchanged: 1))
        #expect(try await take(desk, PurchaseText()).counts == IntakeCounts(unchanged: 1))
        let text = RequestText.intake([PurchaseText().xml, PurchaseText(order: "ffffffffffff").xml])
        let small = try await desk.take(text, options: ImportOptions(batchRecords: 1))
        #expect(small.counts == IntakeCounts(applied: 1, unchanged: 1))
        #expect(await desk.store.snapshot.orders.activity.values.flatMap { $0 }.count == 2)
    }

    @Test func `lines that are new are added, and one that charges otherwise is refused with all of its record`()
        async throws
    {
        let desk = try ExchangeDesk()
        _ = try await take(desk, PurchaseText())
        var more = PurchaseText()
        let seats = #"number="1" quantity="1" price="100.00" net="98.63" tax="0.00" addsSeats="true""#
        more.lines.append(seats + #" ordered="2026-11-25T00:00:00Z""#)
        #expect(try await take(desk, more).counts == IntakeCounts(applied: 1))
        #expect(try await order(desk)?.lines.map(\.addsTo) == [nil, 0])
        let before = try await order(desk)
        var other = more
        other.lines[0] = other.lines[0].replacing("200.00", with: "201.00")
        other.lines.append(#"number="2" quantity="1" price="1.00" net="1.00" tax="0.00""#)
        let report = try await take(desk, other)
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(reasons(report) == ["line: it charged 219.00 USD before, and 220.00 USD now"])
        #expect(try await order(desk) == before)
    }

    @Test func `an order of another customer or currency is refused`() async throws {
        let desk = try ExchangeDesk()
        _ = try await take(desk, PurchaseText())
        let stranger = #"id="00000000-c000-7000-8000-000000000002" domain="adatum.com" name="Adatum" market="US""#
        let theirs = try await take(desk, PurchaseText(customer: stranger))
        #expect(reasons(theirs) == ["line: order a1b2c3d4e5f6 belongs to another customer here"])
        // What came with a refused purchase is not kept either.
        #expect(await desk.store.snapshot.orders.customers.count == 1)
        let euros = try await take(desk, PurchaseText(currency: "EUR"))
        #expect(reasons(euros) == ["line: order a1b2c3d4e5f6 is in USD here, not in EUR"])
        let taken = #"id="00000000-c000-7000-8000-000000000003" domain="contoso.com" name="Other" market="US""#
        let domain = try await take(desk, PurchaseText(order: "ffffffffffff", customer: taken))
        let owner = "00000000-c000-7000-8000-000000000001"
        #expect(reasons(domain) == ["the domain contoso.com belongs to the customer \(owner) here"])
        let alternate = try await take(
            desk,
            PurchaseText(order: "hK3vQ8xYw2ZrT0bN5mL7cJ1dF4gS6pA91", alternate: "a1b2c3d4e5f6")
        )
        #expect(reasons(alternate) == ["its alternate id a1b2c3d4e5f6 belongs to order a1b2c3d4e5f6 here"])
        #expect(await desk.store.snapshot.orders.orders.count == 1)
    }

    @Test func `prices that hold the tax are taken so where the market does`() async throws {
        let desk = try ExchangeDesk()
        let customer = #"id="00000000-c000-7000-8000-000000000001" domain="contoso.com" name="Contoso" market="AU""#
        _ = try await take(desk, PurchaseText(currency: "AUD", customer: customer))
        #expect(try await order(desk)?.lines.map(\.treatment) == [.included])
    }

    @Test func `customers come in by themselves, and change`() async throws {
        let desk = try ExchangeDesk()
        let id = "00000000-c000-7000-8000-000000000001"
        func customer(_ rest: String) -> String {
            RequestText.intake(["<customer id=\"\(id)\" market=\"KR\" segment=\"government\" \(rest)/>"])
        }
        let first = customer(#"domain="contoso.com" name="환불" agreed="2026-01-02" language="ko""#)
        #expect(try await desk.take(first).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(first).counts == IntakeCounts(unchanged: 1))
        // What is left out stays.
        let second = customer(#"domain="contoso.co.kr" name="환불""#)
        #expect(try await desk.take(second).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(second).counts == IntakeCounts(unchanged: 1))
        let kept = try #require(await desk.store.snapshot.orders.customers.values.first)
        #expect(kept.domain.text == "contoso.co.kr" && kept.name == "환불" && kept.segment == .government)
        #expect(kept.agreedOn == (try Day("2026-01-02")) && kept.language == .korean)
    }

    @Test func `whoever may import may record orders, and nobody else brings purchases in`() async throws {
        let desk = try ExchangeDesk()
        #expect(Permission.importRecords.roles.allSatisfy { $0.permissions.contains(.recordOrders) })
        await #expect(throws: DeskError.notAllowed(.importRecords)) {
            try await desk.take(RequestText.intake([PurchaseText().xml]), by: SamplePeople.billing)
        }
    }

    @Test func `all or nothing undoes purchases too, and a rehearsal keeps none`() async throws {
        let desk = try ExchangeDesk()
        let text = RequestText.intake([PurchaseText().xml, RequestText(id: nil).xml])
        let undone = try await desk.take(text, options: ImportOptions(allOrNothing: true))
        #expect(undone.wasUndone && undone.counts == IntakeCounts(applied: 1, quarantined: 1))
        let rehearsed = try await desk.take(text, options: ImportOptions(dryRun: true))
        #expect(rehearsed.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(await desk.store.snapshot.orders.orders.isEmpty)
        #expect(await desk.store.snapshot.orders.customers.isEmpty)
    }

    @Test(arguments: [
        (#"net="200.00""#, #"net="200.005""#, "line/net: has 3 decimals; USD has 2"),
        (#"net="200.00" tax="19.00""#, #"net="0.00" tax="0.00""#, "line/net: '0.00' is not above zero"),
        (#"price="100.00""#, #"price="100.00" priceCurrency="XYX""#, "line/priceCurrency: 'XYX' is not an ISO 4217"),
        (#"net="200.00""#, #"net="92233720368547758.07""#, "line/tax: '19.00' is larger than an amount can be"),
        (#"number="0""#, #"number="0" from="2026-11-20""#, "line/through: is missing"),
        (#"number="0""#, #"number="0" ordered="2026-13-20T08:00:00Z""#, "line/ordered: '2026-13-20T08:00:00Z' is not"),
        (#"market="US""#, #"market="QQ""#, "customer/market: 'QQ' is not a market"),
        (#"placed="2026-11-20T08:00:00Z""#, #"placed="0000-01-01T00:00:00Z""#, "placed: '0000-01-01T00:00:00Z' is not"),
        (#"currency="USD""#, #"currency="XQX""#, "currency: 'XQX' is not an ISO 4217"),
    ])
    func `what is wrong with a purchase is named with its place`(_ old: String, _ new: String, _ reason: String)
        async throws
    {
        let desk = try ExchangeDesk()
        let report = try await desk.take(RequestText.intake([PurchaseText().xml.replacing(old, with: new)]))
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(reasons(report).contains { $0.hasPrefix(reason) }, "\(reasons(report))")
        #expect(report.quarantined.flatMap(\.reasons).allSatisfy { $0.firstMatch(of: #/^\d+:\d+: /#) != nil })
    }

    @Test func `what an intake brought in goes through an archive`() async throws {
        let desk = try ExchangeDesk()
        _ = try await desk.take(try Project.text("Samples/orders.xml"))
        let archive = try await desk.archive()
        let other = try ExchangeDesk(ids: 100_000)
        #expect(try await other.take(archive).isClean)
        #expect(try await other.archive() == archive)
        let again = try await other.take(try Project.text("Samples/orders.xml"))
        #expect(again.counts == IntakeCounts(unchanged: 8))
    }
}
