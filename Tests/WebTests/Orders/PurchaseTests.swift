import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Orders
import Pages
import SampleDesk
import Testing

@testable import Web

@Suite struct PurchaseTests {
    @Test func `a purchase goes from the catalogue to the key, is cancelled once, and then gives nothing any more`()
        async throws
    {
        let shop = try await Shop()
        let buy = Paths.buy(for: shop.customer.id)
        let order = try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let offers = try await amir.get(buy)
            #expect(offers.says("Prices are without tax; tax is added."))
            #expect(offers.says("1,176.00 USD"))
            let review = try await amir.post(buy, [Shop.field: "5", "then": "review"], from: buy)
            #expect(review.status == .ok)
            #expect(review.says("5,880.00 USD") && review.says("588.00 USD") && review.says("6,468.00 USD"))
            #expect(try await shop.orders() == [])
            let fields = [
                "form": try review.hidden("form"), "shown": try review.hidden("shown"), Shop.field: "5", "then": "buy",
            ]
            let bought = try await amir.post(buy, fields)
            #expect(bought.status == .seeOther)
            let order = try #require(try await shop.orders().first)
            #expect(bought.location == "/orders/\(order.id)?done=bought")
            let page = try await amir.get(bought.location)
            #expect(page.says("The order was placed."))
            #expect(page.says("30 days remain to cancel it, until 2026-12-24 00:00 UTC."))
            #expect(page.says("subscription-2021-06: 30 days, prorated by day"))
            return order
        }
        let keys = Paths.keys(order.id, line: 0, of: shop.customer.id)
        let media = ["version": "2022", "language": "ko", "bits": "64"]
        let link = try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let list = try await amir.get(Paths.customer(shop.customer.id))
            #expect(list.text.contains("href=\"\(keys)\""))
            let first = try await amir.post(keys, media.merging(["then": "key"]) { $1 }, from: keys)
            let key = try #require(first.text.firstMatch(of: /id="given"[^>]* value="([A-Z0-9]{32})"/)).1
            #expect(first.headers[.cacheControl] == "no-store")
            #expect(try await !amir.get(keys).text.contains(key))
            let again = try await amir.post(keys, media.merging(["then": "key"]) { $1 }, from: keys)
            #expect(again.text.contains(key))
            let file = try await amir.post(keys, media.merging(["then": "download"]) { $1 }, from: keys)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"DG7GMGF0FKZV-0003") == true)
            let given = try await amir.post(keys, media.merging(["then": "link"]) { $1 }, from: keys)
            let link = try #require(given.text.firstMatch(of: /value="http:\/\/localhost(\/downloads\/[0-9a-f]{32})"/))
                .1
            #expect(given.says("It dies 5 days after its first use"))
            let head = try await amir.get(String(link), method: .head)
            #expect(head.status == .ok)
            let got = try await amir.get(String(link))
            #expect(got.bytes == file.bytes)
            #expect(got.headers[.cacheControl] == "no-store")
            #expect(got.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            return String(link)
        }
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let dialog = try await amir.get(shop.cancelPath(order))
            #expect(
                dialog.says("1,176.00 USD × 365 ÷ 365 days = 1,176.00 USD each, × 5 = 5,880.00 USD; tax 588.00 USD")
            )
            let path = Paths.cancel(shop.customer.id)
            let done = try await amir.post(path, try dialog.cancelFields())
            #expect(done.location == Paths.cancelled(order.id))
            let said = try await amir.get(done.location)
            for sentence in [
                "The order was cancelled", "Amir Admin Agent cancelled it on 2026-11-23 08:15 UTC.", "6,468.00 USD",
                "Due on the invoice of 2026-11", "All keys and download links of this purchase are revoked at once.",
                "up to 15 minutes",
            ] { #expect(said.says(sentence), "\(sentence)") }
            // Sent again it leads to the same page; another form is told who did it and when.
            #expect(try await amir.post(path, try dialog.cancelFields()).location == done.location)
            let other = try await amir.get(shop.cancelPath(order))
            #expect(other.says("Amir Admin Agent cancelled it on 2026-11-23 08:15 UTC."))
            #expect(other.field("quote") == nil)
            let token = try await amir.get(Paths.newCustomer).hidden("form")
            let fields = try dialog.cancelFields([
                "form": token, "quote": "00000000-0000-7000-8000-00000000ffff",
            ])
            let refused = try await amir.post(path, fields)
            #expect(refused.status == .conflict)
            #expect(refused.says("Amir Admin Agent cancelled it on 2026-11-23 08:15 UTC."))
            let dead = try await amir.post(
                keys,
                media.merging(["then": "key", "form": fields["form"] ?? ""]) { $1 }
            )
            #expect(dead.status == .gone)
            #expect(dead.says("Keys and links were revoked when Amir Admin Agent cancelled the purchase"))
            #expect(try await amir.get(link).status == .gone)
            let list = try await amir.get(Paths.customer(shop.customer.id))
            #expect(list.says("Cancelled on 2026-11-23 08:15 UTC: keys and links are revoked."))
            #expect(list.says("propagating"))
            #expect(!list.text.contains("href=\"\(keys)\""))
        }
        let kinds = try await shop.activity().reversed().map { "\($0.kind.rawValue)\($0.refusal == nil ? "" : "!")" }
        #expect(
            kinds == [
                "orderPlaced", "keyShown", "keyShown", "softwareDownloaded", "linkTaken", "softwareDownloaded",
                "orderCancelled", "keyShown!", "softwareDownloaded!",
            ]
        )
        #expect(try await shop.stored(order.id).lines[0].credits.count == 1)
    }

    @Test func `the same form sent twice makes one order, and leads to it both times`() async throws {
        let shop = try await Shop()
        let buy = Paths.buy(for: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let review = try await amir.post(buy, [Shop.field: "5", "then": "review"], from: buy)
            let fields = [
                "form": try review.hidden("form"), "shown": try review.hidden("shown"), Shop.field: "5", "then": "buy",
            ]
            async let first = amir.post(buy, fields)
            async let second = amir.post(buy, fields)
            let answers = try await [first, second]
            #expect(answers.map(\.status) == [.seeOther, .seeOther])
            let order = try #require(try await shop.orders().first)
            #expect(
                Set(answers.map(\.location)) == [
                    "/orders/\(order.id)?done=bought", "/orders/\(order.id)?done=alreadyBought",
                ]
            )
            let other = try await amir.post(buy, fields.merging([Shop.field: "6"]) { $1 })
            #expect(other.status == .conflict)
            #expect(other.says("This form was used for another purchase."))
        }
        #expect(try await shop.orders().count == 1)
    }

    @Test func `a price that changed after the review is shown again before anything is bought`() async throws {
        let shop = try await Shop()
        let buy = Paths.buy(for: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let review = try await amir.post(buy, [Shop.field: "1", "then": "review"], from: buy)
            let dearer = try SampleOrders.offer(price: "1200.00 USD")
            try await shop.desk.keep([dearer], by: .sample(SamplePeople.adminAgent))
            let fields = [
                "form": try review.hidden("form"), "shown": try review.hidden("shown"), Shop.field: "1", "then": "buy",
            ]
            let changed = try await amir.post(buy, fields)
            #expect(changed.status == .conflict)
            #expect(changed.says("1293.60 USD was shown, it is 1320.00 USD now."))
            #expect(try await shop.orders() == [])
            let agreed = [
                "form": try changed.hidden("form"), "shown": try changed.hidden("shown"), Shop.field: "1",
                "then": "buy",
            ]
            #expect(try await amir.post(buy, agreed).status == .seeOther)
        }
        #expect(try await shop.orders().map(\.charged.gross.description) == ["1320.00 USD"])
    }

    @Test func `wrong quantities stand beside their products, and nothing chosen is said`() async throws {
        let shop = try await Shop()
        let buy = Paths.buy(for: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let wrong = try await amir.post(
                buy,
                [Shop.field: "some", Shop.perpetualField: "2", "then": "review"],
                from: buy
            )
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.says("“some” is not a whole number"))
            #expect(wrong.text.contains("value=\"some\"") && wrong.text.contains("value=\"2\""))
            let none = try await amir.post(buy, ["then": "review"], from: buy)
            #expect(none.says("Write a quantity beside at least one product."))
            let many = try await amir.post(buy, [Shop.field: "20000", "then": "review"], from: buy)
            #expect(many.says("20,000 cannot be ordered; 1 to 10,000 can."))
            let gone = try await amir.post(buy, ["item.NOSUCH:0001@USD": "1", "then": "review"], from: buy)
            #expect(gone.says("“NOSUCH:0001” is not on sale in United States"))
            let back = try await amir.post(buy, [Shop.field: "7", "then": "change"], from: buy)
            #expect(back.status == .ok && back.text.contains("value=\"7\""))
        }
    }

    @Test func `in Australia the price includes tax`() async throws {
        let shop = try await Shop()
        let buy = Paths.buy(for: shop.other.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            #expect(try await amir.get(buy).says("The price includes tax."))
            let field = "item.DG7GMGF0FKZV:0003:DG7GMGF0DWMS@AUD"
            let review = try await amir.post(buy, [field: "2", "then": "review"], from: buy)
            #expect(review.says("3,000.00 AUD") && review.says("272.72 AUD"))
            #expect(review.says("The price includes tax; net and tax are what it is made of."))
        }
    }

    @Test func `the external book says why it sells nothing and what to do`() async throws {
        let shop = try await Shop(book: .external)
        let buy = Paths.buy(for: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let page = try await amir.get(buy)
            #expect(page.says("Nothing is sold in the external books"))
            #expect(page.says("bring the order in with “recoup orders import”"))
            #expect(page.field("form") == nil)
            let token = try await amir.get(Paths.newCustomer).hidden("form")
            let refused = try await amir.post(buy, ["form": token, Shop.field: "1", "then": "buy"])
            #expect(refused.status == .unprocessableContent)
        }
    }

    @Test func `a customer who has not agreed buys nothing before that is recorded`() async throws {
        let shop = try await Shop(agreedOn: nil)
        let buy = Paths.buy(for: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let page = try await amir.get(buy)
            #expect(page.says("Customer 1 has not accepted the Microsoft Customer Agreement."))
            #expect(page.text.contains("href=\"\(Paths.edit(shop.customer.id))\""))
            let refused = try await amir.post(buy, [Shop.field: "1", "then": "review"], from: buy)
            #expect(refused.status == .unprocessableContent)
            let edit = Paths.edit(shop.customer.id)
            let saved = try await amir.post(
                edit,
                [
                    "domain": "customer1.onmicrosoft.com", "name": "Customer 1", "market": "US",
                    "segment": "commercial", "agreed": "2026-11-20",
                ],
                from: edit
            )
            #expect(saved.location == "\(Paths.customer(shop.customer.id))?done=changed")
            #expect(try await amir.post(buy, [Shop.field: "1", "then": "review"], from: buy).status == .ok)
        }
    }
}
