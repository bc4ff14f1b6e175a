import Basics
import Casework
import Foundation
import Glibc
import SampleDesk
import Testing
import Tickets

@testable import Commands

/// What a person wrote and did not send.
struct TriageDraftTests {
    private let desk: SampleDesk

    init() async throws { desk = try await SampleDesk() }

    private func view(_ status: TicketStatus, for person: Person = SamplePeople.agent) async throws -> TicketView {
        let ticket = try await desk.ticket(in: status)
        return try await desk.desk.show(.id(ticket.id), to: .sample(person))
    }

    private func session(_ view: TicketView) -> TriageSession {
        var queue = TriageQueue(TriageOrder.standard, total: 1)
        queue.append(ListPage(items: [TicketSummary(of: view.ticket)], next: nil))
        var session = TriageSession(queue, by: SamplePeople.agent)
        session.look(at: view)
        return session
    }

    private func question(_ step: TriageSession.Step) throws -> Question {
        guard case .ask(let question) = step else { throw AnswerFlaw(sentence: "\(step) asks nothing") }
        return question
    }

    @Test func `a reply that was edited and did not go out is offered to the next question`() async throws {
        let review = try await view(.underReview)
        for key in [Key.character("x"), .escape, .control("c")] {
            var session = session(review)
            session.preview("Dear all", isOwn: true)
            _ = session.press(key, on: review)
            #expect(session.notice?.text == "nothing was sent; what you wrote is kept for the next ask")
            #expect(session.drafts[review.ticket.id, .ask] == [.text: "Dear all"])
        }
        var untouched = session(review)
        untouched.preview("Dear all")
        _ = untouched.press(.escape, on: review)
        #expect(untouched.drafts[review.ticket.id, .ask] == [:])
    }

    @Test func `nobody confirms by Enter what they once cancelled`() async throws {
        let draft = try await view(.draft, for: SamplePeople.requester)
        var session = session(draft)
        _ = try question(session.press(.character("X"), on: draft))
        session.cancel(keeping: "yes", on: draft)
        #expect(session.drafts[draft.ticket.id, .discard] == [:])
        #expect(try question(session.press(.character("X"), on: draft)).standard == nil)
        #expect(try session.answer("yes", on: draft) == .perform(.command(.discard)))
        #expect(session.drafts[draft.ticket.id, .discard] == [:])
        _ = session.refused("somebody was faster")
        #expect(try question(session.press(.character("X"), on: draft)).standard == nil)
    }

    @Test func `an answer is offered again only to the question that it answered`() async throws {
        let review = try await view(.underReview)
        var session = session(review)
        _ = try question(session.press(.character("E"), on: review))
        _ = try session.answer("tenant", on: review)
        _ = try session.answer("fabrikam.com", on: review)
        _ = session.refused("somebody was faster")
        _ = try question(session.press(.character("E"), on: review))
        #expect(try question(session.answer("tenant", on: review)).standard == "fabrikam.com")
        session.cancel(keeping: "", on: review)
        _ = try question(session.press(.character("E"), on: review))
        #expect(try question(session.answer("title", on: review)).standard == review.ticket.content.form[.title])
    }

    @Test func `a paste that comes in pieces is one key`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        @Sendable func send(_ text: String) {
            _ = Array(text.utf8).withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
        }
        var keys = KeyInput(Input(descriptor: reading, isTerminal: true), Interruption())
        send("\u{1b}[200~first\r")
        // A thread of its own: reading holds one of those that tasks share, and there may be no other.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.2)
            send("second\u{1b}[201~q")
            close(writing)
        }
        #expect(try keys.next() == .paste("first\nsecond"))
        #expect(try keys.next() == .character("q"))
        #expect(try keys.next() == nil)
    }

    @Test func `a file of answers may end its lines as Windows does`() throws {
        let folder = try Folder()
        var lines = try AnswerLines(file: folder.write("# hint\r\nt\r\nk Which?\r\n", to: "answers"))
        #expect(try lines.next() == "t")
        #expect(try lines.next() == "k Which?")
        #expect(try lines.next() == nil)
        #expect(lines.number == 3)
    }
}
