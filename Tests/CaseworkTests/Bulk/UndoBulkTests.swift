import Basics
import Casework
import MemoryStore
import SampleDesk
import Testing
import Tickets
import Workflows

struct UndoBulkTests {
    @Test func `an undo brings back where every ticket stood, whose it was and what it said`() async throws {
        let seed = SplitMix64.freshSeed()
        var random = SplitMix64(seed: seed)
        let statuses = (0..<26).map { _ in TicketStatus.allCases[random.below(TicketStatus.allCases.count)] }
        let (fixture, tickets) = try await Fixture.with(statuses)
        let commands = try BulkSamples.commands(on: tickets[0])
        var undone = 0
        for round in 0..<80 {
            let command = commands[random.below(commands.count)]
            let person = BulkSamples.people[random.below(BulkSamples.people.count)]
            let before = try await fixture.stored(tickets)
            let chosen = tickets.filter { _ in random.below(3) > 0 }
            let result = try await fixture.bulk(command, on: chosen, by: person)
            fixture.sample.clock.advance(hours: 1)
            guard result.counts.done > 0 else { continue }
            let done = try await fixture.stored(tickets)
            let undo = try await fixture.undo(by: person)
            undone += undo.counts.done
            let after = try await fixture.stored(tickets)
            #expect(undo.rows.count == result.counts.done, "seed \(seed), round \(round): \(command)")
            let changed = Dictionary(uniqueKeysWithValues: undo.rows.map { ($0.before?.id, $0) })
            for (index, ticket) in tickets.enumerated() {
                switch changed[ticket.id]?.outcome {
                case .done:
                    // The survivor of a merge keeps both events but neither link.
                    #expect(after[index].standing == before[index].standing, "seed \(seed), round \(round): \(command)")
                    #expect(after[index].version > done[index].version)
                case .refused:
                    #expect(changed[ticket.id]?.refusal?.sentence.isEmpty == false)
                    #expect(after[index].status == done[index].status)
                case .overtaken, .missing: Issue.record("seed \(seed), round \(round): \(command)")
                case nil: #expect(after[index].status == before[index].status)
                }
            }
        }
        #expect(undone > 5, "seed \(seed)")
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `taken, declined, approved and given tickets go back to whom and where they were`() async throws {
        let amount = Money(minorUnits: 1250_00, try Currency("USD"))
        let alan = Assignee(id: SamplePeople.otherAgent.id, name: SamplePeople.otherAgent.systemName)
        let acts: [(TicketStatus, TicketCommand, Person)] = [
            (.submitted, .take, SamplePeople.agent),
            (.underReview, .release(nil), SamplePeople.agent),
            (.underReview, .decline(.notEligible, "No"), SamplePeople.agent),
            (.underReview, .withdraw(nil), SamplePeople.requester),
            (.underReview, .approve(.vouched(amount)), SamplePeople.approver),
            (.underReview, .give(alan), SamplePeople.agent),
            (.escalated, .give(alan), SamplePeople.agent),
            (.declined, .reopen(nil), SamplePeople.agent),
            (.creditPending, .dispute("Missing"), SamplePeople.billing),
            (.disputed, .correct("There"), SamplePeople.billing),
            (.submitted, .edit(FactsForm([.title: "Another"])), SamplePeople.agent),
        ]
        for (status, command, person) in acts {
            let (fixture, tickets) = try await Fixture.with([status, status, status])
            try await fixture.store.write { try $0.save(SampleOrders.contoso()) }
            let result = try await fixture.bulk(command, on: tickets, by: person)
            #expect(result.counts == BulkCounts(done: 3), "\(command)")
            let undo = try await fixture.undo(by: person)
            #expect(undo.counts == BulkCounts(done: 3), "\(command): \(undo.rows.compactMap(\.refusal))")
            #expect(try await fixture.stored(tickets).map(\.standing) == tickets.map(\.standing), "\(command)")
            #expect(undo.bulk?.undoes == result.bulk?.id && undo.bulk?.action == command.action)
        }
    }

    @Test func `merges are undone, and done again when they were undone in bulk`() async throws {
        let (fixture, tickets) = try await Fixture.with([.underReview, .submitted, .submitted])
        let others = Array(tickets[1...])
        try await fixture.bulk(.merge(into: TicketName(of: tickets[0]), nil), on: others, by: SamplePeople.agent)
        #expect(try await fixture.stored(others).allSatisfy { $0.mergedInto?.id == tickets[0].id })
        #expect(try await fixture.undo(by: SamplePeople.agent).counts == BulkCounts(done: 2))
        #expect(try await fixture.stored(others).allSatisfy { $0.mergedInto == nil })
        #expect(try await fixture.stored([tickets[0]])[0].links == [])
        try await fixture.bulk(.merge(into: TicketName(of: tickets[0]), nil), on: others, by: SamplePeople.agent)
        try await fixture.bulk(.unmerge(nil), on: others, by: SamplePeople.agent)
        #expect(try await fixture.undo(by: SamplePeople.agent).counts == BulkCounts(done: 2))
        #expect(try await fixture.stored(others).allSatisfy { $0.mergedInto?.id == tickets[0].id })
        #expect(try await fixture.stored([tickets[0]])[0].links.count == 2)
    }

    @Test func `what has no way back stays and says why`() async throws {
        let alan = SamplePeople.otherAgent
        let cases: [(TicketStatus, TicketCommand, Person, BulkRefusal)] = [
            (.underReview, .ask("Which?"), SamplePeople.agent, .irreversible(.ask, .said)),
            (
                .submitted, .note(Message(text: "x", visibility: .internal)), SamplePeople.agent,
                .irreversible(.note, .said)
            ),
            (.draft, .submit, SamplePeople.requester, .irreversible(.submit, .filed)),
            (.draft, .discard, SamplePeople.requester, .irreversible(.discard, .discarded)),
            (.approved, .credit(reference: "PC-1"), SamplePeople.billing, .irreversible(.credit, .books)),
            (
                .submitted, .withdraw(nil), SamplePeople.requester,
                .leadsElsewhere(.reopen, to: .underReview, not: .submitted)
            ),
            (.declined, .close, SamplePeople.agent, .leadsElsewhere(.reopen, to: .underReview, not: .declined)),
            (.underReview, .release(nil), alan, .wasOthers("ada")),
        ]
        for (status, command, person, refusal) in cases {
            let (fixture, tickets) = try await Fixture.with([status, status])
            let result = try await fixture.bulk(command, on: tickets, by: person)
            #expect(result.counts == BulkCounts(done: 2), "\(command): \(result.rows.compactMap(\.refusal))")
            let done = try await fixture.stored(tickets)
            let undo = try await fixture.undo(by: person)
            #expect(undo.rows.map(\.refusal) == [.bulk(refusal), .bulk(refusal)], "\(command)")
            #expect(try await fixture.stored(tickets) == done)
        }
    }

    @Test func `a ticket that somebody changed since is left as it is`() async throws {
        let (fixture, tickets) = try await Fixture.with([.submitted, .submitted, .submitted])
        try await fixture.bulk(.take, on: tickets, by: SamplePeople.agent)
        try await fixture.sample.perform(.ask("Which?"), on: tickets[0], by: SamplePeople.otherAgent)
        let note = TicketCommand.note(Message(text: "x", visibility: .public))
        try await fixture.sample.perform(note, on: tickets[1], by: SamplePeople.requester)
        let changed = try await fixture.stored([tickets[0]])
        let undo = try await fixture.undo(by: SamplePeople.agent)
        #expect(undo.rows.map(\.name) == ["R-10003", "R-10002", "R-10001"])
        #expect(undo.rows.map(\.outcome) == [.done, .done, .overtaken])
        #expect(
            undo.rows[2].refusal?.sentence
                == "somebody was faster: alan did 'ask' on R-10001 at 2026-11-23 08:15 UTC, "
                + "it is awaitingInformation now; look at it again"
        )
        #expect(try await fixture.stored([tickets[0]]) == changed)
        #expect(try await fixture.stored([tickets[1]])[0].status == .submitted)
    }

    @Test func `a bulk is taken back once, and then the one before it`() async throws {
        let (fixture, tickets) = try await Fixture.with([.submitted, .submitted])
        await fixture.expectRefusal(.bulk(.nothingToUndo)) { _ = try await fixture.undo(by: SamplePeople.agent) }
        try await fixture.bulk(.take, on: tickets, by: SamplePeople.agent)
        // One of which nothing came is passed over, and so is somebody else's.
        try await fixture.bulk(.take, on: tickets, by: SamplePeople.agent)
        try await fixture.bulk(.edit(FactsForm([.title: "X"])), on: tickets, by: SamplePeople.otherAgent)
        let alans = try await fixture.undo(by: SamplePeople.otherAgent)
        #expect(alans.rows.map(\.outcome) == [.done, .done])
        // The edit and its undo came after it.
        #expect(try await fixture.undo(by: SamplePeople.agent).counts == BulkCounts(overtaken: 2))
        await fixture.expectRefusal(.bulk(.nothingToUndo)) { _ = try await fixture.undo(by: SamplePeople.agent) }
        let all = try await fixture.desk.bulks(for: .sample(SamplePeople.auditor))
        #expect(all.map(\.action) == [.take, .edit, .edit, .take, .take])
        #expect(all.map { $0.undoes != nil } == [true, true, false, false, false])
        #expect(try await fixture.desk.bulks(for: .sample(SamplePeople.agent)).count == 3)
        #expect(try await fixture.desk.bulks(for: .sample(SamplePeople.requester)) == [])
        let id = all[0].id
        await fixture.expectRefusal(.bulk(.noSuchBulk(id.description))) {
            _ = try await fixture.desk.bulk(id, for: .sample(SamplePeople.requester))
        }
    }

    @Test func `an undo that was cut off goes on where it stopped`() async throws {
        let fixture = try await Fixture()
        for number in 0..<300 {
            _ = try await fixture.sample.file(
                .sample([.purchase: "order:b1b2c3d4\(String(0x1000 + number, radix: 16))"])
            )
        }
        let actor = Actor.sample(SamplePeople.agent)
        let job = try await fixture.desk.bulk(.same(.take), on: .found(TicketQuery("")), by: actor)
        _ = try await fixture.desk.apply(job, by: actor)
        let heard = Heard()
        let first = try await fixture.desk.apply(
            fixture.desk.undoingLastBulk(by: actor),
            by: actor,
            progress: { heard.add($0) },
            isCancelled: { !heard.all.isEmpty }
        )
        #expect(first.counts == BulkCounts(done: 250))
        #expect(try await fixture.undo(by: SamplePeople.agent).counts == BulkCounts(done: 50))
        await fixture.expectRefusal(.bulk(.nothingToUndo)) { _ = try await fixture.undo(by: SamplePeople.agent) }
    }
}
