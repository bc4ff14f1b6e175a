import Basics
import Orders
import Testing

@Suite struct CartTests {
    private let at = "2026-06-10T09:30:00Z"

    @Test func `a purchase becomes an order with its charge in the ledger`() throws {
        let rules = OrderRules(taxRates: [try Market("DE"): 19_000])
        let offer = try OrderSample.offer(price: "10.08 EUR", market: "DE")
        let order = try OrderSample.order(offer, quantity: 10, market: "DE", at: at, under: rules)
        #expect(order.id.text.utf8.count == 33 && order.id.text.hasSuffix("1"))
        #expect(try Order.ID(order.id.text) == order.id)
        #expect(order.alternateID?.utf8.count == 12)
        #expect(try Order.ID(order.alternateID ?? "").text == order.alternateID)
        let line = order.lines[0]
        #expect(line.charge == LineAmounts(net: 10_080, tax: 1_915, try Currency("EUR")))
        #expect(line.treatment == .apart)
        #expect(line.period == ChargePeriod(first: try Day("2026-06-10"), months: 12))
        #expect(line.refundable == line.charge)
        #expect(order.status == .completed)
    }

    @Test(arguments: [("AU", "110.00 AUD"), ("BR", "110.00 USD")])
    func `in Australia and Brazil the price holds the tax`(market: String, price: String) throws {
        let rules = OrderRules(taxRates: [try Market(market): 10_000])
        let offer = try OrderSample.offer(price: price, market: market)
        let line = try OrderSample.order(offer, quantity: 1, market: market, at: at, under: rules).lines[0]
        #expect(line.treatment == .included)
        #expect(line.charge.gross.minorUnits == 11_000)
        #expect(line.charge.tax == 1_000)
    }

    @Test(arguments: [("1000 JPY", "JP", Int64(3_000)), ("1.005 KWD", "KW", 3_015), ("0.0057 USD", "US", 0)])
    func `prices are cut to the minor unit of their currency`(price: String, market: String, net: Int64) throws {
        let offer = try OrderSample.offer(price: price, market: market)
        if net == 0 {
            let currency = try Currency("USD")
            #expect(throws: OrderRefusal.ledger(.notPositive(Money(minorUnits: 0, currency)))) {
                try OrderSample.order(offer, quantity: 3, market: market, at: at)
            }
        } else {
            #expect(try OrderSample.order(offer, quantity: 3, market: market, at: at).charged.net == net)
        }
    }

    @Test func `a customer without the agreement buys nothing`() throws {
        let known = try OrderSample.customer()
        let customer = Customer(
            id: known.id,
            domain: known.domain,
            name: known.name,
            market: known.market,
            segment: known.segment,
            agreedOn: nil,
            language: nil
        )
        let cart = Cart(customer: customer, items: [Cart.Item(offer: try OrderSample.offer(), quantity: 1)])
        #expect(throws: OrderRefusal.noAgreement(customer: "Contoso")) {
            try cart.order(
                as: GUID(high: 0, low: 1),
                requestID: nil,
                by: OrderSample.person,
                at: Instant(at),
                under: OrderRules()
            )
        }
    }

    @Test(arguments: ["NE", "CG", "WS", "MF"])
    func `reservations are refused where they are not available, by the market's name`(code: String) throws {
        let market = try Market(code)
        let offer = try OrderSample.offer(.azureReservation, market: code)
        #expect(throws: OrderRefusal.reservationsUnavailable(market)) {
            try OrderSample.order(offer, quantity: 1, market: code, at: at)
        }
        #expect(OrderRefusal.reservationsUnavailable(market).sentence.contains("\(market.name) (\(code))"))
        // The rule concerns reservations only.
        #expect(
            try OrderSample.order(OrderSample.offer(market: code), quantity: 1, market: code, at: at).lines.count == 1
        )
    }

    @Test func `an order needs something, in one currency, on sale there, and in a fitting quantity`() throws {
        func order(_ items: [Cart.Item]) throws -> Order {
            try Cart(customer: OrderSample.customer(), items: items).order(
                as: GUID(high: 0, low: 1),
                requestID: nil,
                by: OrderSample.person,
                at: Instant(at),
                under: OrderRules()
            )
        }
        let usd = try OrderSample.offer()
        #expect(throws: OrderRefusal.emptyOrder) { try order([]) }
        #expect(throws: OrderRefusal.mixedCurrencies([try Currency("EUR"), try Currency("USD")])) {
            try order([
                Cart.Item(offer: usd, quantity: 1), Cart.Item(offer: OrderSample.offer(price: "1.00 EUR"), quantity: 1),
            ])
        }
        #expect(throws: OrderRefusal.noOffer(item: "DG7GMGF0FKZV:0003", market: try Market("US"), segment: .commercial))
        {
            try order([Cart.Item(offer: OrderSample.offer(market: "DE"), quantity: 1)])
        }
        #expect(throws: OrderRefusal.quantity(asked: 0, allowed: 1...10_000)) {
            try order([Cart.Item(offer: usd, quantity: 0)])
        }
        #expect(throws: OrderRefusal.tooLarge) {
            try order([Cart.Item(offer: OrderSample.offer(price: "92233720368547758.07 USD"), quantity: 2)])
        }
    }

    @Test func `nothing is added to a line that was cancelled`() throws {
        let offer = try OrderSample.offer()
        var order = try OrderSample.order(offer, at: at)
        let offered = try OrderSample.offered(order, at: at)
        _ = try order.cancel(
            offered,
            for: OrderSample.customer(),
            OrderSample.confirmation(),
            in: .simulated,
            by: OrderSample.person,
            at: Instant(at),
            under: OrderRules()
        )
        let cart = Cart(customer: try OrderSample.customer(), items: [])
        #expect(throws: OrderRefusal.ended(at: try Instant(at))) {
            try cart.line(
                1,
                Cart.Item(offer: offer, quantity: 1),
                of: order.id,
                addingTo: order.lines[0],
                by: OrderSample.person,
                at: Instant(at),
                under: OrderRules()
            )
        }
    }
}
