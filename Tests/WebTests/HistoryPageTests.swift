import Basics
import Casework
import Foundation
import HTTPTypes
import HummingbirdTesting
import SampleDesk
import Testing
import Tickets

@testable import Web

@Suite struct HistoryPageTests {
    @Test func `the whole history is a page of its own, linked from the ticket`() async throws {
        let sample = try await SampleDesk()
        let ticket = try await sample.ticket(in: .underReview)
        let secret = Message(text: "secret", visibility: .internal)
        try await sample.perform(.note(secret), on: ticket, by: SamplePeople.agent)
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            #expect(try await ada.get("/tickets/R-10001").text.contains("<a href=\"/tickets/R-10001/history\">"))
            let page = try await ada.get("/tickets/R-10001/history")
            #expect(page.status == .ok)
            #expect(page.text.contains("secret") && page.text.contains("Ada Agent (ada)"))
            #expect(page.text.contains(ticket.head.description))
            let korean = try await ada.get("/tickets/R-10001/history?lang=ko").text
            #expect(korean.contains("<html lang=\"ko\">"))
        }
        try await sample.browsing(as: SamplePeople.requester) { kim async throws in
            let page = try await kim.get("/tickets/R-10001/history")
            #expect(page.status == .ok && !page.text.contains("secret"))
        }
        try await sample.browsing(as: SamplePeople.otherRequester) { lee async throws in
            #expect(try await lee.get("/tickets/R-10001/history").status == .notFound)
        }
    }

    @Test func `the page's policy lets its own style through and nothing else`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.file()
        try await sample.browsing(as: SamplePeople.agent) { ada async throws in
            let page = try await ada.get("/tickets/R-10001/history")
            let html = page.text
            let start = try #require(html.range(of: "<style>"))
            let end = try #require(html.range(of: "</style>"))
            let digest = Digest.of(String(html[start.upperBound..<end.lowerBound]))
            let hash = Data(digest.bytes).base64EncodedString()
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-\(hash)'; "))
            #expect(!policy.contains("unsafe") && !policy.contains("script"))
        }
    }

    @Test(arguments: EscapingTests.probes)
    func `what people write stays text in the history and among the views`(probe: String) async throws {
        let person = SamplePeople.person(40, "eve", probe, "eve@fabrikam.com", [.agent, .approver])
        let sample = try await SampleDesk(people: SamplePeople.all + [person])
        let filed = try await sample.file(.sample([.title: probe, .explanation: probe]), by: person)
        try await sample.perform(.edit(FactsForm([.title: probe + "!"])), on: filed, by: person)
        let note = Message(text: probe, visibility: .internal, author: probe)
        try await sample.perform(.note(note), on: filed, by: person)
        let name = String(probe.prefix(60))
        let eve = Actor.sample(person)
        try await sample.desk.saveView(
            named: name,
            query: "\"\(probe.replacing("\"", with: ""))\"",
            isShared: true,
            by: eve
        )
        try await sample.browsing(as: person) { eve async throws in
            EscapingTests.check(try await eve.get("/").text)
            EscapingTests.check(try await eve.get("/tickets/R-10001/history").text)
        }
    }

    @Test func `views stand above the query with their counts, the current one marked`() async throws {
        let sample = try await SampleDesk()
        _ = try await sample.ticket(in: .underReview)
        _ = try await sample.file()
        try await sample.desk.saveView(
            named: "큰 금액",
            query: "amount>=1000",
            isShared: true,
            by: .sample(SamplePeople.agent)
        )
        try await sample.browsing(as: SamplePeople.otherAgent) { alan async throws in
            let page = try await alan.get("/?q=amount%3E%3D1000").text
            #expect(
                page.contains(
                    "<a href=\"/?q=amount%3E%3D1000\" aria-current=\"page\"><bdi>큰 금액</bdi> <span class=\"count\">2</span></a>"
                )
            )
            #expect(page.contains("<bdi>Unassigned</bdi> <span class=\"count\">1</span>"))
            let korean = try await alan.get("/?lang=ko").text
            #expect(korean.contains("<bdi>승인 대기</bdi> <span class=\"count\">1</span>"))
        }
    }
}
