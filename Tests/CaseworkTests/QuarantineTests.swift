import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

struct QuarantineTests {
    /// A desk with a run of three records, the second and third of which are quarantined.
    private func desk() async throws -> (fixture: Fixture, run: IntakeRun.ID) {
        let fixture = try await Fixture()
        let run = try await fixture.take(
            [.sample("1"), .sample("2", [.title: ""]), .sample("3", [.amount: "0"])],
            original: Array("<request id=\"환\"/>".utf8)
        )
        return (fixture, run.id)
    }

    private let ada = Actor.sample(SamplePeople.agent)

    @Test func `a record is given up once, with who, when and why, and the run keeps its counts`() async throws {
        let (fixture, run) = try await desk()
        let before = await fixture.contents()
        let resolution = try await fixture.desk.discard(2, of: run, because: " Not ours ", by: ada)
        #expect(resolution.ending == .discarded(reason: "Not ours"))
        #expect(resolution.byName == "ada" && resolution.at == SampleClock.start)
        let after = await fixture.contents()
        #expect(after.runs == before.runs && after.records == before.records && after.tickets == before.tickets)
        #expect(after.resolutions == [resolution])
        #expect(try await fixture.desk.openQuarantine(for: ada).map(\.ordinal) == [3])
        #expect(try await fixture.desk.quarantined(2, of: run, for: ada).resolution == resolution)
        let ledger = try #require(try await fixture.desk.intakeLedgers(for: ada).first)
        #expect(ledger.run.counts == IntakeCounts(applied: 1, quarantined: 2))
        #expect(ledger.open == 1 && ledger.resolutions == ResolutionCounts(discarded: 1))
        await fixture.expectRefusal(.alreadySettled(resolution)) {
            _ = try await fixture.desk.discard(2, of: run, because: "Again", by: .sample(SamplePeople.otherAgent))
        }
    }

    @Test func `whoever settles a record at the same moment as another is told who was first`() async throws {
        let (fixture, run) = try await desk()
        let ada = ada
        let store = OvertakingStore(fixture.store) {
            _ = try await fixture.desk.discard(2, of: run, because: "First", by: ada)
        }
        let clock = fixture.sample.clock
        let ids = fixture.sample.ids
        let desk = Desk(store: store, book: .simulated, now: { clock.now }, makeID: { ids.next() })
        do {
            _ = try await desk.discard(2, of: run, because: "Second", by: .sample(SamplePeople.otherAgent))
            Issue.record("both were first")
        } catch DeskError.alreadySettled(let earlier) {
            #expect(earlier.byName == "ada" && earlier.ending == .discarded(reason: "First"))
        }
        #expect(await fixture.contents().resolutions.count == 1)
    }

    @Test func `only a quarantined record of an import can be settled, by who may import`() async throws {
        let (fixture, run) = try await desk()
        let unknown = IntakeRun.ID(GUID(high: 1, low: 1))
        let ada = ada
        let refusals: [(DeskError, Int64, IntakeRun.ID, String, Actor)] = [
            (.notAllowed(.importRecords), 2, run, "x", .sample(SamplePeople.requester)),
            (.notAllowed(.importRecords), 2, run, "x", .sample(SamplePeople.auditor)),
            (.noSuchRun(unknown.description), 2, unknown, "x", ada),
            (.noSuchRecord("1 of import \(run)"), 1, run, "x", ada),
            (.noSuchRecord("4 of import \(run)"), 4, run, "x", ada),
            (.invalid(Problems([Problem("reason", .missing)])), 2, run, " ", ada),
        ]
        for (error, ordinal, run, reason, actor) in refusals {
            await fixture.expectRefusal(error) {
                _ = try await fixture.desk.discard(ordinal, of: run, because: reason, by: actor)
            }
        }
        await fixture.expectRefusal(.notAllowed(.importRecords)) {
            _ = try await fixture.desk.openQuarantine(for: .sample(SamplePeople.requester))
        }
        #expect(try await fixture.desk.openQuarantine(for: .sample(SamplePeople.auditor)).count == 2)
    }

    @Test(
        arguments: [
            ("27:5: element 'x'", 27, 5, "element 'x'"), ("27: edit: no", 27, nil, "edit: no"),
            ("no place", nil, nil, "no place"), ("12:30 is a time", nil, nil, "12:30 is a time"),
            ("0:1: x", nil, nil, "0:1: x"), ("99999999999999999999: x", nil, nil, "99999999999999999999: x"),
            ("3:", nil, nil, "3:"), ("", nil, nil, ""), ("3: 4: x", 3, nil, "4: x"),
        ] as [(String, Int64?, Int64?, String)]
    )
    func `a reason begins with its place`(text: String, line: Int64?, column: Int64?, message: String) {
        let reason = QuarantineReason(text)
        #expect(reason.line == line && reason.column == column && reason.message == message)
    }
}
