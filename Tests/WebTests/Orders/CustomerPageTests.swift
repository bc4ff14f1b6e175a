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

@Suite struct CustomerPageTests {
    private static let fields = [
        "tenant": "0a1b2c3d-0000-4000-8000-123456789abc", "domain": "tailspin.onmicrosoft.com", "name": "Tailspin Toys",
        "market": "South Korea", "segment": "education", "agreed": "", "language": "ko",
    ]

    @Test func `a customer is added, found by the beginning of name or domain, and changed`() async throws {
        let shop = try await Shop()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let added = try await amir.post("/customers", Self.fields, from: "/customers/new")
            #expect(added.location == "/customers/0a1b2c3d-0000-4000-8000-123456789abc?done=added")
            #expect(try await amir.get(added.location).says("Tailspin Toys was added."))
            for query in ["tail", "TAILSPIN T", "tailspin.on"] {
                let found = try await amir.get(Paths.customers(query))
                #expect(found.says("Tailspin Toys") && !found.says("Customer 1"), "\(query)")
            }
            #expect(try await amir.get("/customers?q=nobody").says("No customers"))
            let edit = "/customers/tailspin.onmicrosoft.com/edit"
            let form = try await amir.get(edit)
            #expect(form.text.contains("<option value=\"KR\" selected>South Korea (KR)</option>"))
            #expect(form.text.contains("<option value=\"education\" selected>"))
            var changes = Self.fields
            changes["tenant"] = nil
            changes["name"] = "Tailspin Games"
            let changed = try await amir.post(edit, changes, from: edit)
            #expect(try await amir.get(changed.location).says("The data of Tailspin Games were changed."))
        }
    }

    @Test func `a form that was opened before somebody else changed the data is not taken`() async throws {
        let shop = try await Shop()
        let edit = Paths.edit(shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let form = try await amir.get(edit)
            var other = CustomerForm()
            other.name = "Renamed"
            _ = try await shop.desk.changeCustomer(.id(shop.customer.id), other, by: .sample(SamplePeople.agent))
            var fields = Self.fields
            fields["tenant"] = nil
            fields["form"] = try form.hidden("form")
            fields["seen"] = try form.hidden("seen")
            let late = try await amir.post(edit, fields)
            #expect(late.status == .conflict)
            #expect(late.says("they are now: Renamed, customer1.onmicrosoft.com"))
            #expect(late.text.contains("value=\"Tailspin Toys\""))
            fields["form"] = try late.hidden("form")
            fields["seen"] = try late.hidden("seen")
            async let first = amir.post(edit, fields)
            async let second = amir.post(edit, fields)
            #expect(try await [first, second].map(\.status) == [.seeOther, .seeOther])
        }
    }

    @Test func `a wrong form names every problem beside its field and keeps the rest`() async throws {
        let shop = try await Shop()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let wrong = Self.fields.merging(["tenant": "x", "domain": "x", "market": "Atlantis", "agreed": "soon"]) {
                $1
            }
            let answer = try await amir.post("/customers", wrong, from: "/customers/new")
            #expect(answer.status == .unprocessableContent)
            for expected in [
                "id=\"customer-tenant-problem\">“x” is not a GUID",
                "id=\"customer-domain-problem\">“x” is not a domain name",
                "id=\"customer-market-problem\">“Atlantis” is not a market",
                "id=\"customer-agreed-problem\">“soon” is not a date", "4 things have to be put right.",
                "value=\"Tailspin Toys\"",
            ] { #expect(answer.text.contains(expected), "\(expected)") }
            let taken = Self.fields.merging(["domain": "customer1.onmicrosoft.com"]) { $1 }
            let refused = try await amir.post("/customers", taken, from: "/customers/new")
            #expect(refused.text.contains("id=\"customer-domain-problem\">“customer1.onmicrosoft.com” is taken"))
        }
    }

    @Test func `lists go on page by page`() async throws {
        let shop = try await Shop()
        let many = try (10..<70).map { try SampleOrders.customer($0, name: "Branch \($0)") }
        try await shop.desk.store.write { records in for customer in many { try records.save(customer) } }
        for _ in 0..<60 { _ = try await shop.buy() }
        try await shop.sample.browsing(as: SamplePeople.agent) { ada async throws in
            for (path, total) in [("/customers?q=branch", 60), (Paths.orders(of: shop.customer.id), 60)] {
                let first = try await ada.get(path)
                let next = try #require(first.text.firstMatch(of: /rel="next" href="([^"]+)"/)).1
                let second = try await ada.get(String(next).replacing("&amp;", with: "&"))
                let rows = [first, second].map { $0.text.matches(of: /<tr>\n<td class="lead"><a [^>]*href="([^"]+)"/) }
                #expect(rows.map(\.count) == [50, total - 50])
                #expect(Set(rows.joined().map { String($0.1) }).count == total)
                #expect(!second.text.contains("rel=\"next\"") && second.says("Back to the first page"))
            }
        }
    }

    @Test func `a customer's global admin sees the software of their own tenant, and nothing else`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        let foreign = try await shop.buy(for: shop.other)
        try await shop.sample.browsing(as: Shop.tenantAdmin) { tara async throws in
            let list = try await tara.get("/customers")
            #expect(list.says("Customer 1") && !list.says("Customer 2"))
            let software = try await tara.get(Paths.customer(shop.customer.id))
            #expect(software.says("Get keys and downloads"))
            for hidden in ["Order history", "Add products", "/orders/", "Cancel…", "/invoices", "/activity"] {
                #expect(!software.says(hidden), "\(hidden)")
            }
            let keys = Paths.keys(order.id, line: 0, of: shop.customer.id)
            let media = ["version": "2019", "language": "en", "bits": "32", "then": "key"]
            #expect(try await tara.post(keys, media, from: keys).text.contains("id=\"given\""))
            for path in [
                Paths.customer(shop.other.id), Paths.buy(for: shop.other.id), Paths.cancel(shop.other.id),
                Paths.keys(foreign.id, line: 0, of: shop.other.id),
                Paths.keys(foreign.id, line: 0, of: shop.customer.id),
            ] { #expect(try await tara.get(path).status == .notFound, "\(path)") }
            let token = try await tara.get(keys).hidden("form")
            let stolen = media.merging(["form": token]) { $1 }
            #expect(
                try await tara.post(Paths.keys(foreign.id, line: 0, of: shop.customer.id), stolen).status == .notFound
            )
            for path in [
                Paths.orders(of: shop.customer.id), Paths.order(order.id), Paths.buy(for: shop.customer.id),
                Paths.cancel(shop.customer.id), "/invoices", "/activity", "/activity.csv", "/customers/new",
            ] { #expect(try await tara.get(path).status == .forbidden, "\(path)") }
        }
    }

    @Test func `who may see customers but no keys is refused them, and the log says so`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        let keys = Paths.keys(order.id, line: 0, of: shop.customer.id)
        try await shop.sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await !ada.get(Paths.customer(shop.customer.id)).text.contains(keys))
            let media = ["version": "2022", "language": "en", "bits": "64", "then": "key"]
            let refused = try await ada.post(keys, media, from: keys)
            #expect(refused.status == .forbidden)
            #expect(!refused.text.contains("id=\"given\""))
            let wrong = try await ada.post(keys, media.merging(["bits": "16"]) { $1 }, from: keys)
            #expect(wrong.status == .unprocessableContent)
        }
        #expect(try await shop.activity().first?.refusal == "that takes one of the roles adminAgent")
    }

    @Test func `what is not there is not found`() async throws {
        let shop = try await Shop()
        let id = shop.customer.id
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            for path in [
                "/customers/nobody", "/customers/\(GUID(high: 1, low: 1))", "/orders/x", "/orders/x/cancelled",
                "/orders/a1b2c3d4e5f6", "/customers/\(id)/software/x/0", "/invoices/G000000099", "/tickets/new?order=x",
            ] {
                let answer = try await amir.get(path)
                #expect(answer.status == .notFound, "\(path)")
                #expect(answer.says("There is no"), "\(path)")
            }
            let dead = try await amir.get("/downloads/0123456789abcdef0123456789abcdef")
            #expect(dead.status == .gone)
            #expect(dead.says("This link is dead."))
        }
    }

    @Test func `no change is made without a form of this desk and this person`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        let before = try await shop.activity()
        try await shop.sample.browsing(as: SamplePeople.adminAgent) { amir async throws in
            let id = shop.customer.id
            let dialog = try await amir.get(shop.cancelPath(order)).cancelFields()
            let keys = Paths.keys(order.id, line: 0, of: id)
            let other = try shop.sample.site(for: SamplePeople.adminAgent, secret: "another secret!!")
            let foreign = other.tokens.token(GUID(high: 1, low: 1), for: SamplePeople.adminAgent.id)
            for token in ["", "x", foreign] {
                let sent: [(String, [String: String])] = [
                    ("/customers", Self.fields), (Paths.edit(id), ["name": "Kept"]),
                    (Paths.buy(for: id), [Shop.field: "1", "then": "buy"]), (Paths.cancel(id), dialog),
                    (keys, ["version": "2022", "language": "en", "bits": "64", "then": "key"]),
                ]
                for (path, fields) in sent {
                    let answer = try await amir.post(path, fields.merging(["form": token]) { $1 })
                    #expect(answer.status == .forbidden, "\(path)")
                    #expect(answer.says("This form was made before the desk was started again."), "\(path)")
                }
            }
            var stranger = amir
            stranger.headers[.origin] = "http://evil.example"
            for path in ["/customers", Paths.buy(for: id), Paths.cancel(id), keys, "/invoices/run"] {
                #expect(try await stranger.post(path, dialog).status == .forbidden, "\(path)")
            }
        }
        #expect(try await shop.activity() == before)
        #expect(try await shop.orders().count == 1)
        #expect(try await shop.stored(order.id).status == .completed)
    }
}
