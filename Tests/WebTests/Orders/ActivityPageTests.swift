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

@Suite struct ActivityPageTests {
    @Test func `keys and downloads are listed by day and customer, refused ones marked, and exported`() async throws {
        let shop = try await Shop(name: "=HYPERLINK(1)")
        let order = try await shop.buy()
        let foreign = try await shop.buy(for: shop.other)
        let media = Media(version: "2022", language: "ko", bits: .x64)
        let amir = Actor.sample(SamplePeople.adminAgent, from: .web)
        _ = try await shop.desk.key(order: order.id.text, line: 0, media: media, by: amir)
        shop.sample.clock.advance(days: 2)
        _ = try await shop.desk.link(order: foreign.id.text, line: 0, media: media, by: amir)
        do {
            _ = try await shop.desk.key(
                order: order.id.text,
                line: 0,
                media: media,
                by: .sample(SamplePeople.agent)
            )
            Issue.record("an agent got a key")
        } catch DeskError.notAllowed {}
        try await shop.sample.browsing(as: Shop.globalAdmin) { gus async throws in
            let all = try await gus.get("/activity")
            #expect(all.says("3 entries"))
            #expect(all.text.components(matching: "class=\"refused\"") == 1)
            #expect(all.says("Key shown") && all.says("Link taken") && all.says("Amir Admin Agent"))
            #expect(all.says("that takes one of the roles adminAgent"))
            #expect(!all.says("Order placed"))
            let day = try await gus.get("/activity?from=2026-11-23&to=2026-11-23")
            #expect(day.says("1 entry"))
            let everything = try await gus.get("/activity?show=all&from=2026-11-23&to=2026-11-23")
            #expect(everything.says("3 entries") && everything.says("Order placed"))
            let one = try await gus.get("/activity?customer=customer2.onmicrosoft.com")
            #expect(one.says("1 entry") && one.says("Link taken"))
            let csv = try await gus.get("/activity.csv?from=2026-11-01&to=2026-11-30&show=keys&customer=")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(
                csv.headers[.contentDisposition]?
                    .hasPrefix("attachment; filename=\"recoup-activity-2026-11-01-2026-11-30.csv\"") == true
            )
            let lines = csv.text.split(separator: "\r\n").map(String.init)
            #expect(lines.count == 4)
            #expect(lines[0] == "at,kind,outcome,by,account,door,customer,domain,name,order,line,detail,refusal")
            #expect(
                lines[3]
                    == "2026-11-23T08:15:00.000Z,keyShown,granted,Amir Admin Agent,desk,web,\(shop.customer.id),"
                    + "customer1.onmicrosoft.com,'=HYPERLINK(1),\(order.id),0,\"Windows Server (2022, ko, 64 bit)\","
            )
            #expect(lines.filter { $0.contains(",refused,Ada Agent,") }.count == 1)
        }
    }

    @Test func `a filter that cannot be read says so beside its field`() async throws {
        let shop = try await Shop()
        try await shop.sample.browsing(as: Shop.globalAdmin) { gus async throws in
            let bad = try await gus.get("/activity?from=yesterday")
            #expect(bad.status == .badRequest)
            #expect(bad.text.contains("id=\"activity-from-problem\">“yesterday” is not a date"))
            let turned = try await gus.get("/activity?from=2026-11-23&to=2026-11-22")
            #expect(turned.says("This is 2026-11-22, before its start on 2026-11-23."))
            let nobody = try await gus.get("/activity?customer=nobody")
            #expect(nobody.status == .notFound)
            #expect(nobody.says("There is no customer “nobody” that you may see"))
            #expect(try await gus.get("/activity.csv?from=x").status == .unprocessableContent)
        }
    }

    @Test func `only the four roles of the program may read it`() async throws {
        let shop = try await Shop()
        let readers: Set<Role> = [.globalAdmin, .accountAdmin, .referralAdmin, .marketingContentAdmin]
        for role in Role.allCases {
            try await shop.sample.browsing(as: SamplePeople.with(role)) { browser async throws in
                let expected = readers.contains(role) ? HTTPResponse.Status.ok : .forbidden
                #expect(try await browser.get("/activity").status == expected, "\(role)")
                #expect(try await browser.get("/activity.csv").status == expected, "\(role)")
                let queue = try await browser.get("/").text
                #expect(queue.contains("href=\"/activity\"") == readers.contains(role), "\(role)")
            }
        }
    }
}

extension String {
    fileprivate func components(matching text: String) -> Int { ranges(of: text).count }
}
