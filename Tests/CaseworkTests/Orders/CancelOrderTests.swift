import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct CancelOrderTests {
    @Test func `a cancelled order is final at once, in the books, and in the log`() async throws {
        let desk = try await OrderDesk(taxRates: "US=10")
        let order = try await desk.buy()
        desk.clock.advance(days: 10)
        let quote = try await desk.quote(order)
        let cancelled = try await desk.cancel(order)
        #expect(cancelled.credits.map(\.amounts) == quote.promises.map(\.amounts))
        #expect(cancelled.credits.map(\.amounts.gross.description) == ["6290.79 USD"])
        let stored = try await desk.stored(order)
        #expect(stored == cancelled.order)
        #expect(stored.status == .cancelled)
        let view = try await desk.desk.order(order.id.text, for: .sample(SamplePeople.agent))
        #expect(view.isPropagating)
        #expect(view.history.map(\.kind) == [.orderCancelled, .orderPlaced])
        #expect(view.history[0].detail.contains("subscription-2021-06: 1176.00 USD × 355 ÷ 365"))
        desk.clock.advance(milliseconds: 15 * 60_000)
        #expect(try await !desk.desk.order(order.id.text, for: .sample(SamplePeople.agent)).isPropagating)
    }

    @Test func `the delay of lists can be set to nothing`() async throws {
        let desk = try await OrderDesk()
        try await desk.desk.set(.orders(.propagation), to: "0", by: .sample(SamplePeople.administrator))
        let order = try await desk.buy()
        try await desk.cancel(order)
        #expect(try await !desk.desk.order(order.id.text, for: .sample(SamplePeople.agent)).isPropagating)
    }

    @Test func `a second cancellation says who did it and when, and changes nothing`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let quote = try await desk.quote(order)
        try await desk.cancel(order)
        let before = try await desk.stored(order)
        desk.clock.advance(hours: 1)
        do {
            _ = try await desk.desk.cancel(
                order.id.text,
                quote: quote.id,
                desk.confirmation(order),
                by: .sample(SamplePeople.adminAgent)
            )
            Issue.record("an order was cancelled twice")
        } catch DeskError.orderRefused(.notCancellable(let now)) {
            #expect(now.verdict == .alreadyCancelled(at: SampleClock.start, byName: "Amir Admin Agent"))
        }
        #expect(try await desk.stored(order) == before)
        #expect(try await desk.activity([.orderCancelled]).count == 1)
    }

    @Test func `a quote that nobody got is refused`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let id = GUID(high: 1, low: 1)
        await #expect(throws: DeskError.orderRefused(.otherQuote(id))) {
            try await desk.desk.cancel(
                order.id.text,
                quote: id,
                desk.confirmation(order),
                by: .sample(SamplePeople.adminAgent)
            )
        }
        #expect(try await desk.stored(order) == order)
    }

    @Test func `a quote about another moment, and one for somebody who may not cancel, is not kept`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let later = try await desk.desk.quote(
            order.id.text,
            at: Instant("2027-06-01T00:00:00Z"),
            for: .sample(SamplePeople.adminAgent)
        )
        #expect(later.offered == nil)
        #expect(later.quote.verdict == .windowPassed(at: try Instant("2026-12-24T00:00:00Z"), .days(30)))
        #expect(try await desk.desk.quote(order.id.text, for: .sample(SamplePeople.requester)).offered == nil)
    }

    @Test func `some lines of an order can be cancelled, the rest stays`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        desk.clock.advance(days: 5)
        _ = try await desk.desk.addSeats(2, to: 0, of: order.id.text, by: .sample(SamplePeople.adminAgent))
        let view = try await desk.desk.quote(order.id.text, lines: [1], for: .sample(SamplePeople.adminAgent))
        let cancelled = try await desk.desk.cancel(
            order.id.text,
            quote: #require(view.offered).id,
            desk.confirmation(order),
            by: .sample(SamplePeople.adminAgent)
        )
        #expect(cancelled.order.lines.map { $0.cancellation == nil } == [true, false])
        #expect(cancelled.order.status == .completed)
        await #expect(throws: DeskError.noSuchEntitlement("\(order.id) line 7")) {
            try await desk.desk.quote(order.id.text, lines: [7], for: .sample(SamplePeople.adminAgent))
        }
    }

    @Test func `where a support request is the way on, a draft is ready`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy("0004")
        let view = try await desk.desk.quote(order.id.text, for: .sample(SamplePeople.requester))
        #expect(view.quote.verdict == .notSupported(.reservation))
        let draft = try #require(view.draft)
        #expect(draft[.tenant] == "customer1.onmicrosoft.com")
        #expect(draft[.purchase] == "order:\(order.id)")
        #expect(draft[.amount] == "5880.00")
        #expect(draft[.currency] == "USD")
        #expect(draft[.problem] == "reservation")
        #expect(draft[.contactName] == "Kim Minji")
        #expect(
            draft == (try await desk.desk.requestDraft(fromOrder: order.id.text, for: .sample(SamplePeople.requester)))
        )
        let plan = try await desk.buy("0003")
        #expect(try await desk.desk.quote(plan.id.text, for: .sample(SamplePeople.requester)).draft == nil)
    }

    @Test func `an order is found by its alternate id too, and others' are not`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let alternate = try #require(order.alternateID)
        #expect(try await desk.desk.order(alternate, for: .sample(SamplePeople.agent)).order == order)
        await #expect(throws: DeskError.noSuchOrder("000000000000")) {
            try await desk.desk.order("000000000000", for: .sample(SamplePeople.agent))
        }
    }
}
