import Basics
import Orders
import Testing

/// Random histories of whole orders: whatever people do, in whatever order, no more is given back than was paid, and the
/// books balance to the minor unit.
@Suite struct HistoryTests {
    @Test(arguments: 0..<3_000)
    func `no history gives back more than was paid`(seed: UInt64) throws {
        var history = try History(seed)
        for _ in 0..<40 {
            try history.step()
            try history.check()
        }
        try history.settleEverything()
        try history.check()
    }

    /// One order, what a person may do with it, and what invoices said of it.
    private struct History {
        private var random: SplitMix64
        private var order: Order
        private let offer: Offer
        private let rules: OrderRules
        private var now: Instant
        private var intents = 0
        /// Keys of open reservations with what they hold, by line.
        private var open: [Int: [(key: String, amounts: LineAmounts)]] = [:]
        /// What invoices charged and credited.
        private var invoices: [String: (charged: Int64, credited: Int64)] = [:]

        init(_ seed: UInt64) throws {
            random = SplitMix64(seed: seed)
            let choices = [
                ("1176.00 USD", "US"), ("10.08 EUR", "DE"), ("99999 JPY", "JP"), ("12.345 KWD", "KW"),
                ("73.91 AUD", "AU"), ("0.737586206896552 EUR", "FR"), ("1234567 KRW", "KR"),
            ]
            let (price, market) = choices[random.below(choices.count)]
            let isPerpetual = random.below(3) == 0
            rules = OrderRules(
                policy: [.seed, .since2022, .withLaunch][random.below(3)],
                taxRates: [
                    try Market("KR"): 10_000, try Market("DE"): 19_000, try Market("AU"): 10_000,
                    try Market("JP"): 8_100,
                ]
            )
            offer = try OrderSample.offer(
                isPerpetual ? .perpetualSoftware : .softwareSubscription,
                price: price,
                term: isPerpetual ? "OneTime" : ["P1M", "P1Y", "P3Y"][random.below(3)],
                market: market
            )
            now = try Instant("2024-01-15T00:00:00Z").adding(hours: Int64(random.below(24 * 400)))
            order = try OrderSample.order(
                offer,
                quantity: Int64(1 + random.below(20)),
                market: market,
                at: now.description,
                under: rules
            )
        }

        mutating func step() throws {
            now = now.adding(hours: Int64(random.below(60)))
            intents += 1
            let line = random.below(order.lines.count)
            switch random.below(9) {
            case 0: try addSeats()
            case 1, 2: reserve(line)
            case 3: void(line)
            case 4, 5: credit(line)
            case 6: try cancel()
            case 7: reverse(line)
            case 8: try runInvoice()
            default: break
            }
        }

        private mutating func addSeats() throws {
            guard order.lines.count < 4 else { return }
            let cart = Cart(customer: try OrderSample.customer(market: order.market.code), items: [])
            let item = Cart.Item(offer: offer, quantity: Int64(1 + random.below(5)))
            do throws(OrderRefusal) {
                order.add(
                    try cart.line(
                        order.lines.count,
                        item,
                        of: order.id,
                        addingTo: order.lines[0],
                        by: OrderSample.person,
                        at: now,
                        under: rules
                    )
                )
            } catch { #expect(order.lines[0].cancellation != nil) }
        }

        /// Any amount: one above the ceiling must be refused and change nothing.
        private mutating func reserve(_ number: Int) {
            let line = order.lines[number]
            let asked = Int64(1 + random.below(Int(max(2, line.charge.gross.minorUnits * 3 / 2))))
            let amounts =
                asked <= line.refundable.gross.minorUnits
                ? line.refundable.part(gross: asked) : LineAmounts(net: asked, tax: 0, order.currency)
            let before = order
            do throws(LineLedger.Refusal) {
                let (key, now) = ("intent-\(intents)", now)
                try order.change(number) { line throws(LineLedger.Refusal) in
                    try line.reserve(amounts, key: key, memo: "R-1", by: OrderSample.person.id, at: now)
                }
                open[number, default: []].append((key, amounts))
            } catch {
                #expect(order == before)
                #expect(!line.refundable.covers(amounts))
            }
        }

        private mutating func void(_ number: Int) {
            guard let held = open[number]?.popLast() else { return }
            let (key, now) = ("void-\(intents)", now)
            move(number) { line throws(LineLedger.Refusal) in
                try line.void(held.amounts, key: key, memo: nil, by: OrderSample.person.id, at: now)
            }
        }

        /// The same intent twice, as after a lost answer.
        private mutating func credit(_ number: Int) {
            guard let held = open[number]?.popLast() else { return }
            let credit = LineCredit(
                key: "credit-\(held.key)",
                kind: .goodwill,
                amounts: held.amounts,
                at: now,
                by: OrderSample.person.id,
                reference: nil
            )
            for _ in 0..<2 { move(number) { line throws(LineLedger.Refusal) in try line.credit(credit) } }
            #expect(order.lines[number].credits.filter { $0.key == credit.key }.count == 1)
        }

        private mutating func cancel() throws {
            let quote = order.quote(at: now, under: rules)
            guard let offered = OfferedQuote(quote, id: GUID(high: 0, low: UInt64(intents)), by: OrderSample.person.id)
            else { return }
            let customer = try OrderSample.customer(market: order.market.code)
            for attempt in 0..<2 {
                let before = order
                do throws(OrderRefusal) {
                    let credits = try order.cancel(
                        offered,
                        for: customer,
                        OrderSample.confirmation(),
                        in: .simulated,
                        by: OrderSample.person,
                        at: now,
                        under: rules
                    )
                    #expect(attempt == 0)
                    let posted = credits.reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }
                    #expect(posted == quote.total)
                } catch {
                    #expect(attempt == 1)
                    #expect(order == before)
                }
            }
        }

        private mutating func reverse(_ number: Int) {
            guard let credit = order.lines[number].credits.last(where: { $0.settlement == nil && $0.shown == 0 }) else {
                return
            }
            let (key, now) = ("reverse-\(intents)", now)
            move(number) { line throws(LineLedger.Refusal) in
                try line.reverse(credit.key, as: key, memo: nil, by: OrderSample.person.id, at: now)
            }
        }

        private mutating func move(
            _ number: Int,
            _ change: (inout OrderLine) throws(LineLedger.Refusal) -> Void
        ) {
            do throws(LineLedger.Refusal) { try order.change(number, change) } catch {
                Issue.record("a movement that must be possible was refused: \(error.sentence)")
            }
        }

        private mutating func runInvoice() throws {
            let invoice = Invoice.number(Int64(intents))
            var statement = (charged: Int64(0), credited: Int64(0))
            for number in order.lines.indices {
                if order.lines[number].invoice == nil {
                    order.change(number) { $0.invoice = invoice }
                    statement.charged += order.lines[number].charge.gross.minorUnits
                }
                for credit in order.lines[number].credits where credit.settlement == nil {
                    let now = now
                    move(number) { line throws(LineLedger.Refusal) in
                        try line.show(
                            credit.amounts.gross.minorUnits,
                            ofCredit: credit.key,
                            on: LineCredit.Settlement(invoice: invoice, line: 1, at: now),
                            by: OrderSample.person.id
                        )
                    }
                    statement.credited += credit.amounts.gross.minorUnits
                }
            }
            invoices[invoice] = statement
        }

        mutating func settleEverything() throws {
            intents += 1
            for number in order.lines.indices { while open[number]?.isEmpty == false { credit(number) } }
            try runInvoice()
            let pending = order.lines.flatMap(\.credits).filter { $0.settlement == nil }
            #expect(pending.isEmpty)
            // Every credit stands on exactly one invoice.
            let credited = order.lines.flatMap(\.credits).reduce(0) { $0 + $1.amounts.gross.minorUnits }
            #expect(invoices.values.reduce(0) { $0 + $1.credited } == credited)
            #expect(invoices.values.reduce(0) { $0 + $1.charged } == order.charged.gross.minorUnits)
        }

        func check() throws {
            var spentByInvoice: [String: Int64] = [:]
            var chargedByInvoice: [String: Int64] = [:]
            for line in order.lines {
                let balances = Account.allCases.map { line.ledger.balance($0) }
                #expect(balances.reduce(0) { $0 + $1.net } == 0)
                #expect(balances.reduce(0) { $0 + $1.tax } == 0)
                #expect(line.ledger.paid == line.charge)
                #expect(line.charge.covers(line.ledger.spent))
                #expect(try LineLedger(replaying: line.ledger.movements, in: order.currency) == line.ledger)
                let unsettled = line.credits.filter { $0.settlement == nil }
                    .reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }
                let settled = line.credits.filter { $0.settlement != nil }
                    .reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }
                #expect(line.ledger.balance(.credited) == unsettled)
                #expect(line.ledger.balance(.invoiced) == settled)
                guard let invoice = line.invoice else { continue }
                spentByInvoice[invoice, default: 0] += line.ledger.spent.gross.minorUnits
                chargedByInvoice[invoice, default: 0] += line.charge.gross.minorUnits
            }
            let spent = order.lines.reduce(0) { $0 + $1.ledger.spent.gross.minorUnits }
            #expect(spent <= order.charged.gross.minorUnits)
            for (invoice, spent) in spentByInvoice { #expect(spent <= chargedByInvoice[invoice] ?? 0) }
        }
    }
}
