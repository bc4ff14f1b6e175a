import Basics
import Orders
import Testing

@Suite struct QuoteTests {
    private func quote(
        _ kind: ProductClass = .softwareSubscription,
        price: String = "1176.00 USD",
        term: String = "P1Y",
        bought: String = "2026-06-10T09:30:00Z",
        at: String,
        under rules: OrderRules = OrderRules()
    ) throws -> Quote {
        let order = try OrderSample.order(OrderSample.offer(kind, price: price, term: term), at: bought)
        return order.quote(at: try Instant(at), under: rules)
    }

    @Test(
        arguments: [
            ("2026-06-10T09:30:00Z", 30), ("2026-07-07T00:00:00Z", 3), ("2026-07-09T23:59:59.999Z", 1),
            ("2026-07-10T00:00:00Z", 0), ("2026-07-10T23:59:59.999Z", 0),
        ]
    )
    func `inside of the window the days left and the last instant are told`(at: String, daysLeft: Int) throws {
        let until = try Instant("2026-07-11T00:00:00Z")
        #expect(try quote(at: at).verdict == .eligible(until: until, daysLeft: daysLeft))
        #expect(try quote(at: at).warning == (daysLeft <= 3 ? daysLeft : nil))
    }

    @Test func `after the window the day on which it ended is told`() throws {
        let quote = try quote(at: "2026-07-11T00:00:00Z")
        #expect(quote.verdict == .windowPassed(at: try Instant("2026-07-11T00:00:00Z"), .days(30)))
        #expect(quote.verdict.sentence == "the window of 30 days ended on 2026-07-10; file a refund request instead")
        #expect(quote.total == .zero(try Currency("USD")))
        #expect(quote.expiresAt == nil)
        #expect(OfferedQuote(quote, id: GUID(high: 0, low: 1), by: OrderSample.person.id) == nil)
    }

    @Test func `perpetual software gives everything back`() throws {
        let quote = try quote(.perpetualSoftware, term: "OneTime", at: "2026-07-10T12:00:00Z")
        #expect(quote.total == LineAmounts(net: 588_000, tax: 0, try Currency("USD")))
        #expect(quote.lines[0].policy?.name == "perpetual-2021-06")
        #expect(quote.lines[0].calculation?.formula == "100 % of 5880.00 USD; tax 0.00 USD")
        #expect(quote.fee.minorUnits == 0)
    }

    @Test func `a subscription gives the remaining days, rounded down for each unit`() throws {
        let quote = try quote(at: "2026-06-20T23:00:00Z")
        #expect(quote.total == LineAmounts(net: 571_890, tax: 0, try Currency("USD")))
        #expect(
            quote.lines[0].calculation?.formula
                == "1176.00 USD × 355 ÷ 365 = 1143.78 each, × 5 = 5718.90 USD; tax 0.00 USD"
        )
    }

    @Test func `on the day of the purchase all of it comes back`() throws {
        #expect(try quote(at: "2026-06-10T23:59:59Z").total.net == 588_000)
        #expect(try quote(at: "2026-06-11T00:00:00Z").total.net == 586_385)
    }

    @Test func `the rule of 2022 counts hours, the first 24 in full, also across midnight`() throws {
        let rules = OrderRules(policy: .since2022)
        let bought = "2026-06-10T22:00:00Z"
        #expect(try quote(bought: bought, at: "2026-06-11T21:59:59.999Z", under: rules).total.net == 588_000)
        #expect(
            try quote(bought: bought, at: "2026-06-11T21:59:59.999Z", under: rules).lines[0].calculation?.basis
                == .firstDay
        )
        #expect(try quote(bought: bought, at: "2026-06-11T22:00:00Z", under: rules).total.net == 586_385)
        #expect(
            try quote(bought: bought, at: "2026-06-17T21:59:59.999Z", under: rules).verdict
                == .eligible(until: try Instant("2026-06-17T22:00:00Z"), daysLeft: 0)
        )
        #expect(
            try quote(bought: bought, at: "2026-06-17T22:00:00Z", under: rules).verdict
                == .windowPassed(at: try Instant("2026-06-17T22:00:00Z"), .hours(168))
        )
    }

    @Test func `the rule of the launch gives 60 days and everything`() throws {
        let rules = OrderRules(policy: .withLaunch)
        let old = try quote(bought: "2021-05-31T23:59:59Z", at: "2021-07-30T12:00:00Z", under: rules)
        #expect(old.total.net == 588_000)
        #expect(old.lines[0].policy?.name == "subscription-launch")
        let new = try quote(bought: "2021-06-01T00:00:00Z", at: "2021-07-02T00:00:00Z", under: rules)
        #expect(new.verdict == .windowPassed(at: try Instant("2021-07-02T00:00:00Z"), .days(30)))
    }

    @Test func `what has no rule needs a support request, and says why`() throws {
        let old = try quote(bought: "2021-05-31T23:59:59Z", at: "2021-06-02T00:00:00Z")
        #expect(old.verdict == .needsSupport(.noRule))
        #expect(old.verdict.leadsToRequest)
        let seats = try quote(.onlineService, at: "2026-06-11T00:00:00Z")
        #expect(seats.verdict == .needsSupport(.noRule))
        let undated = try quote(.softwareSubscription, term: "OneTime", at: "2026-06-11T00:00:00Z")
        #expect(undated.verdict == .needsSupport(.unknownPeriod))
    }

    @Test func `plans of SUSE and Red Hat are never taken back, reservations by request only`() throws {
        let plan = try quote(.linuxPlan, at: "2026-06-10T10:00:00Z").verdict
        #expect(plan == .notSupported(.linuxPlan) && !plan.leadsToRequest)
        let reservation = try quote(.azureReservation, at: "2026-06-10T10:00:00Z").verdict
        #expect(reservation == .notSupported(.reservation) && reservation.leadsToRequest)
    }

    @Test func `a quote ends at midnight UTC, or with the window when that comes first`() throws {
        #expect(try quote(at: "2026-06-20T10:00:00Z").expiresAt == (try Instant("2026-06-21T00:00:00Z")))
        #expect(try quote(at: "2026-07-10T10:00:00Z").expiresAt == (try Instant("2026-07-11T00:00:00Z")))
        let rules = OrderRules(policy: .since2022)
        #expect(
            try quote(at: "2026-06-17T09:00:00Z", under: rules).expiresAt == (try Instant("2026-06-17T09:30:00Z"))
        )
    }

    @Test func `seats that were added later have a window of their own`() throws {
        let offer = try OrderSample.offer()
        var order = try OrderSample.order(offer, at: "2026-04-01T08:00:00Z")
        let cart = Cart(customer: try OrderSample.customer(), items: [])
        order.add(
            try cart.line(
                1,
                Cart.Item(offer: offer, quantity: 2),
                of: order.id,
                addingTo: order.lines[0],
                by: OrderSample.person,
                at: Instant("2026-04-20T08:00:00Z"),
                under: OrderRules()
            )
        )
        #expect(order.lines[1].period?.last == order.lines[0].period?.last)
        let quote = order.quote(at: try Instant("2026-05-10T00:00:00Z"), under: OrderRules())
        #expect(quote.lines[0].verdict == .windowPassed(at: try Instant("2026-05-02T00:00:00Z"), .days(30)))
        #expect(quote.lines[1].verdict == .eligible(until: try Instant("2026-05-21T00:00:00Z"), daysLeft: 10))
        #expect(quote.verdict == .eligible(until: try Instant("2026-05-21T00:00:00Z"), daysLeft: 10))
        // 2 × 1176.00 over 20 April to 31 March: 346 days, of which 326 remain on 10 May.
        #expect(quote.total.net == 2 * (117_600 * 326 / 346))
    }

    @Test func `where prices hold the tax, the amount is gross and the tax is inside`() throws {
        let rules = OrderRules(taxRates: [try Market("AU"): 10_000])
        let offer = try OrderSample.offer(price: "110.00 AUD", market: "AU")
        let order = try OrderSample.order(offer, quantity: 3, market: "AU", at: "2026-06-10T00:00:00Z", under: rules)
        #expect(order.lines[0].charge == LineAmounts(net: 30_000, tax: 3_000, try Currency("AUD")))
        let quote = order.quote(at: try Instant("2026-06-20T00:00:00Z"), under: rules)
        // 110.00 × 355 ÷ 365 = 106.98 each; of 320.94 the share of 30.00 of tax is 29.17.
        #expect(quote.total == LineAmounts(net: 29_177, tax: 2_917, try Currency("AUD")))
        #expect(
            quote.lines[0].calculation?.formula
                == "110.00 AUD × 355 ÷ 365 = 106.98 each, × 3 = 320.94 AUD, of which tax 29.17 AUD"
        )
    }

    @Test func `where tax stands apart it follows the net amount`() throws {
        let rules = OrderRules(taxRates: [try Market("KR"): 10_000])
        let offer = try OrderSample.offer(price: "1000001 KRW", market: "KR")
        let order = try OrderSample.order(offer, quantity: 1, market: "KR", at: "2026-06-10T00:00:00Z", under: rules)
        #expect(order.lines[0].charge == LineAmounts(net: 1_000_001, tax: 100_000, try Currency("KRW")))
        let quote = order.quote(at: try Instant("2026-06-20T00:00:00Z"), under: rules)
        #expect(quote.total == LineAmounts(net: 972_603, tax: 97_260, try Currency("KRW")))
    }

    @Test func `what was given back already lowers the ceiling, and the formula says so`() throws {
        var order = try OrderSample.order(
            OrderSample.offer(.perpetualSoftware, term: "OneTime"),
            at: "2026-06-10T00:00:00Z"
        )
        let at = try Instant("2026-06-11T00:00:00Z")
        let part = order.lines[0].refundable.part(gross: 88_000)
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.reserve(part, key: "r", memo: "R-10001", by: OrderSample.person.id, at: at)
        }
        #expect(order.quote(at: at, under: OrderRules()).verdict == .inProgress(holder: "R-10001"))
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.credit(
                LineCredit(key: "c", kind: .goodwill, amounts: part, at: at, by: OrderSample.person.id, reference: nil)
            )
        }
        let quote = order.quote(at: at, under: OrderRules())
        #expect(quote.total.net == 500_000)
        #expect(
            quote.lines[0].calculation?.formula
                == "100 % of 5880.00 USD; tax 0.00 USD; no more than 5000.00 USD is left of what was paid"
        )
    }

    @Test func `no rule covers what somebody vouched for, whatever a policy says of its kind`() throws {
        let now = try Instant("2026-06-10T09:30:00Z")
        let row = PolicyRow(
            name: "online",
            product: .onlineService,
            from: Day(daysSinceEpoch: 0),
            terms: .cancellable(.days(30), .full),
            source: "a deployment's own"
        )
        let order = try Order(
            attested: Order.ID("a1b2c3d4e5f6"),
            subscription: nil,
            of: OrderSample.customer(),
            paid: Money("1250.00 USD"),
            key: "purchase",
            by: OrderSample.person,
            at: now
        )
        let quote = order.quote(at: now, under: OrderRules(policy: PolicyTable([row])))
        #expect(quote.verdict == .needsSupport(.noRule))
        #expect(quote.total == .zero(try Currency("USD")))
    }

    @Test(arguments: ["AU", "US"])
    func `every line given back whole sums to the order, also with 23 % tax inside of uneven prices`(
        code: String
    ) throws {
        let market = try Market(code)
        let rules = OrderRules(taxRates: [market: 23_000])
        let customer = try OrderSample.customer(market: code)
        let currency = try #require(market.currency)
        let items = try [("12.34", 3), ("0.99", 1), ("7.77", 7), ("0.01", 1)].map { price, quantity in
            let offer = try OrderSample.offer(
                .perpetualSoftware,
                price: "\(price) \(currency)",
                term: "OneTime",
                market: code
            )
            return Cart.Item(offer: offer, quantity: Int64(quantity))
        }
        let now = try Instant("2026-06-10T09:30:00Z")
        let order = try Cart(customer: customer, items: items)
            .order(as: GUID(high: 4, low: 1), requestID: nil, by: OrderSample.person, at: now, under: rules)
        let quote = order.quote(at: now, under: rules)
        #expect(quote.lines.map(\.credit) == order.lines.map(\.charge))
        #expect(quote.total == order.charged)
        #expect(order.charged.tax > 0)
        // The same as goodwill, which is asked for gross.
        let parts = order.lines.map { $0.refundable.part(gross: $0.charge.gross.minorUnits) }
        #expect(parts == order.lines.map(\.charge))
    }
}
