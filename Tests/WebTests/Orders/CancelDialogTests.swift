import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import Orders
import Pages
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct CancelDialogTests {
    @Test(arguments: [
        (days: Int64(0), hours: Int64(0), ["30 days remain to cancel it, until 2026-12-24 00:00 UTC."], true),
        (27, 0, ["3 days remain to cancel it", "Only 3 days are left."], true),
        (29, 0, ["1 day remains to cancel it", "Only one day is left."], true),
        (30, 15, ["It can be cancelled today only, until 2026-12-24 00:00 UTC."], true),
        (
            30, 16,
            [
                "The cancellation window of 30 days ended on 2026-12-23 (at 2026-12-24 00:00 UTC)",
                "Customer support request",
            ], false
        ),
    ])
    func `below the order stands how many days remain, or that they are over`(
        days: Int64,
        hours: Int64,
        sentences: [String],
        isOpen: Bool
    ) async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        shop.sample.clock.advance(days: days)
        shop.sample.clock.advance(hours: hours)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            #expect(dialog.status == .ok)
            for sentence in sentences { #expect(dialog.says(sentence), "\(sentence)") }
            #expect((dialog.field("quote") != nil) == isOpen)
        }
    }

    @Test func `what cannot be cancelled says why, and leads to a request where that is the way on`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy([("DZH318Z0BQ4B:0003", 1), ("DZH318Z09TFC:0003", 2)])
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let linux = try await amir.get(shop.cancelPath(order, product: "DZH318Z0BQ4B:0003"))
            #expect(linux.says("SUSE and Red Hat plans can be neither cancelled nor exchanged."))
            #expect(!linux.text.contains("/tickets/new?order"))
            let reservation = try await amir.get(shop.cancelPath(order, product: "DZH318Z09TFC:0003"))
            #expect(reservation.says("Azure reservations are returned by a customer support request only."))
            let request = Paths.newTicket(about: order.id)
            #expect(reservation.text.contains("href=\"\(request)\""))
            let form = try await amir.get(request)
            #expect(form.text.contains("name=\"purchase\" type=\"text\" value=\"order:\(order.id)\""))
            #expect(form.text.contains("value=\"customer1.onmicrosoft.com\""))
            #expect(form.text.contains("name=\"amount\" type=\"text\" value=\"3880.80\""))
            #expect(form.text.contains("<option value=\"USD\" selected>"))
            #expect(form.text.contains("<option value=\"reservation\" selected>"))
        }
    }

    @Test func `a purchase that a request holds names it, with a link for those who may see it`() async throws {
        let shop = try await Shop()
        let ticket = try await shop.sample.file()
        let order = try await shop.buy()
        try await shop.reserve(order, for: "R-\(ticket.number ?? 0)")
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            #expect(dialog.says("It is in progress: R-10001 holds a reservation on it."))
            #expect(dialog.text.contains("href=\"/tickets/R-10001\""))
            #expect(dialog.field("quote") == nil)
        }
        try await shop.sample.browsing(as: Shop.globalAdmin) { gus async throws in
            let dialog = try await gus.get(shop.cancelPath(order))
            #expect(dialog.says("R-10001 holds a reservation on it."))
            #expect(!dialog.text.contains("href=\"/tickets/R-10001\""))
        }
    }

    @Test func `without the acknowledgement nothing is cancelled, and the box says so`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            var fields = try dialog.cancelFields()
            fields["acknowledge"] = nil
            let refused = try await amir.post(Paths.cancel(shop.customer.id), fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("id=\"acknowledge-problem\""))
            #expect(refused.says("Confirm that keys and links die at once"))
            let done = try await amir.post(Paths.cancel(shop.customer.id), try refused.cancelFields())
            #expect(done.status == .seeOther)
        }
        #expect(try await shop.stored(order.id).status == .cancelled)
    }

    @Test func `a quote that ended is refused, and the new one is shown`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            #expect(dialog.says("These amounts hold until 2026-11-24 00:00 UTC."))
            shop.sample.clock.advance(days: 1)
            let late = try await amir.post(Paths.cancel(shop.customer.id), try dialog.cancelFields())
            #expect(late.status == .conflict)
            #expect(late.says("The quote ended at 2026-11-24 00:00 UTC."))
            #expect(late.says("1,176.00 USD × 364 ÷ 365 days = 1,172.77 USD each, × 5 = 5,863.85 USD"))
            #expect(try await shop.stored(order.id).status == .completed)
            let done = try await amir.post(Paths.cancel(shop.customer.id), try late.cancelFields())
            #expect(done.status == .seeOther)
        }
        #expect(try await shop.stored(order.id).lines[0].credits.map(\.amounts.net) == [586_385])
    }

    @Test func `a quote that changed is refused with both figures`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            try await shop.giveBack(100_000, of: order)
            let late = try await amir.post(Paths.cancel(shop.customer.id), try dialog.cancelFields())
            #expect(late.status == .conflict)
            #expect(late.says("The quote showed 6,468.00 USD, but the credit would be 5,468.00 USD now."))
            #expect(late.says("no more than 5,468.00 USD is left of what was paid"))
        }
        #expect(try await shop.stored(order.id).status == .completed)
    }

    @Test func `only the product is cancelled, or the whole order when that is chosen`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy([(Shop.subscription, 5), (Shop.perpetual, 1)])
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order, product: Shop.perpetual))
            #expect(dialog.says("100 % of 1,293.60 USD; tax 117.60 USD"))
            #expect(dialog.says("Only this product"))
            let done = try await amir.post(Paths.cancel(shop.customer.id), try dialog.cancelFields())
            #expect(try await amir.get(done.location).says("A part of the order was cancelled"))
            #expect(try await shop.stored(order.id).lines.map { $0.cancellation == nil } == [true, false])
            #expect(try await amir.get(Paths.orders(of: shop.customer.id)).says("Partly cancelled"))
            let whole = try await amir.get(Paths.cancel(shop.customer.id, order: order.id, isWhole: true))
            #expect(try whole.hidden("scope") == "order")
            #expect(whole.says("Windows Server Datacenter 16 Core: Amir Admin Agent cancelled it"))
            let rest = try await amir.post(Paths.cancel(shop.customer.id), try whole.cancelFields())
            #expect(rest.status == .seeOther)
        }
        #expect(try await shop.stored(order.id).status == .cancelled)
    }

    @Test func `without a script a product, then its orders, are chosen with a button`() async throws {
        let shop = try await Shop()
        let first = try await shop.buy()
        let second = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let path = Paths.cancel(shop.customer.id)
            let start = try await amir.get(path)
            #expect(start.text.contains("<option value=\"\(Shop.subscription)\">"))
            #expect(!start.text.contains(first.id.text))
            let orders = try await amir.get("\(path)?product=\(Paths.percentEncoded(Shop.subscription))")
            for order in [first, second] { #expect(orders.text.contains("<option value=\"\(order.id)\">")) }
            #expect(orders.field("quote") == nil)
            let chosen = try await amir.get(shop.cancelPath(second))
            #expect(chosen.text.contains("<option value=\"\(second.id)\" selected>"))
            #expect(try chosen.hidden("order") == second.id.text)
        }
    }

    @Test func `the external book asks for the reference of Partner Center and keeps it`() async throws {
        let shop = try await Shop(book: .external)
        let order = try SampleOrders.order(for: shop.customer, [try SampleOrders.offer()])
        try await shop.desk.store.write { try $0.insert([order]) }
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            #expect(dialog.says("cancel in Partner Center first"))
            let refused = try await amir.post(Paths.cancel(shop.customer.id), try dialog.cancelFields())
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("id=\"confirm-reference-problem\""))
            let fields = try refused.cancelFields(["reference": "PC-4711"])
            #expect(try await amir.post(Paths.cancel(shop.customer.id), fields).status == .seeOther)
            #expect(try await amir.get(Paths.order(order.id)).says("PC-4711"))
        }
        #expect(try await shop.stored(order.id).lines[0].cancellation?.reference == "PC-4711")
    }

    @Test func `who may not cancel sees what would happen, and no form`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        try await shop.sample.browsing(as: SamplePeople.agent) { ada async throws in
            let dialog = try await ada.get(shop.cancelPath(order))
            #expect(dialog.says("30 days remain to cancel it"))
            #expect(dialog.says("This takes one of the roles Admin agent"))
            #expect(dialog.field("quote") == nil)
            let token = try await ada.get("/tickets/new").hidden("form")
            let fields = ["form": token, "quote": "x", "order": order.id.text, "acknowledge": "yes"]
            #expect(try await ada.post(Paths.cancel(shop.customer.id), fields).status == .forbidden)
        }
        #expect(try await shop.stored(order.id).status == .completed)
    }

    @Test func `the dialog of one customer cancels nothing of another's`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        _ = try await shop.buy(for: shop.other)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let fields = try await amir.get(shop.cancelPath(order)).cancelFields()
            let moved = try await amir.post(Paths.cancel(shop.other.id), fields)
            #expect(moved.status == .unprocessableContent)
            #expect(moved.says("The order does not belong to"))
            let lied = fields.merging(["customer": shop.other.id.description]) { $1 }
            #expect(try await amir.post(Paths.cancel(shop.other.id), lied).status == .unprocessableContent)
        }
        #expect(try await shop.stored(order.id).status == .completed)
    }
}
