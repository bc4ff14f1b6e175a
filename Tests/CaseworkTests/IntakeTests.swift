import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import Workflows

struct IntakeTests {
    @Test func `new records become submitted requests of the people whom their contacts name`() async throws {
        let fixture = try await Fixture()
        let run = try await fixture.take([
            .sample("1", [.contactEmail: "KIM@fabrikam.com"]), .sample("2", [.contactEmail: "who@contoso.com"]),
        ])
        #expect(run.counts == IntakeCounts(applied: 2))
        let state = await fixture.store.snapshot
        #expect(state.tickets.map(\.ticket.number) == [10_001, 10_002])
        #expect(state.tickets.map(\.ticket.status) == [.submitted, .submitted])
        #expect(state.tickets.map(\.ticket.requester) == [SamplePeople.requester.id, nil])
        #expect(state.tickets.map(\.ticket.filedFrom) == [.import, .import])
        #expect(state.intakeRecords.map(\.ordinal) == [1, 2])
        #expect(state.intakeRecords.map(\.ticket) == state.tickets.map(\.ticket.id))
        #expect(state.intakeRecords.allSatisfy { $0.original == nil && $0.reasons.isEmpty })
    }

    @Test func `the same again is unchanged, and so is what is older`() async throws {
        let fixture = try await Fixture()
        let later = SampleClock.start.adding(hours: 1)
        _ = try await fixture.take([.sample("1", modified: later)])
        let before = await fixture.contents().tickets
        let again = try await fixture.take([
            .sample("1", modified: later), .sample("1", [.title: "Older"], modified: SampleClock.start),
        ])
        #expect(again.counts == IntakeCounts(unchanged: 2))
        #expect(await fixture.contents().tickets == before)
    }

    @Test func `the same source twice in one file meets its own ticket`() async throws {
        let fixture = try await Fixture()
        let run = try await fixture.take([.sample("1"), .sample("2"), .sample("1"), .sample("1", [.title: "Changed"])])
        #expect(run.counts == IntakeCounts(applied: 3, unchanged: 1))
        let tickets = await fixture.contents().tickets
        #expect(tickets.map(\.ticket.number) == [10_001, 10_002])
        #expect(tickets.map(\.ticket.facts?.title) == ["Changed", "Licences bought twice"])
        #expect(tickets[0].events.map(\.action) == [.file, .edit])
    }

    @Test func `changed facts, new messages and new files are followed before the decision`() async throws {
        let fixture = try await Fixture()
        let first = Message(text: "first", visibility: .public, author: "Kim", writtenAt: SampleClock.start)
        _ = try await fixture.take([.sample("1", messages: [first])])
        let second = Message(text: "second", visibility: .internal)
        let run = try await fixture.take([
            .sample(
                "1",
                [.title: "Changed"],
                messages: [first, second],
                files: [try IntakeFile.sample("a.txt", "abc")],
                quotedNote: "was Closed"
            )
        ])
        #expect(run.counts == IntakeCounts(applied: 1))
        let kept = try #require(await fixture.contents().tickets.first)
        #expect(kept.events.map(\.action) == [.file, .note, .edit, .note, .note, .attach])
        #expect(kept.ticket.facts?.title == "Changed" && kept.ticket.attachments.map(\.name) == ["a.txt"])
        #expect(await fixture.contents().files == [Digest.of("abc")])
        #expect(Chain.breaks(in: kept.events) == [])
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `messages that only look the same are different messages`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.take([.sample("1", messages: [Message(text: "e\u{301}", visibility: .public)])])
        _ = try await fixture.take([.sample("1", messages: [Message(text: "\u{e9}", visibility: .public)])])
        #expect(await fixture.contents().tickets.first?.events.count == 3)
    }

    @Test func `changed facts after the decision are quarantined, new words are not`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.take([.sample("1")])
        let reference = TicketReference.number(10_001)
        let amount = Money(minorUnits: 100_00, try Currency("USD"))
        _ = try await fixture.desk.perform(.take, on: reference, by: .sample(SamplePeople.agent))
        _ = try await fixture.sample.perform(
            .approve(Grant(.goodwill, amount, attested: amount)),
            on: #require(await fixture.contents().tickets.first).ticket,
            by: SamplePeople.approver
        )
        let before = await fixture.contents().tickets
        let original = Array("<ticket/>".utf8)
        let run = try await fixture.take([.sample("1", [.title: "Changed"])], original: original)
        #expect(run.counts == IntakeCounts(quarantined: 1))
        #expect(await fixture.contents().tickets == before)
        let record = try #require(
            try await fixture.desk.quarantine(of: run.id, for: .sample(SamplePeople.agent)).first
        )
        #expect(record.original == original && record.ticket == nil)
        #expect(
            record.reasons == [
                "11: 'edit' does not apply to a ticket that is approved; credit, revoke, note, attach, give, link would"
            ]
        )
        // It is quarantined again each time, never taken for known.
        #expect(try await fixture.take([.sample("1", [.title: "Changed"])]).counts == IntakeCounts(quarantined: 1))
        let words = [Message(text: "Thanks", visibility: .public)]
        #expect(try await fixture.take([.sample("1", messages: words)]).counts == IntakeCounts(applied: 1))
    }

    @Test func `a bad record never stops the next one, and nothing is lost`() async throws {
        let fixture = try await Fixture()
        let problems = Problems([Problem("amount", .notANumber("x"), at: Problem.Place(line: 3, column: 7))])
        let items: [Result<Intake, Problems>] = [
            .success(.sample("1")), .success(.sample(nil)), .failure(problems),
            .success(.sample("2", [.title: "", .amount: "0"])), .success(.sample("3")),
            .success(.sample("4", messages: [Message(text: "", visibility: .public)])), .success(.sample("1")),
        ]
        let run = try await fixture.take(results: items)
        #expect(run.counts == IntakeCounts(applied: 2, unchanged: 1, quarantined: 4))
        #expect(run.counts.received == 7)
        let reasons = try await fixture.desk.quarantine(of: run.id, for: .sample(SamplePeople.auditor)).map(\.reasons)
        #expect(
            reasons == [
                ["12: id: is missing"], ["3:7: amount: 'x' is not a number; write digits with a point, as 1250.00"],
                ["14: title: is missing", "14: amount: '0' is not above zero"], ["16: text: is missing"],
            ]
        )
        let finished = try await fixture.desk.finish(run, stoppedBecause: "cut off")
        #expect(finished.finishedAt == SampleClock.start && finished.stoppedBecause == "cut off")
        #expect(try await fixture.desk.intakeRuns(for: .sample(SamplePeople.agent)) == [finished])
    }

    @Test func `two imports of the same source at once make one ticket`() async throws {
        let fixture = try await Fixture()
        let store = OvertakingStore(fixture.store) { _ = try await fixture.take([.sample("1")]) }
        let clock = fixture.sample.clock
        let ids = fixture.sample.ids
        let desk = Desk(store: store, book: .simulated, now: { clock.now }, makeID: { ids.next() })
        let (run, context) = try await fixture.begin(restoring: false, by: SamplePeople.agent)
        let item = IntakeItem<Intake>(
            ordinal: 1,
            offset: 0,
            length: 1,
            line: 1,
            content: .success(.sample("1")),
            original: []
        )
        let done = try await desk.apply([desk.prepare(item, in: context)], to: run, context)
        #expect(done.counts == IntakeCounts(unchanged: 1))
        #expect(await fixture.contents().tickets.count == 1)
    }

    @Test func `who may not bring records in begins no run`() async throws {
        let fixture = try await Fixture()
        await fixture.expectRefusal(.notAllowed(.importRecords)) {
            _ = try await fixture.begin(restoring: false, by: SamplePeople.requester)
        }
        await fixture.expectRefusal(.notAllowed(.restoreArchive)) {
            _ = try await fixture.begin(restoring: true, by: SamplePeople.agent)
        }
        await fixture.expectRefusal(.notAllowed(.importRecords)) {
            _ = try await fixture.desk.intakeRuns(for: .sample(SamplePeople.requester))
        }
        let unknown = IntakeRun.ID(GUID(high: 1, low: 1))
        await fixture.expectRefusal(.noSuchRun(unknown.description)) {
            _ = try await fixture.desk.quarantine(of: unknown, for: .sample(SamplePeople.agent))
        }
    }
}
