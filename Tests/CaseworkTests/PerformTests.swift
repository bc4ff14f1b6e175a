import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import Workflows

struct PerformTests {
    @Test func `what was seen before others changed it is a conflict that names who and when`() async throws {
        let fixture = try await Fixture()
        let seen = try await fixture.sample.ticket(in: .underReview)
        fixture.sample.clock.advance(hours: 1)
        try await fixture.sample.perform(.ask("Which?"), on: seen, by: SamplePeople.agent)
        fixture.sample.clock.advance(hours: 1)
        let conflict = DeskError.conflict(
            DeskError.Conflict(
                ticket: seen.id.description,
                last: DeskError.Conflict.Step(action: .ask, byName: "ada", at: SampleClock.start.adding(hours: 1)),
                status: .awaitingInformation
            )
        )
        await fixture.expectRefusal(conflict) {
            try await fixture.sample.perform(
                .decline(.other, nil),
                on: seen,
                seen: seen.version,
                by: SamplePeople.agent
            )
        }
        #expect(
            conflict.sentence == "somebody was faster: ada did 'ask' on \(seen.id) at 2026-11-23 09:15 UTC, "
                + "it is awaitingInformation now; look at it again"
        )
    }

    @Test func `notes by others never make an action stale`() async throws {
        let fixture = try await Fixture()
        let seen = try await fixture.sample.ticket(in: .underReview)
        let note = TicketCommand.note(Message(text: "x", visibility: .public))
        try await fixture.sample.perform(note, on: seen, by: SamplePeople.requester)
        let declined = try await fixture.sample.perform(
            .decline(.other, nil),
            on: seen,
            seen: seen.version,
            by: SamplePeople.agent
        )
        #expect(declined.status == .declined && declined.version == seen.version + 2)
    }

    @Test func `who does what another has just done is told who was faster`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.file()
        try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let step = DeskError.Conflict.Step(action: .take, byName: "ada", at: SampleClock.start)
        let conflict = DeskError.Conflict(ticket: "R-10001", last: step, status: .underReview)
        await fixture.expectRefusal(.conflict(conflict)) {
            _ = try await fixture.desk.perform(.take, on: .number(10_001), by: .sample(SamplePeople.otherAgent))
        }
    }

    @Test func `fifty people who approve at once make one transition`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let amount = Money(minorUnits: 100_00, try Currency("USD"))
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                let person = SamplePeople.person(UInt64(1_000 + number), "p\(number)", "P", nil, [.approver])
                group.addTask {
                    do {
                        try await fixture.sample.perform(
                            .approve(Grant(.goodwill, amount, attested: amount)),
                            on: ticket,
                            by: person
                        )
                        return true
                    } catch DeskError.conflict { return false } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 1 && outcomes.count == 50)
        #expect(try await fixture.sample.stored(ticket.id)?.events.count == 3)
    }

    @Test func `a store that was written first is a conflict too`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.file()
        let store = OvertakingStore(fixture.store) {}
        let desk = Desk(store: store, book: .simulated, now: { SampleClock.start }, makeID: { ticket.id.guid })
        let conflict = DeskError.Conflict(ticket: "R-10001", last: nil, status: nil)
        await fixture.expectRefusal(.conflict(conflict)) {
            _ = try await desk.perform(.take, on: .number(10_001), by: .sample(SamplePeople.agent))
        }
        #expect(conflict.sentence == "somebody changed R-10001 at the same moment; look at it again")
    }

    @Test func `a refused command changes nothing`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .submitted)
        let refusal = Refusal<TicketStatus>.noSuchExit(
            from: .submitted,
            action: .close,
            instead: [.take, .withdraw, .edit, .note, .attach, .merge, .unmerge, .link]
        )
        await fixture.expectRefusal(.refused(.workflow(refusal))) {
            try await fixture.sample.perform(.close, on: ticket, by: SamplePeople.agent)
        }
        await fixture.expectRefusal(.invalid(Problems([Problem("text", .missing)]))) {
            let note = TicketCommand.note(Message(text: " ", visibility: .public))
            try await fixture.sample.perform(note, on: ticket, by: SamplePeople.agent)
        }
    }

    @Test func `a ticket is given to agents only, and who may not give learns no names`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let billing = Assignee(id: SamplePeople.billing.id, name: "bea")
        let agents = Problem("to", .unknownChoice("bea", known: ["ada", "alan"]))
        await fixture.expectRefusal(.invalid(Problems([agents]))) {
            try await fixture.sample.perform(.give(billing), on: ticket, by: SamplePeople.agent)
        }
        let nobody = Assignee(id: Person.ID(GUID(high: 5, low: 5)), name: "nobody")
        await fixture.expectRefusal(.noSuchPerson("nobody")) {
            try await fixture.sample.perform(.give(nobody), on: ticket, by: SamplePeople.agent)
        }
        let exit = try #require(TicketStatus.underReview.exits.first { $0.action == .give })
        let refusal = Refusal<TicketStatus>.wrongPart(from: .underReview, exit: exit, held: [.requester])
        await fixture.expectRefusal(.refused(.workflow(refusal))) {
            try await fixture.sample.perform(.give(billing), on: ticket, by: SamplePeople.requester)
        }
    }
}

struct VisibilityTests {
    @Test func `another's ticket does not exist, in any use-case`() async throws {
        let fixture = try await Fixture()
        let file = try IntakeFile.sample("a.txt", "secret word")
        let ticket = try await fixture.sample.file(files: [file])
        let stranger = Actor.sample(SamplePeople.otherRequester)
        let absent = TicketReference.number(10_999)
        for reference in [TicketReference.number(10_001), .id(ticket.id)] {
            let error = DeskError.noSuchTicket(reference.description)
            await fixture.expectRefusal(error) { _ = try await fixture.desk.show(reference, to: stranger) }
            await fixture.expectRefusal(error) { _ = try await fixture.desk.why(.take, on: reference, for: stranger) }
            await fixture.expectRefusal(error) {
                let note = TicketCommand.note(Message(text: "x", visibility: .public))
                _ = try await fixture.desk.perform(note, on: reference, by: stranger)
            }
            await fixture.expectRefusal(error) {
                _ = try await fixture.desk.perform(.take, on: reference, seen: 0, by: stranger)
            }
            await fixture.expectRefusal(error) {
                _ = try await fixture.desk.readFile(named: "a.txt", of: reference, for: stranger) { _ in }
            }
        }
        await fixture.expectRefusal(.noSuchTicket("R-10999")) { _ = try await fixture.desk.show(absent, to: stranger) }
        for text in ["", "contoso", "has:files", "number:10001", "-impact:critical", "requester:kim"] {
            let query = try TicketQuery(text)
            #expect(try await fixture.desk.list(query, for: stranger).items == [], "\(text)")
            #expect(try await fixture.desk.count(query, for: stranger, exactly: true) == 0, "\(text)")
            #expect(try await fixture.desk.count(query, for: .sample(SamplePeople.requester)) == 1, "\(text)")
        }
        #expect(try await fixture.desk.queue(for: stranger).isEmpty)
    }

    @Test func `a requester finds nothing by the words of internal notes`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.file()
        let note = TicketCommand.note(Message(text: "사기 의심", visibility: .internal))
        try await fixture.sample.perform(note, on: ticket, by: SamplePeople.agent)
        let query = try TicketQuery("사기")
        #expect(try await fixture.desk.count(query, for: .sample(SamplePeople.agent)) == 1)
        #expect(try await fixture.desk.count(query, for: .sample(SamplePeople.requester)) == 0)
        let view = try await fixture.desk.show(.id(ticket.id), to: .sample(SamplePeople.requester))
        #expect(view.timeline.map(\.action) == [.file])
        let inside = try await fixture.desk.show(.id(ticket.id), to: .sample(SamplePeople.agent))
        #expect(inside.timeline.map(\.action) == [.file, .note])
    }
}
