import Basics
import Orders
import Testing

@Suite struct CancelTests {
    private let bought = "2026-06-10T09:30:00Z"
    private let at = "2026-06-20T10:00:00Z"

    private func cancel(
        _ order: inout Order,
        _ offered: OfferedQuote,
        _ confirmation: CancellationConfirmation = OrderSample.confirmation(),
        in book: Book = .simulated,
        at: String = "2026-06-20T11:00:00Z",
        under rules: OrderRules = OrderRules()
    ) throws -> [LineCredit] {
        try order.cancel(
            offered,
            for: OrderSample.customer(),
            confirmation,
            in: book,
            by: OrderSample.person,
            at: Instant(at),
            under: rules
        )
    }

    @Test func `what is posted is what was shown`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let credits = try cancel(&order, offered)
        #expect(credits.map(\.amounts.gross.description) == ["5718.90 USD"])
        #expect(order.status == .cancelled)
        #expect(order.version == 2)
        let line = order.lines[0]
        #expect(line.cancellation?.quote == offered.id)
        #expect(line.ledger.balance(.credited).net == 571_890)
        #expect(line.ledger.balance(.refundable).net == 16_110)
        #expect(line.ledger.movements.map(\.kind) == [.purchase, .reserve, .credit])
        #expect(line.credits == credits)
    }

    @Test func `a second cancellation is told who did it and when, and changes nothing`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        _ = try cancel(&order, offered)
        let before = order
        let expected = LineVerdict.alreadyCancelled(at: try Instant("2026-06-20T11:00:00Z"), byName: "Amir")
        do {
            _ = try cancel(&order, offered, at: "2026-06-20T12:00:00Z")
            Issue.record("a second cancellation was accepted")
        } catch OrderRefusal.notCancellable(let quote) {
            #expect(quote.verdict == expected)
            #expect(quote.verdict.sentence == "was cancelled by Amir at 2026-06-20 11:00 UTC")
        }
        #expect(order == before)
    }

    @Test func `an expired quote is refused`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let before = order
        #expect(throws: OrderRefusal.quoteExpired(at: try Instant("2026-06-21T00:00:00Z"))) {
            try cancel(&order, offered, at: "2026-06-21T00:00:00Z")
        }
        #expect(order == before)
    }

    @Test func `a quote that would give another amount now is refused with both figures`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let when = try Instant("2026-06-20T10:30:00Z")
        let part = order.lines[0].refundable.part(gross: 100_000)
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.reserve(part, key: "r", memo: nil, by: OrderSample.person.id, at: when)
            let credit = LineCredit(
                key: "c",
                kind: .goodwill,
                amounts: part,
                at: when,
                by: OrderSample.person.id,
                reference: nil
            )
            try line.credit(credit)
        }
        let before = order
        let usd = try Currency("USD")
        #expect(
            throws: OrderRefusal.quoteChanged(
                shown: Money(minorUnits: 571_890, usd),
                now: Money(minorUnits: 488_000, usd)
            )
        ) { try cancel(&order, offered) }
        #expect(order == before)
    }

    @Test func `an order that a ticket holds is not cancelled behind its back`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let part = order.lines[0].refundable.part(gross: 1)
        try order.change(0) { line throws(LineLedger.Refusal) in
            try line.reserve(part, key: "r", memo: "R-10007", by: OrderSample.person.id, at: offered.at)
        }
        let before = order
        do {
            _ = try cancel(&order, offered)
            Issue.record("an order in progress was cancelled")
        } catch OrderRefusal.notCancellable(let quote) {
            #expect(quote.verdict == .inProgress(holder: "R-10007"))
        }
        #expect(order == before)
    }

    @Test func `customer, product and acknowledgement have to be right`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let before = order
        #expect(throws: OrderRefusal.otherCustomer("fabrikam.com")) {
            try cancel(&order, offered, OrderSample.confirmation(customer: "fabrikam.com"))
        }
        #expect(throws: OrderRefusal.otherProduct("SQL Server", actual: ["Windows Server"])) {
            try cancel(&order, offered, OrderSample.confirmation(product: "SQL Server"))
        }
        #expect(throws: OrderRefusal.notAcknowledged) {
            try cancel(&order, offered, OrderSample.confirmation(isAcknowledged: false))
        }
        #expect(throws: OrderRefusal.referenceMissing) { try cancel(&order, offered, in: .external) }
        let other = OfferedQuote(
            id: offered.id,
            order: try Order.ID("0123456789ab"),
            at: offered.at,
            expiresAt: offered.expiresAt,
            by: offered.by,
            promises: offered.promises
        )
        #expect(throws: OrderRefusal.otherQuote(offered.id)) { try cancel(&order, other) }
        #expect(order == before)
    }

    @Test(arguments: ["Contoso", "CONTOSO", "contoso.onmicrosoft.com", "00000000-0000-0002-0000-000000000001"])
    func `a customer is confirmed by name, domain or tenant`(name: String) throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        #expect(try cancel(&order, offered, OrderSample.confirmation(customer: name)).count == 1)
    }

    @Test(arguments: ["Windows Server", "windows server 16 core", "DG7GMGF0FKZV", "DG7GMGF0FKZV:0003"])
    func `a product is confirmed by its titles or ids`(name: String) throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        #expect(try cancel(&order, offered, OrderSample.confirmation(product: name)).count == 1)
    }

    @Test func `the external book keeps what Partner Center calls it`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        let credits = try cancel(&order, offered, OrderSample.confirmation(reference: "REF-1"), in: .external)
        #expect(credits.map(\.reference) == ["REF-1"])
        #expect(order.lines[0].cancellation?.reference == "REF-1")
    }

    @Test func `lists may lag for a while, the order itself is final at once`() throws {
        var order = try OrderSample.order(OrderSample.offer(), at: bought)
        let offered = try OrderSample.offered(order, at: at)
        _ = try cancel(&order, offered)
        #expect(order.status == .cancelled)
        #expect(order.isPropagating(at: try Instant("2026-06-20T11:14:59.999Z"), delay: 15))
        #expect(!order.isPropagating(at: try Instant("2026-06-20T11:15:00Z"), delay: 15))
        #expect(!order.isPropagating(at: try Instant("2026-06-20T11:00:00Z"), delay: 0))
    }
}
