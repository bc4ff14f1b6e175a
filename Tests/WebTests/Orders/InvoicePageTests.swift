import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import Orders
import Pages
import SampleDesk
import Testing

@testable import Web

@Suite struct InvoicePageTests {
    /// Buys and cancels at once, so that a charge and a credit wait for an invoice.
    private func cancelled(_ shop: Shop) async throws -> Order {
        let order = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            let done = try await amir.post(Paths.cancel(shop.customer.id), try dialog.cancelFields())
            #expect(done.status == .seeOther)
        }
        return order
    }

    @Test func `a credit goes from pending to its line of the invoice, after a preview that closes nothing`()
        async throws
    {
        let shop = try await Shop()
        let order = try await cancelled(shop)
        try await shop.sample.browsing(as: SamplePeople.billing) { bea async throws in
            let tracker = try await bea.get("/invoices")
            #expect(tracker.says("Credit pending") && tracker.says("6,468.00 USD"))
            #expect(tracker.says("Due on the invoice of 2026-11, which is out by 2026-12-08."))
            #expect(!tracker.says(">overdue</span>"))
            let preview = try await bea.get("/invoices/run?month=2026-11")
            #expect(preview.says("USD, 2026-11: not closed") && preview.says("2 lines"))
            #expect(preview.says("-6,468.00 USD") && preview.says("cancelImmediate"))
            #expect(preview.says("The month is not over before 2026-12-01 00:00 UTC."))
            let early = try await bea.post("/invoices/run", ["month": "2026-11"], from: "/invoices/run?month=2026-11")
            #expect(early.status == .unprocessableContent)
            #expect(early.text.contains("id=\"early-problem\""))
            #expect(try await bea.get("/invoices").says("No invoice has been closed."))
            shop.sample.clock.advance(days: 20)
            #expect(try await bea.get("/invoices?credits=overdue").says(">overdue</span>"))
            let shown = try await bea.get("/invoices/run?month=2026-11")
            #expect(try await bea.get("/invoices").says("No invoice has been closed."))
            let fields = ["form": try shown.hidden("form"), "month": "2026-11"]
            let closed = try await bea.post("/invoices/run", fields)
            #expect(closed.location == "/invoices?done=run&month=2026-11")
            #expect(try await bea.post("/invoices/run", fields).location == closed.location)
            let list = try await bea.get(closed.location)
            #expect(list.says("The invoices of 2026-11 are closed.") && list.says("G000000001"))
            #expect(list.says("There is no such credit."))
            let settled = try await bea.get("/invoices?credits=settled")
            #expect(settled.says("Invoice G000000001, line 2"))
            let invoice = try await bea.get("/invoices/G000000001")
            #expect(invoice.text.contains("id=\"line-2\" class=\"credit\""))
            #expect(invoice.text.contains("href=\"/orders/\(order.id)\""))
            let again = try await bea.get("/invoices/run?month=2026-11")
            #expect(again.says("they do not change any more") && again.field("form") == nil)
            let page = try await bea.get(Paths.order(order.id))
            #expect(page.text.contains("<a href=\"/invoices/G000000001\">Invoice G000000001, line 2</a>"))
        }
    }

    @Test func `a running month is closed when that is said`() async throws {
        let shop = try await Shop()
        _ = try await cancelled(shop)
        try await shop.sample.browsing(as: SamplePeople.billing) { bea async throws in
            let fields = ["month": "2026-11", "early": "yes"]
            let closed = try await bea.post("/invoices/run", fields, from: "/invoices/run?month=2026-11")
            #expect(closed.status == .seeOther)
            #expect(try await bea.get("/invoices/G000000001").says("Invoice G000000001"))
            let bad = try await bea.get("/invoices/run?month=soon")
            #expect(bad.status == .badRequest && bad.says("“soon” is not a month"))
        }
    }

    @Test func `who may look may not close, and who may not look is told so`() async throws {
        let shop = try await Shop()
        _ = try await cancelled(shop)
        try await shop.sample.browsing(as: SamplePeople.agent) { ada async throws in
            let preview = try await ada.get("/invoices/run?month=2026-11")
            #expect(preview.says("not closed") && preview.says("This takes one of the roles"))
            #expect(preview.field("form") == nil)
            let token = try await ada.get("/tickets/new").hidden("form")
            let refused = try await ada.post("/invoices/run", ["form": token, "month": "2026-11", "early": "yes"])
            #expect(refused.status == .forbidden)
        }
        try await shop.sample.browsing(as: SamplePeople.requester) { kim async throws in
            for path in ["/invoices", "/invoices/run", "/invoices/G000000001"] {
                #expect(try await kim.get(path).status == .forbidden)
            }
            #expect(try await !kim.get("/").text.contains("href=\"/invoices\""))
        }
    }

    @Test func `the external book shows what the next invoice should hold, and closes nothing`() async throws {
        let shop = try await Shop(book: .external)
        let order = try SampleOrders.order(for: shop.customer, [try SampleOrders.offer()])
        try await shop.desk.store.write { try $0.insert([order]) }
        try await shop.sample.browsing(as: SamplePeople.billing) { bea async throws in
            #expect(try await bea.get("/invoices").says("Microsoft's invoice is the truth"))
            let preview = try await bea.get("/invoices/run?month=2026-11")
            #expect(preview.says("What the invoice of 2026-11 should show") && preview.says("5,880.00 USD"))
            #expect(preview.field("form") == nil)
        }
    }
}
