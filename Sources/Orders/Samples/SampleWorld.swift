package import Basics

/// Customers and orders that look like a year of a partner's business, made by the rules of the desk: every order is sold by
/// ``Cart``, every cancellation confirms a quote. The same generator and the same moment give the same world.
package struct SampleWorld<Random: RandomNumberGenerator> {
    private var random: Random
    private let offers: [Market: [Offer]]
    private let markets: [Market]
    private let now: Instant
    private let person: Person
    private let rules: OrderRules
    package private(set) var customers: [Customer] = []

    /// One order, and what the activity log says of it.
    package struct Story {
        package let order: Order
        package let acts: [ActivityAct]
    }

    /// `offers` is the catalogue; what is bought are its commercial offers in the currency of their market.
    package init(offers: [Offer], at now: Instant, by person: Person, under rules: OrderRules, using random: Random) {
        self.random = random
        self.now = now
        self.person = person
        self.rules = rules
        let sold = offers.filter { $0.segment == .commercial && $0.price.currency == $0.market.currency }
        self.offers = Dictionary(grouping: sold, by: \.market)
        markets = self.offers.keys.sorted()
    }

    /// True when there is something to buy.
    package var hasOffers: Bool { !markets.isEmpty }

    /// Adds customers, each with a name and a domain of their own.
    package mutating func addCustomers(_ count: Int) {
        for _ in 0..<count where hasOffers {
            if let customer = makeCustomer() { customers.append(customer) }
        }
    }

    private mutating func makeCustomer() -> Customer? {
        let index = customers.count
        let market = markets[below(markets.count)]
        let words = SampleNames.words(in: market)
        let name = "\(words[index % words.count]) \(SampleNames.trades[index / words.count % SampleNames.trades.count])"
        let label = "\(SampleNames.labels[index % SampleNames.labels.count])\(index + 1)"
        guard let domain = try? DomainName("\(label).onmicrosoft.com") else { return nil }
        return Customer(
            id: Customer.ID(makeGUID()),
            domain: domain,
            name: index < words.count * SampleNames.trades.count ? name : "\(name) \(index + 1)",
            market: market,
            segment: .commercial,
            agreedOn: now.day.adding(days: -500 - below(1_000)),
            language: market.code == "KR" ? .korean : nil
        )
    }

    /// The next order; nil when nothing can be bought. Half of them stand around the edge of a window.
    package mutating func nextStory() -> Story? {
        guard !customers.isEmpty else { return nil }
        let customer = customers[below(customers.count)]
        let choice = offers[customer.market] ?? []
        let id = makeGUID()
        let placedAt = moment()
        let count = [1, 1, 1, 2, 3][below(5)]
        var items: [Cart.Item] = []
        for _ in 0..<count where !choice.isEmpty {
            let offer = choice[below(choice.count)]
            guard offer.isOnSale(on: placedAt.day),
                offer.item.kind != .azureReservation || ReservationMarkets.isAvailable(in: customer.market)
            else { continue }
            items.append(Cart.Item(offer: offer, quantity: Int64([1, 2, 5, 10, 25][below(5)])))
        }
        guard let first = items.first else { return nil }
        let cart = Cart(
            customer: customer,
            items: items.filter { $0.offer.price.currency == first.offer.price.currency }
        )
        guard var order = try? cart.order(as: id, requestID: nil, by: person, at: placedAt, under: rules) else {
            return nil
        }
        var acts = [act(.orderPlaced, order, nil, at: placedAt, "\(first.quantity) × \(first.offer.item.title)")]
        let fate = below(20)
        if fate < 2 { addSeats(to: &order, cart, &acts) }
        if fate >= 16 { cancel(&order, of: customer, &acts) }
        return Story(order: order, acts: acts)
    }

    /// A moment of the last 400 days; every other one just before, at, or just after the edge of a window.
    private mutating func moment() -> Instant {
        let anywhere = now.adding(milliseconds: -Int64(below(400 * 86_400)) * 1_000)
        guard below(2) == 0 else { return anywhere }
        let edges = [0, 1, 2, 3, 6, 7, 8, 28, 29, 30, 31, 32, 59, 60, 61]
        let day = now.day.adding(days: -edges[below(edges.count)])
        let times: [Int64] = [0, 1, 43_200_000, 86_399_999]
        return min(now, day.start.adding(milliseconds: times[below(times.count)]))
    }

    private mutating func addSeats(to order: inout Order, _ cart: Cart, _ acts: inout [ActivityAct]) {
        let at = min(now, order.placedAt.adding(days: Int64(1 + below(20))))
        let item = Cart.Item(offer: cart.items[0].offer, quantity: Int64(1 + below(5)))
        guard
            let line = try? cart.line(
                order.lines.count,
                item,
                of: order.id,
                addingTo: order.lines[0],
                by: person,
                at: at,
                under: rules
            )
        else { return }
        order.add(line)
        acts.append(act(.seatsAdded, order, line.number, at: at, "\(item.quantity) × \(line.item.title)"))
    }

    private mutating func cancel(_ order: inout Order, of customer: Customer, _ acts: inout [ActivityAct]) {
        let at = min(now, order.placedAt.adding(hours: Int64(below(24 * 35))))
        guard let offered = OfferedQuote(order.quote(at: at, under: rules), id: makeGUID(), by: person.id) else {
            return
        }
        let product = offered.promises.first.flatMap { order.line($0.line)?.item.id }
        let confirmation = CancellationConfirmation(
            customer: .id(customer.id),
            product: product ?? "",
            isAcknowledged: true,
            reference: nil
        )
        guard
            let credits = try? order.cancel(
                offered,
                for: customer,
                confirmation,
                in: .simulated,
                by: person,
                at: at,
                under: rules
            )
        else { return }
        let sum = credits.reduce(LineAmounts.zero(order.currency)) { $0 + $1.amounts }
        acts.append(act(.orderCancelled, order, nil, at: at, "credit \(sum.gross)"))
    }

    private func act(
        _ kind: ActivityEntry.Kind,
        _ order: Order,
        _ line: Int?,
        at: Instant,
        _ detail: String
    ) -> ActivityAct {
        ActivityAct(
            customer: order.customer,
            kind: kind,
            at: at,
            by: person.id,
            byName: person.displayName,
            account: person.systemName,
            door: "system",
            order: order.id,
            line: line,
            detail: detail
        )
    }

    private mutating func below(_ bound: Int) -> Int { random.below(bound) }

    private mutating func makeGUID() -> GUID {
        // Version 4, variant 10 (RFC 9562).
        GUID(
            high: random.next() & 0xffff_ffff_ffff_0fff | 0x4000,
            low: random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        )
    }
}
