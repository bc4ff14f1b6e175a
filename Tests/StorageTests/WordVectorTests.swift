import Basics
import Casework
import SampleDesk
import Testing
import Tickets

@testable import Storage

@Suite struct WordVectorTests {
    @Test func `words stand in lower case with their places`() {
        #expect(WordVector.of("Refund, 환불을 kim@contoso.com") == "'refund':1 '환불을':2 'kim':3 'contoso':4 'com':5 ")
        #expect(WordVector.of(" \n") == "")
    }

    @Test func `quotes never enter a vector`() {
        #expect(WordVector.of("it's 'quoted' \\ back") == "'it':1 's':2 'quoted':3 'back':4 ")
    }

    @Test func `words too long for the index are cut between characters`() {
        let vector = WordVector.of(String(repeating: "환", count: 1_000))
        #expect(vector == "'\(String(repeating: "환", count: 666))':1 ")
    }

    @Test func `places end where PostgreSQL's do`() {
        let vector = WordVector.of(String(repeating: "a ", count: 16_390))
        #expect(vector.hasSuffix("'a':16383 'a':16383 "))
    }

    @Test func `texts are cut at the limit between characters`() {
        let text = String(repeating: "환", count: 100_000)
        #expect(FullText.capped(text).utf8.count == FullText.limit - FullText.limit % 3)
        #expect(FullText.capped("short") == "short")
    }

    @Test(arguments: Backing.allCases)
    func `long texts of many words are kept and found by their beginning`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            let text = (0..<40_000).map { "wörter\($0)" }.joined(separator: " ")
            let ticket = try await sample.file(.sample([.explanation: "none"]))
            try await sample.perform(
                .note(Message(text: text, visibility: .public)),
                on: ticket,
                by: SamplePeople.agent
            )
            let agent = Actor.sample(SamplePeople.agent)
            #expect(try await sample.desk.count(TicketQuery("wörter9999"), for: agent) == 1)
            #expect(try await sample.desk.count(TicketQuery("wörter39999"), for: agent) == 0)
        }
    }
}
