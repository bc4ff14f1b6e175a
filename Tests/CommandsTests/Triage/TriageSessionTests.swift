import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets

@testable import Commands

/// The pass as a value, over tickets of a desk in memory.
struct TriageSessionTests {
    private let desk: SampleDesk

    init() async throws { desk = try await SampleDesk() }

    private func view(_ status: TicketStatus, for person: Person = SamplePeople.agent) async throws -> TicketView {
        let ticket = try await desk.ticket(in: status)
        return try await desk.desk.show(.id(ticket.id), to: .sample(person))
    }

    private func session(_ views: TicketView...) -> TriageSession {
        var queue = TriageQueue(TriageOrder.standard, total: views.count)
        queue.append(ListPage(items: views.map { TicketSummary(of: $0.ticket) }, next: nil))
        var session = TriageSession(queue, by: SamplePeople.agent)
        session.look(at: views.first)
        return session
    }

    /// Presses the keys that there are, in every status and for people of every part: what the workflow refuses is explained, and
    /// what it allows is asked for or done; no key does what the menu does not say.
    @Test(arguments: TicketStatus.allCases)
    func `every key in every status does what the workflow says`(status: TicketStatus) async throws {
        for person in [SamplePeople.agent, SamplePeople.approver, SamplePeople.billing, SamplePeople.adminAgent] {
            let view = try await view(status, for: person)
            for scalar in UInt8(0x20)..<0x7f {
                let character = Character(Unicode.Scalar(scalar))
                var session = session(view)
                let step = session.press(.character(character), on: view)
                if let key = TriageKey(.character(character)) {
                    #expect(step == expectedStep(key, character), "\(status) \(character)")
                } else if let action = TicketAction(key: character) {
                    let choice = try #require(view.choices.first { $0.action == action })
                    if let refusal = choice.refusal {
                        #expect(step == .show, "\(status) \(character)")
                        #expect(session.notice?.text == "\(action.rawValue): \(refusal.sentence)")
                        #expect(session.tally.unavailable == 1)
                    } else {
                        #expect(step.isWork, "\(status) \(character) \(step)")
                        #expect(session.notice == nil)
                    }
                } else {
                    #expect(step == .unknown, "\(status) \(character)")
                    #expect(session.notice?.text == "'\(character)' means nothing here; ? shows the keys")
                }
            }
        }
    }

    private func expectedStep(_ key: TriageKey, _ character: Character) -> TriageSession.Step {
        switch key {
        case .reply: .preview(character.wholeNumberValue ?? 0)
        case .view: .view
        case .skip: .next
        case .back, .undo: .show
        case .search: .ask(TriageSession.searchQuestion)
        case .quit: .quit
        case .help: .help
        }
    }

    @Test func `keys of a terminal that are no characters do nothing at a ticket`() async throws {
        let view = try await view(.submitted)
        for key in [Key.enter, .escape, .backspace, .up, .down, .control("x"), .other, .paste("aq\n")] {
            var session = session(view)
            #expect(session.press(key, on: view) == .unknown, "\(key)")
            #expect(session.notice?.isBad == true)
        }
        var session = session(view)
        #expect(session.press(.control("c"), on: view) == .interrupt)
        #expect(session.press(.control("d"), on: view) == .quit)
        #expect(session.press(.control("l"), on: view) == .show)
        #expect(session.press(.right, on: view) == .next)
    }

    @Test func `an action without questions is done at once, others ask one after the other`() async throws {
        let submitted = try await view(.submitted)
        var session = session(submitted)
        #expect(session.press(.character("t"), on: submitted) == .perform(.command(.take)))

        let review = try await view(.underReview)
        session = self.session(review)
        guard case .ask(let first) = session.press(.character("d"), on: review) else { return #expect(Bool(false)) }
        #expect(first.topic == .reason)
        #expect(throws: AnswerFlaw.self) { try session.answer("nonsense", on: review) }
        guard case .ask(let second) = try session.answer("outside", on: review) else { return #expect(Bool(false)) }
        #expect(second.prompt == "Words for the requester [none]")
        #expect(try session.answer("", on: review) == .perform(.command(.decline(.outsideWindow, nil))))
    }

    @Test func `an approval proposes what the verdict gives and asks for what is missing`() async throws {
        let review = try await view(.underReview, for: SamplePeople.approver)
        var session = session(review)
        var questions: [String] = []
        var step = session.press(.character("a"), on: review)
        for answer in ["", "", "1250", "약속합니다"] {
            guard case .ask(let question) = step else { break }
            questions.append(question.prompt)
            step = try session.answer(answer, on: review)
        }
        #expect(
            questions == [
                "Kind: c cancellation, g goodwill [goodwill]", "Amount [1250.00 USD]", "What was paid, on your word",
                "Words for the requester [none]",
            ]
        )
        let amount = try Money("1250.00 USD")
        #expect(step == .perform(.command(.approve(Grant(.goodwill, amount, text: "약속합니다", attested: amount)))))
    }

    @Test func `what was written before a cancel or a refusal is what Enter gives next time`() async throws {
        let review = try await view(.underReview)
        var session = session(review)
        _ = session.press(.character("k"), on: review)
        session.cancel(keeping: "어느 주문입니까?", on: review)
        #expect(session.notice?.text == "nothing was done; what you wrote is kept for the next ask")
        #expect(session.stage == .card)
        guard case .ask(let question) = session.press(.character("k"), on: review) else { return #expect(Bool(false)) }
        #expect(question.standard == "어느 주문입니까?")
        #expect(try session.answer("", on: review) == .perform(.command(.ask("어느 주문입니까?"))))
        #expect(session.refused("somebody was faster") == .show)
        guard case .ask(let again) = session.press(.character("k"), on: review) else { return #expect(Bool(false)) }
        #expect(again.standard == "어느 주문입니까?")
        _ = try session.answer("Which?", on: review)
        let asked = try await desk.perform(.ask("Which?"), on: review.ticket, by: SamplePeople.agent)
        session.performed(.ask("Which?"), from: review.ticket, to: asked, isRehearsal: false)
        #expect(session.step(after: .ask, on: nil) == .next)
        #expect(session.drafts[review.ticket.id, .ask] == [:])
    }

    @Test func `what was done can be taken back where the workflow allows it, the last first`() async throws {
        let submitted = try await view(.submitted)
        var session = session(submitted)
        #expect(session.press(.character("u"), on: submitted) == .show)
        #expect(session.notice?.text == "nothing was done yet that could be taken back")
        let taken = try await desk.perform(.take, on: submitted.ticket, by: SamplePeople.agent)
        session.performed(.take, from: submitted.ticket, to: taken, isRehearsal: false)
        #expect(session.notice?.text == "R-10001 is underReview (take); u takes it back")
        let note = TicketCommand.note(Message(text: "x", visibility: .internal))
        let noted = try await desk.perform(note, on: taken, by: SamplePeople.agent)
        session.performed(note, from: taken, to: noted, isRehearsal: false)
        #expect(session.press(.character("u"), on: submitted) == .show)
        #expect(
            session.notice?.text
                == "note on R-10001 cannot be taken back: nothing takes 'note' back: what was said or sent stays in the record"
        )
    }

    @Test func `each command has its opposite or a reason why it has none`() async throws {
        let before = try Ticket.sample(in: .underReview)
        let approved = try Ticket.sample(in: .approved)
        func reversal(_ command: TicketCommand, to after: Ticket) -> Reversal {
            Reversal(of: command, from: before, to: after, by: SamplePeople.agent)
        }
        let submitted = try Ticket.sample(in: .submitted)
        #expect(Reversal(of: .take, from: submitted, to: before, by: SamplePeople.agent) == .command(.release(nil)))
        #expect(reversal(.release("x"), to: submitted) == .command(.take))
        // Who puts another's review back cannot take it back into the other's hands.
        let other = Reversal(of: .release("x"), from: before, to: submitted, by: SamplePeople.otherAgent)
        #expect(other == .impossible("it was ada's before, and only ada can take it back"))
        let declined = try Ticket.sample(in: .declined)
        #expect(reversal(.decline(.other, nil), to: declined) == .command(.reopen(nil)))
        let grant = Grant(.goodwill, try Money("1250.00 USD"))
        #expect(reversal(.approve(grant), to: approved) == .command(.revoke("taken back at once")))
        guard case .impossible = reversal(.approve(grant), to: before) else { return #expect(Bool(false)) }
        let name = TicketName(id: approved.id, name: "R-10002")
        #expect(reversal(.merge(into: name, nil), to: before) == .command(.unmerge(nil)))
        #expect(
            reversal(.link(TicketLink(.related, name)), to: before) == .command(.link(TicketLink(.unrelated, name)))
        )
        let ada = Assignee(id: SamplePeople.agent.id, name: "ada")
        #expect(
            reversal(.give(Assignee(id: SamplePeople.otherAgent.id, name: "alan")), to: before) == .command(.give(ada))
        )
        for command in [TicketCommand.ask("x"), .reply("x"), .credit(reference: "x"), .submit, .discard] {
            guard case .impossible = reversal(command, to: before) else { return #expect(Bool(false), "\(command)") }
        }
    }

    @Test func `a search is for a number, for words or for another queue`() async throws {
        let view = try await view(.submitted)
        func goal(_ text: String) throws -> TriageSession.Step {
            var session = session(view)
            _ = session.press(.character("/"), on: view)
            return try session.answer(text, on: view)
        }
        #expect(try goal("10002") == .search(.ticket(.number(TicketNumber(10_002)))))
        #expect(try goal("환불 twice") == .search(.words(TicketQuery("환불 twice"))))
        #expect(try goal("status:escalated") == .search(.query(TicketQuery("status:escalated"))))
        #expect(try goal("") == .show)
        #expect(throws: AnswerFlaw.self) { try goal("status:nope") }
    }

    @Test func `a reply goes out as a question where that is possible, else as a comment`() async throws {
        for (status, sent) in [
            (TicketStatus.underReview, TicketCommand.ask("글")),
            (.submitted, .note(Message(text: "글", visibility: .public))),
        ] {
            let view = try await view(status)
            var session = session(view)
            session.preview("글")
            #expect(session.press(.character("x"), on: view) == .show)
            #expect(session.stage == .card)
            session.preview("글")
            #expect(session.press(.character("e"), on: view) == .edit("글"))
            #expect(session.press(.character("y"), on: view) == .perform(.command(sent)))
            session.preview("글")
            #expect(
                session.press(.character("n"), on: view)
                    == .perform(.command(.note(Message(text: "글", visibility: .public))))
            )
        }
    }
}

extension TriageSession.Step {
    /// A question of an action, or the action itself.
    fileprivate var isWork: Bool {
        switch self {
        case .ask, .perform: true
        case .show, .undo, .next, .back, .view, .help, .preview, .edit, .search, .quit, .interrupt, .unknown: false
        }
    }
}
