import Basics
import HTTPTypes
import HummingbirdTesting
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct QueueTests {
    @Test func `the queue goes on from page to page without losing or repeating a ticket`() async throws {
        let sample = try await SampleDesk()
        for index in 1...120 {
            _ = try await sample.file(.sample([.title: "Request \(index)", .amount: "\(index)"]))
            sample.clock.advance(milliseconds: 1000)
        }
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            var path = "/?q=is:open%20sort:amount"
            var seen: [String] = []
            var pages = 0
            while true {
                let page = try await ada.get(path).text
                pages += 1
                seen += page.matches(of: /class="number"><a href="\/tickets\/(R-\d+)"/).map { String($0.1) }
                #expect(page.contains("120 requests"))
                #expect(page.contains("Back to the first page") == (pages > 1))
                guard let next = page.firstMatch(of: /rel="next" href="([^"]+)"/) else { break }
                path = String(next.1).replacing("&amp;", with: "&")
            }
            #expect(pages == 3)
            #expect(seen == (1...120).map { "R-\(10_000 + $0)" })
        }
    }

    @Test func `tabs count what one may see, and lead there`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        _ = try await sample.file()
        _ = try await sample.file(by: SamplePeople.otherRequester)
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let page = try await ada.get("/").text
            #expect(page.contains("aria-current=\"page\">Open <span class=\"count\">3</span>"))
            #expect(page.contains("Mine <span class=\"count\">1</span>"))
            #expect(page.contains("<a href=\"/?q=status%3Asubmitted\">Submitted <span class=\"count\">2</span></a>"))
        }
        try await sample.browsing(as: SamplePeople.otherRequester) { lee async throws in
            let page = try await lee.get("/?lang=en").text
            #expect(page.contains("Open <span class=\"count\">1</span>"))
            #expect(page.contains("1 request<"))
            #expect(!page.contains("Mine"))
        }
    }

    @Test func `an empty queue says so and offers what to do`() async throws {
        let sample = try await SampleDesk()
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let page = try await kim.get("/").text
            #expect(page.contains("Nothing here"))
            #expect(page.contains("href=\"/tickets/new\""))
        }
    }

    @Test func `a cursor that is none begins at the beginning`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get("/?q=&after=%00x").text.contains("R-10001"))
        }
    }
}
