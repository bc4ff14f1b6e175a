import Basics
import Casework
import MemoryStore
import SampleDesk
import Synchronization
import Testing
import Tickets
import Workflows

struct ArchiveTests {
    @Test func `an archive restored into an empty desk gives the same archive`() async throws {
        let ours = try await Fixture()
        for status in TicketStatus.allCases { _ = try await ours.sample.ticket(in: status) }
        _ = try await ours.sample.file(files: [.sample("a.txt", "abc")])
        _ = try await ours.take([.sample("1", messages: [Message(text: "환불", visibility: .internal)])])
        let archive = try await ours.archive()
        let theirs = try await Fixture(people: [])
        let (run, _) = try await theirs.restore(archive)
        let people = SamplePeople.all.count
        // Besides organisation and tickets: the customer, and the order that each of five approvals vouched for.
        #expect(run.counts == IntakeCounts(applied: Int64(people + 21), unchanged: 1))
        let (before, after) = (await ours.contents(), await theirs.contents())
        #expect(after.tickets == before.tickets)
        #expect(after.people == before.people && after.files == before.files)
        #expect(after.nextNumber == before.nextNumber)
        let again = try await theirs.restore(archive)
        #expect(again.run.counts == IntakeCounts(unchanged: Int64(people + 22)))
        #expect(await theirs.contents().tickets == before.tickets)
    }

    @Test func `a chain that goes further than ours is carried forward`() async throws {
        let ours = try await Fixture()
        _ = try await ours.sample.file()
        _ = try await ours.sample.file(isDraft: true)
        let theirs = try await Fixture()
        _ = try await theirs.restore(try await ours.archive())
        let tickets = await ours.contents().tickets.map(\.ticket)
        try await ours.sample.perform(.take, on: tickets[0], by: SamplePeople.agent)
        try await ours.sample.perform(.submit, on: tickets[1], by: SamplePeople.requester)
        let (run, _) = try await theirs.restore(try await ours.tickets())
        #expect(run.counts == IntakeCounts(applied: 2))
        #expect(await theirs.contents().tickets == (await ours.contents().tickets))
        // What is behind ours is unchanged, and ours stays.
        let old = try await Fixture()
        _ = try await old.sample.file()
        let (back, _) = try await ours.restore(try await old.tickets())
        #expect(back.counts.received == 1)
    }

    @Test func `another history of the same ticket is quarantined`() async throws {
        let ours = try await Fixture()
        let ticket = try await ours.sample.file()
        let theirs = try await Fixture()
        _ = try await theirs.restore(try await ours.tickets())
        try await ours.sample.perform(.take, on: ticket, by: SamplePeople.agent)
        try await theirs.sample.perform(.take, on: ticket, by: SamplePeople.otherAgent)
        let before = await theirs.contents().tickets
        let (run, records) = try await theirs.restore(try await ours.tickets())
        #expect(run.counts == IntakeCounts(quarantined: 1))
        let reason =
            "11: the ticket is here with another history: both agree up to event 1 and differ from event 2 on"
        #expect(records.map(\.reasons) == [[reason]])
        try await ours.sample.perform(.ask("Which?"), on: ticket, by: SamplePeople.agent)
        #expect(try await theirs.restore(try await ours.tickets()).records.map(\.reasons) == [[reason]])
        #expect(await theirs.contents().tickets == before)
    }

    @Test func `a number that is taken becomes the next one, and the old one is still found`() async throws {
        let ours = try await Fixture()
        let stranger = try await ours.sample.file(.sample([.title: "Theirs"]))
        let ids = CountingIDs(after: 500)
        let theirs = try await SampleDesk(ids: ids)
        let here = try await theirs.file()
        #expect(stranger.number == here.number)
        let fixture = Fixture(theirs)
        let (run, _) = try await fixture.restore(try await ours.tickets())
        #expect(run.counts == IntakeCounts(applied: 1))
        let restored = try #require(try await theirs.stored(stranger.id))
        #expect(restored.ticket.number == 10_002)
        // The number leads to the ticket that had it first here.
        let found = try await theirs.desk.show(.number(10_001), to: .sample(SamplePeople.agent))
        #expect(found.ticket.id == here.id)
        #expect(try await theirs.file().number == 10_003)
    }

    @Test func `numbers go on behind the highest restored one`() async throws {
        let ours = try await Fixture()
        for _ in 0..<3 { _ = try await ours.sample.file() }
        let theirs = try await SampleDesk(ids: CountingIDs(after: 500))
        _ = try await Fixture(theirs).restore(try await ours.tickets())
        #expect(try await theirs.file().number == 10_004)
    }

    @Test func `an archive without its source's last word still keeps the source's ticket`() async throws {
        let ours = try await Fixture()
        _ = try await ours.take([.sample("1")])
        let theirs = try await Fixture()
        let claim = try #require(try await ours.claims().first)
        _ = try await theirs.restore([.ticket(claim.with(mark: .some(nil)))])
        #expect(try await theirs.take([.sample("1", [.title: "Changed"])]).counts == IntakeCounts(applied: 1))
        #expect(await theirs.contents().tickets.count == 1)
        // The same source under another ticket is quarantined.
        let other = Fixture(try await SampleDesk(ids: CountingIDs(after: 500)))
        _ = try await other.take([.sample("1")])
        let (run, records) = try await other.restore([.ticket(claim)])
        #expect(run.counts == IntakeCounts(quarantined: 1))
        let mine = try #require(await other.contents().tickets.first).ticket.id
        #expect(records.map(\.reasons) == [["11: its source crm 1 belongs to ticket \(mine)"]])
    }

    @Test func `an archive that does not agree with itself is quarantined with the reason`() async throws {
        let ours = try await Fixture()
        _ = try await ours.sample.file(files: [.sample("a.txt", "abc")])
        try await ours.sample.perform(
            .take,
            on: try #require(await ours.contents().tickets.first).ticket,
            by: SamplePeople.agent
        )
        let claim = try #require(try await ours.claims().first)
        let stranger = FileContent(Array("x".utf8))
        let shortened = Event(changing: claim.events[1], byName: "olga")
        let tampered: [(ArchiveEntry.Claim, ArchiveFault, String)] = [
            (
                claim.with(events: [claim.events[0], shortened]), .broken([.changed(version: 2)]),
                "the chain does not verify: event 2 was changed after it was written"
            ),
            (
                claim.with(events: [claim.events[1]]), .broken([.missing(version: 1)]),
                "the chain does not verify: event 1 was removed"
            ),
            (claim.with(events: []), .impossible(.empty), "there are no events"),
            (
                claim.with(id: Ticket.ID(GUID(high: 9, low: 9))), .otherTicket,
                "its events belong to another ticket"
            ),
            (
                claim.with(status: .approved), .otherStatus(stated: .approved, actual: .underReview),
                "it is said to be approved, but its events leave it underReview"
            ),
            (
                claim.with(form: .sample([.amount: "1250.01", .title: "x"])), .otherFacts([.title, .amount]),
                "its facts are not those that its events give: title, amount"
            ),
            (claim.with(files: []), .missingFile("a.txt"), "the bytes of its file 'a.txt' are missing"),
            (
                claim.with(files: claim.files + [stranger]), .unknownFile(stranger.digest),
                "it carries a file that no event names (SHA-256 \(stranger.digest))"
            ),
            (claim.with(number: .some(nil)), .noNumber, "it was filed but has no number"),
            (claim.with(number: .max), .badNumber(.max), "its number \(Int64.max) is none that a desk gives"),
            (claim.with(number: 0), .badNumber(0), "its number 0 is none that a desk gives"),
        ]
        let theirs = try await Fixture()
        for (claim, fault, sentence) in tampered {
            #expect(throws: fault) { try claim.verified() }
            #expect(fault.sentence == sentence)
            let (run, records) = try await theirs.restore([.ticket(claim)])
            #expect(run.counts == IntakeCounts(quarantined: 1))
            #expect(records.map(\.reasons) == [["11: \(sentence)"]])
        }
        #expect(await theirs.contents().tickets.isEmpty)
        #expect(await theirs.contents().files.isEmpty)
        #expect(try await theirs.restore([.ticket(claim)]).run.counts == IntakeCounts(applied: 1))
    }

    @Test func `people and organisations who are here keep what they have here`() async throws {
        let fixture = try await Fixture(people: [SamplePeople.administrator, SamplePeople.agent])
        let promoted = SamplePeople.agent.with(roles: [.administrator])
        let namesake = SamplePeople.person(500, "ada", "Another", nil, [])
        let renamed = Organisation(id: SamplePeople.organisation.id, name: "Other", parent: nil)
        let branch = Organisation(id: Organisation.ID(GUID(high: 8, low: 8)), name: "Branch", parent: renamed.id)
        let (run, records) = try await fixture.restore([
            .organisation(SamplePeople.organisation), .organisation(renamed), .organisation(branch),
            .person(SamplePeople.agent), .person(promoted), .person(namesake), .person(SamplePeople.billing),
        ])
        #expect(run.counts == IntakeCounts(applied: 2, unchanged: 2, quarantined: 3))
        #expect(
            records.map(\.outcome) == [
                .unchanged, .quarantined, .applied, .unchanged, .quarantined, .quarantined, .applied,
            ]
        )
        #expect(
            records.flatMap(\.reasons) == [
                "12: the organisation is here with other data",
                "15: ada is here with other data; change roles by 'recoup users role'",
                "16: another person here is called 'ada'",
            ]
        )
        #expect(await fixture.contents().people[SamplePeople.agent.id] == SamplePeople.agent)
    }

    @Test func `an archive takes the right to it`() async throws {
        let fixture = try await Fixture()
        await fixture.expectRefusal(.notAllowed(.exportArchive)) {
            try await fixture.desk.archive(TicketQuery(), for: .sample(SamplePeople.requester)) { _, _ in }
        }
    }
}
