import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets
import Workflows

struct ReadTests {
    @Test func `a view names people and every choice with its reason`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let view = try await fixture.desk.show(.number(10_001), to: .sample(SamplePeople.agent))
        #expect(view.ticket == ticket)
        #expect(view.names == [SamplePeople.requester.id: "Kim Minji", SamplePeople.agent.id: "Ada Agent"])
        #expect(view.choices.prefix(13).map(\.action) == TicketStatus.underReview.exits.map(\.action))
        #expect(
            view.choices.filter(\.isAllowed).map(\.action)
                == [.ask, .escalate, .release, .decline, .approve, .edit, .note, .attach, .give, .merge, .link]
        )
        #expect(view.choices.count == TicketAction.allCases.count - 2)
        for choice in view.choices where !choice.isAllowed { #expect(choice.refusal?.sentence.isEmpty == false) }
    }

    @Test func `what a view allows can be done, and what it refuses is refused with the same reason`() async throws {
        for status in TicketStatus.allCases {
            for person in [SamplePeople.requester, SamplePeople.agent, SamplePeople.approver, SamplePeople.system] {
                let fixture = try await Fixture()
                let ticket = try await fixture.sample.ticket(in: status)
                let view = try await fixture.desk.show(.id(ticket.id), to: .sample(person))
                for choice in view.choices {
                    let why = try await fixture.desk.why(choice.action, on: .id(ticket.id), for: .sample(person))
                    #expect(why.refusal == choice.refusal)
                }
            }
        }
    }

    @Test func `why tells who could, in which statuses and as what`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let why = try await fixture.desk.why(.approve, on: .id(ticket.id), for: .sample(SamplePeople.billing))
        #expect(why.parts == [.agent, .approver])
        #expect(why.others == ["ada", "alan", "olga", "otto"])
        #expect(why.statuses == [.underReview])
        #expect(why.refusal?.sentence == "'approve' takes agent or approver, not billing")
        let own = try await fixture.desk.why(.approve, on: .id(ticket.id), for: .sample(SamplePeople.requester))
        #expect(own.others == [])
        let elsewhere = try await fixture.desk.why(.settle, on: .id(ticket.id), for: .sample(SamplePeople.billing))
        #expect(elsewhere.parts == [] && elsewhere.statuses == [.creditPending, .disputed])
    }

    @Test func `a list goes on behind its cursor`() async throws {
        let fixture = try await Fixture()
        for index in 0..<7 {
            _ = try await fixture.sample.file(.sample([.title: "t\(index)"]))
            fixture.sample.clock.advance(hours: 1)
        }
        let actor = Actor.sample(SamplePeople.agent)
        var titles: [String] = []
        var cursor: Cursor?
        repeat {
            let page = try await fixture.desk.list(TicketQuery(), for: actor, after: cursor, limit: 3)
            titles += page.items.map(\.title)
            cursor = page.next.flatMap { Cursor($0.description) }
            if titles.count == 3 { _ = try await fixture.sample.file(.sample([.title: "late"])) }
        } while cursor != nil
        #expect(titles == (0..<7).reversed().map { "t\($0)" })
        #expect(try await fixture.desk.list(TicketQuery(), for: actor, limit: 0).items.count == 1)
        #expect(Cursor("1_2") == Cursor(key: 1, sequence: 2))
        for text in ["", "1", "1_2_3", "a_1", "1_"] { #expect(Cursor(text) == nil) }
    }

    @Test func `the queue counts what one may see, and one's own`() async throws {
        let fixture = try await Fixture()
        for status in [TicketStatus.submitted, .submitted, .underReview, .approved, .draft] {
            _ = try await fixture.sample.ticket(in: status)
        }
        _ = try await fixture.sample.file(by: SamplePeople.otherRequester)
        let desk = try await fixture.desk.queue(for: .sample(SamplePeople.agent))
        #expect(desk.mapValues(\.all) == [.submitted: 3, .underReview: 1, .approved: 1, .draft: 1])
        #expect(desk.mapValues(\.mine) == [.submitted: 0, .underReview: 1, .approved: 1, .draft: 0])
        let own = try await fixture.desk.queue(for: .sample(SamplePeople.otherRequester))
        #expect(own.mapValues(\.all) == [.submitted: 1])
    }

    @Test func `a file is handed over whole, and one that was changed is refused`() async throws {
        let fixture = try await Fixture()
        let file = try IntakeFile.sample("a.txt", "abc")
        let ticket = try await fixture.sample.file(files: [file])
        let bytes = Pieces()
        let actor = Actor.sample(SamplePeople.requester)
        let read = try await fixture.desk.readFile(named: "a.txt", of: .id(ticket.id), for: actor) { bytes.add($0) }
        #expect(read == file.attachment && bytes.all == Array("abc".utf8))
        await fixture.expectRefusal(.noSuchFile("b.txt")) {
            _ = try await fixture.desk.readFile(named: "b.txt", of: .id(ticket.id), for: actor) { _ in }
        }
        await fixture.store.tamper { $0.files[file.content.digest] = Array("abd".utf8) }
        let corrupt = StoreError.corrupt("the bytes of 'a.txt' are not those that were attached")
        await #expect(throws: corrupt) {
            try await fixture.desk.readFile(named: "a.txt", of: .id(ticket.id), for: actor) { _ in }
        }
    }
}
