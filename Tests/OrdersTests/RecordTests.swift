import Basics
import Orders
import Testing

@Suite struct RecordTests {
    private let now = Instant(milliseconds: 1_795_421_700_000)

    private func row(
        _ line: Int,
        _ charge: ChargeType = .new,
        net: Int64 = 10_080,
        tax: Int64 = 0,
        quantity: Int64 = 10,
        order: String = "0123456789ab",
        on day: String = "2026-07-15",
        period: ChargePeriod? = nil,
        customer: UInt64 = 1,
        currency: String = "EUR",
        country: String = "DE",
        product: String = "DG7GMGF0FKZV"
    ) throws -> BilledRow {
        BilledRow(
            line: line,
            identity: RowIdentity(invoice: "G000024135", hash: Digest.of("\(line) \(charge) \(net)"), occurrence: 1),
            customer: GUID(high: 0, low: customer),
            customerName: "Contoso",
            customerDomain: "contoso.onmicrosoft.com",
            country: country,
            orderID: order,
            orderedOn: try Day(day),
            productID: product,
            skuID: "0003",
            availabilityID: "DG7GMGF0DWMS",
            skuName: "Windows Server CAL",
            productName: "Windows Server CAL",
            publisher: "Microsoft Corporation",
            subscription: nil,
            charge: charge,
            unitPrice: try UnitPrice("10.08", Currency(currency)),
            effectiveUnitPrice: try UnitPrice("10.08", Currency(currency)),
            quantity: quantity,
            net: net,
            tax: tax,
            total: net + tax,
            currency: try Currency(currency),
            pricingCurrency: currency,
            period: period,
            term: "",
            alternateID: nil,
            referenceID: "REF",
            reservationOrderID: nil,
            creditReason: nil
        )
    }

    private func recorded(_ rows: [BilledRow]) throws -> (order: Order, Order.Recording) {
        let facts = try #require(OrderFacts.gathered(from: rows).orders.first)
        var order = Order(facts, origin: .reconciliation, by: OrderSample.person)
        let recording = order.record(facts, by: OrderSample.person, at: now)
        return (order, recording)
    }

    @Test func `a row above what is counted is named and leaves the others`() throws {
        let largest = LineAmounts.largest
        let rows = [
            try row(2), try row(3, net: .max), try row(4, net: largest, tax: 1), try row(5, net: largest),
            try row(6, .customerCredit, net: -.max),
        ]
        let (order, recording) = try recorded(rows)
        #expect(recording.added == [0, 1])
        #expect(order.charged == LineAmounts(net: largest + 10_080, tax: 0, try Currency("EUR")))
        #expect(recording.unused.map(\.place) == [3, 4, 6])
        #expect(
            recording.unused.first?.reason
                == "the amount is larger than can be counted; at most 100000000000.00 EUR can be moved"
        )
    }

    @Test func `rows of one order become its lines, and again change nothing`() throws {
        let period = ChargePeriod(first: try Day("2026-07-15"), months: 1)
        let rows = [
            try row(
                4,
                .addQuantity,
                net: 2_016,
                quantity: 2,
                period: ChargePeriod(first: Day("2026-07-20"), last: period.last)
            ),
            try row(2, period: period),
        ]
        var (order, recording) = try recorded(rows)
        #expect(recording.added == [0, 1])
        #expect(recording.unused == [])
        #expect(order.lines.map(\.quantity) == [10, 2])
        #expect(order.lines[1].addsTo == 0)
        #expect(order.lines[1].orderedAt == (try Instant("2026-07-20T00:00:00Z")))
        #expect(order.lines.map(\.item.kind) == [.softwareSubscription, .softwareSubscription])
        #expect(order.lines.map(\.invoice) == ["G000024135", "G000024135"])
        let before = order
        let facts = try #require(OrderFacts.gathered(from: rows.reversed()).orders.first)
        let again = order.record(facts, by: OrderSample.person, at: now)
        #expect(again.added == [] && again.unchanged == 2)
        #expect(order == before)
    }

    @Test func `Microsoft's worked example, brought in from a file, quotes 94.20`() throws {
        let (order, _) = try recorded([
            try row(2, on: "2021-07-15", period: ChargePeriod(first: Day("2021-07-15"), months: 1))
        ])
        let quote = order.quote(at: try Instant("2021-07-17T12:00:00Z"), under: OrderRules())
        #expect(quote.total.net == 9_420)
    }

    @Test func `a cancellation that was made elsewhere ends its line and is in the books`() throws {
        let period = ChargePeriod(first: try Day("2021-07-15"), months: 1)
        let left = ChargePeriod(first: try Day("2021-07-17"), last: period.last)
        let (order, recording) = try recorded([
            try row(2, on: "2021-07-15", period: period),
            try row(3, .cancelImmediate, net: -9_420, on: "2021-07-15", period: left),
        ])
        #expect(recording.added == [0] && recording.found == 1)
        #expect(order.status == .cancelled)
        let line = order.lines[0]
        #expect(line.ledger.balance(.invoiced).net == 9_420)
        #expect(line.refundable.net == 660)
        #expect(line.credits.map(\.kind) == [.found])
        #expect(line.cancellation?.byName == "Partner Center")
        #expect(line.cancellation?.at == (try Instant("2021-07-17T00:00:00Z")))
    }

    @Test func `a credit whose charge is not here is named, with its line`() throws {
        let (orders, unused) = OrderFacts.gathered(from: [try row(7, .cancelImmediate, net: -9_420)])
        #expect(unused == [])
        var order = Order(orders[0], origin: .reconciliation, by: OrderSample.person)
        let recording = order.record(orders[0], by: OrderSample.person, at: now)
        #expect(recording.unused.map(\.place) == [7])
        #expect(recording.unused[0].reason.contains("bring in the file that charged it first"))
        #expect(order.lines.isEmpty)
    }

    @Test func `a credit that may be ours is left for reconciling`() throws {
        let period = ChargePeriod(first: try Day("2026-07-15"), months: 1)
        var (order, _) = try recorded([try row(2, period: period)])
        let quote = try #require(
            OfferedQuote(
                order.quote(at: Instant("2026-07-17T00:00:00Z"), under: OrderRules()),
                id: GUID(high: 0, low: 1),
                by: OrderSample.person.id
            )
        )
        let customer = try #require(OrderFacts.gathered(from: [try row(2, period: period)]).orders.first).customer
        _ = try order.cancel(
            quote,
            for: customer,
            CancellationConfirmation(
                customer: .id(customer.id),
                product: "Windows Server CAL",
                isAcknowledged: true,
                reference: "REF"
            ),
            in: .external,
            by: OrderSample.person,
            at: Instant("2026-07-17T01:00:00Z"),
            under: OrderRules()
        )
        let before = order
        let facts = OrderFacts.gathered(from: [try row(9, .cancelImmediate, net: -9_420)]).orders[0]
        let recording = order.record(facts, by: OrderSample.person, at: now)
        #expect(recording.unused.map(\.place) == [9])
        #expect(recording.unused[0].reason.contains("recoup invoices reconcile"))
        #expect(order == before)
    }

    @Test func `rows that do not fit together are named one by one`() throws {
        let (orders, unused) = OrderFacts.gathered(from: [
            try row(2), try row(3, customer: 2), try row(4, currency: "USD"), try row(5, order: "nonsense"),
            try row(6, country: "Atlantis"), try row(7, net: 0), try row(8, quantity: 0),
            try row(9, net: 100, tax: -10),
        ])
        #expect(orders.map(\.lines.count) == [1])
        #expect(unused.map(\.place) == [3, 4, 5, 6, 7, 8, 9])
        #expect(unused[1].reason == "order 0123456789ab is in EUR on an earlier line")
        #expect(unused[4].reason == "it charges nothing")
    }

    @Test func `the kind of a product follows from publisher, ids and days`() throws {
        let month = ChargePeriod(first: try Day("2026-07-15"), months: 1)
        let cases: [(String, ChargePeriod?, ProductClass)] = [
            ("DG7GMGF0FKZV", nil, .perpetualSoftware), ("DG7GMGF0FKZV", month, .softwareSubscription),
            ("CFQ7TTC0LH18", month, .onlineService),
        ]
        for (product, period, kind) in cases {
            let (order, _) = try recorded([try row(2, period: period, product: product)])
            #expect(order.lines[0].item.kind == kind)
        }
    }
}
