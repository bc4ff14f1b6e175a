import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

/// Acceptance tests 22 and 23 of the field's bugs: merges in both directions, cycles, replies to a merged ticket.
struct MergeTests {
    private func desk() async throws -> (Fixture, Ticket, Ticket) {
        let fixture = try await Fixture()
        let first = try await fixture.sample.file(.sample([.title: "First"]))
        let second = try await fixture.sample.file(.sample([.title: "Second"]), by: SamplePeople.otherRequester)
        return (fixture, first, second)
    }

    private func merge(_ fixture: Fixture, _ ticket: Ticket, into survivor: Ticket) async throws -> Ticket {
        try await fixture.sample.perform(
            .merge(into: TicketName(of: survivor), "Same"),
            on: ticket,
            by: SamplePeople.agent
        )
    }

    @Test func `a merge is a link that both tell of, and that can be undone without loss`() async throws {
        let (fixture, first, second) = try await desk()
        let merged = try await merge(fixture, second, into: first)
        #expect(merged.mergedInto?.name == "R-10001" && merged.status == .submitted)
        let survivor = try #require(try await fixture.sample.stored(first.id)?.ticket)
        #expect(survivor.links == [TicketLink(.absorbed, TicketName(of: second))])
        let waiting = try await fixture.desk.list(TicketQuery("status:submitted"), for: .sample(SamplePeople.agent))
        #expect(waiting.items.map(\.id) == [first.id])
        let hidden = try await fixture.desk.list(TicketQuery("is:merged"), for: .sample(SamplePeople.agent))
        #expect(hidden.items.map(\.id) == [second.id])
        await fixture.expectRefusal(.refused(.merged(into: "R-10001"))) {
            try await fixture.sample.perform(.take, on: second, by: SamplePeople.agent)
        }

        let back = try await fixture.sample.perform(.unmerge("Another licence"), on: second, by: SamplePeople.agent)
        #expect(back.mergedInto == nil && back.facts == second.facts && back.attachments == second.attachments)
        #expect(try await fixture.sample.stored(first.id)?.ticket.links == [])
        #expect(try await fixture.sample.perform(.take, on: second, by: SamplePeople.agent).status == .underReview)
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `two merges in opposite directions at once leave exactly one open`() async throws {
        for _ in 0..<20 {
            let (fixture, first, second) = try await desk()
            async let one = try? merge(fixture, first, into: second)
            async let other = try? merge(fixture, second, into: first)
            let done = await [one, other].compactMap(\.self)
            #expect(done.count == 1)
            let open = try await fixture.desk.list(TicketQuery("is:open"), for: .sample(SamplePeople.agent))
            #expect(open.items.count == 1)
        }
    }

    @Test func `what goes in a circle, into itself, into an ended or another customer's request is refused`()
        async throws
    {
        let (fixture, first, second) = try await desk()
        await fixture.expectRefusal(.refused(.mergedIntoItself)) {
            _ = try await merge(fixture, first, into: first)
        }
        _ = try await merge(fixture, second, into: first)
        await fixture.expectRefusal(.refused(.notASurvivor("R-10002"))) {
            _ = try await merge(fixture, first, into: second)
        }
        let third = try await fixture.sample.file(.sample([.tenant: "fabrikam.com"]))
        await fixture.expectRefusal(.refused(.otherCustomersRequest("R-10003"))) {
            _ = try await merge(fixture, first, into: third)
        }
        let ended = try await fixture.sample.ticket(in: .declined)
        await fixture.expectRefusal(.refused(.notASurvivor("R-10004"))) {
            _ = try await merge(fixture, first, into: ended)
        }
    }

    @Test func `a reply to a merged request reaches the one that goes on, over several merges`() async throws {
        let (fixture, first, second) = try await desk()
        let third = try await fixture.sample.file(.sample([.title: "Third"]))
        _ = try await merge(fixture, second, into: first)
        _ = try await merge(fixture, first, into: third)
        let words = Message(text: "Please hurry", visibility: .public)
        let kept = try await fixture.sample.perform(.note(words), on: second, by: SamplePeople.otherRequester)
        #expect(kept.id == second.id && kept.version == 2)
        let survivor = try #require(try await fixture.sample.stored(third.id))
        let last = try #require(try survivor.events.last.flatMap { try TicketCommand($0.action, $0.detail) })
        let expected = Message(
            text: "Please hurry",
            visibility: .public,
            author: "Lee Jiwoo",
            writtenAt: SampleClock.start
        )
        #expect(last == .note(expected))
        #expect(survivor.ticket.respondedAt == nil)
        // Who may not see the survivor still does not.
        await #expect(throws: DeskError.noSuchTicket(third.id.description)) {
            try await fixture.desk.show(.id(third.id), to: .sample(SamplePeople.otherRequester))
        }
    }

    @Test func `a reply answers the question that the survivor waits on`() async throws {
        let (fixture, first, second) = try await desk()
        try await fixture.sample.perform(.take, on: first, by: SamplePeople.agent)
        try await fixture.sample.perform(.ask("Which?"), on: first, by: SamplePeople.agent)
        _ = try await merge(fixture, second, into: first)
        try await fixture.sample.perform(
            .note(Message(text: "The second", visibility: .public)),
            on: second,
            by: SamplePeople.otherRequester
        )
        #expect(try await fixture.sample.stored(first.id)?.ticket.status == .underReview)
    }

    @Test func `a reply on a merge that leads nowhere stays where it was written`() async throws {
        let (fixture, first, second) = try await desk()
        let nowhere = TicketName(id: Ticket.ID(GUID(high: 9, low: 9)), name: "R-1")
        var sample = SampleTicket(ticket: second, events: [], file: .empty)
        let event = try sample.perform(.merge(into: nowhere, nil), by: SamplePeople.agent)
        let merged = sample.ticket
        try await fixture.desk.store.write { try $0.append([event], to: merged) }
        let words = Message(text: "Hello?", visibility: .public)
        let kept = try await fixture.sample.perform(.note(words), on: second, by: SamplePeople.otherRequester)
        #expect(kept.version == 3)
        #expect(try await fixture.sample.stored(first.id)?.events.count == 1)
    }

    @Test func `a warning of duplicates never tells of requests that one may not see`() async throws {
        let (fixture, _, _) = try await desk()
        let form = FactsForm.sample()
        func duplicates(_ person: Person) async throws -> [Finding] {
            let judged = try await fixture.desk.judge(form, for: .sample(person))
            return try #require(judged).verdict.findings.filter { $0.check == .duplicate }
        }
        #expect(try await duplicates(SamplePeople.agent) == [.openDuplicates(["R-10002", "R-10001"])])
        #expect(try await duplicates(SamplePeople.requester) == [.openDuplicates(["R-10001"])])
        #expect(try await duplicates(SamplePeople.with(.helpdeskAgent)) == [.noDuplicate])
    }

    @Test func `a merged request lets nobody say to the other what they may not say to it`() async throws {
        let (fixture, first, second) = try await desk()
        try await fixture.sample.perform(.take, on: first, by: SamplePeople.agent)
        try await fixture.sample.perform(.ask("Which order?"), on: first, by: SamplePeople.agent)
        _ = try await merge(fixture, second, into: first)
        for person in [SamplePeople.auditor, SamplePeople.administrator] {
            for command in [TicketCommand.reply("x"), .note(Message(text: "x", visibility: .public))] {
                await #expect(throws: DeskError.self) {
                    try await fixture.sample.perform(command, on: second, by: person)
                }
            }
        }
        #expect(try await fixture.sample.stored(first.id)?.ticket.status == .awaitingInformation)
        // The desk does not answer its own question.
        let words = Message(text: "We still wait", visibility: .public)
        try await fixture.sample.perform(.note(words), on: second, by: SamplePeople.otherAgent)
        let asked = try #require(try await fixture.sample.stored(first.id))
        #expect(asked.ticket.status == .awaitingInformation && asked.events.last?.action == .note)
        try await fixture.sample.perform(.reply("This one"), on: second, by: SamplePeople.otherRequester)
        #expect(try await fixture.sample.stored(first.id)?.ticket.status == .underReview)
    }

    @Test func `outside the desk nothing names the request that goes on`() async throws {
        let (fixture, first, second) = try await desk()
        _ = try await merge(fixture, second, into: first)
        let outside = Actor.sample(SamplePeople.otherRequester)
        let hidden = TicketRefusal.merged(into: "another request")
        let view = try await fixture.desk.show(.id(second.id), to: outside)
        #expect(view.choices.first { $0.action == .withdraw }?.refusal == hidden)
        #expect(try await fixture.desk.why(.withdraw, on: .id(second.id), for: outside).refusal == hidden)
        await fixture.expectRefusal(.refused(hidden)) {
            try await fixture.sample.perform(.withdraw(nil), on: second, by: SamplePeople.otherRequester)
        }
        let inside = try await fixture.desk.show(.id(second.id), to: .sample(SamplePeople.agent))
        #expect(inside.choices.first { $0.action == .take }?.refusal == .merged(into: "R-10001"))
    }

    @Test func `a request goes its own way again also when the other was merged meanwhile`() async throws {
        let (fixture, first, second) = try await desk()
        let third = try await fixture.sample.file(.sample([.title: "Third"]))
        _ = try await merge(fixture, third, into: second)
        _ = try await merge(fixture, second, into: first)
        let back = try await fixture.sample.perform(.unmerge("Another"), on: third, by: SamplePeople.agent)
        #expect(back.mergedInto == nil)
        let middle = try #require(try await fixture.sample.stored(second.id)?.ticket)
        #expect(middle.links == [] && middle.mergedInto?.id == first.id)
    }
}
