import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import Workflows

struct BulkPlanTests {
    @Test func `a plan says of every ticket what applying it then does, and changes nothing`() async throws {
        let seed = SplitMix64.freshSeed()
        var random = SplitMix64(seed: seed)
        let statuses = (0..<26).map { _ in TicketStatus.allCases[random.below(TicketStatus.allCases.count)] }
        let (fixture, tickets) = try await Fixture.with(statuses)
        let commands = try BulkSamples.commands(on: tickets[0])
        var done = 0
        for round in 0..<60 {
            let command = commands[random.below(commands.count)]
            let actor = Actor.sample(BulkSamples.people[random.below(BulkSamples.people.count)])
            let chosen = tickets.filter { _ in random.below(3) > 0 }.map { TicketReference.id($0.id) }
            let job = try await fixture.desk.bulk(.same(command), on: .listed(chosen), by: actor)
            let before = await fixture.contents()
            let plan = try await fixture.desk.plan(job, by: actor)
            #expect(await fixture.contents() == before, "seed \(seed), round \(round)")
            let result = try await fixture.desk.apply(job.seeing(plan), by: actor)
            #expect(plan.rows.map(\.result) == result.rows.map(\.result), "seed \(seed), round \(round): \(command)")
            #expect(plan.counts.all == chosen.count)
            done += plan.counts.done
            fixture.sample.clock.advance(hours: 1)
        }
        #expect(done > 10, "seed \(seed)")
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `what one ticket takes from the books is gone for the next, in the plan too`() async throws {
        let fixture = try await Fixture()
        let paid = Money(minorUnits: 2000_00, try Currency("USD"))
        let customer = try SampleOrders.contoso()
        try await fixture.store.write { records in
            try records.save(customer)
            try records.insert([SampleOrders.requested(paid: paid, by: customer)])
        }
        var tickets: [Ticket] = []
        for _ in 0..<2 {
            let ticket = try await fixture.sample.file()
            tickets.append(try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent))
        }
        let amount = Money(minorUnits: 1250_00, try Currency("USD"))
        let actor = Actor.sample(SamplePeople.approver)
        let job = try await fixture.desk.bulk(
            .same(.approve(Grant(.goodwill, amount, override: "The desk's fault"))),
            on: .listed(tickets.map { .id($0.id) }),
            by: actor
        )
        let plan = try await fixture.desk.plan(job, by: actor)
        let left = Money(minorUnits: 750_00, try Currency("USD"))
        #expect(
            plan.rows.map(\.refusal) == [nil, .refused(.aboveRefundable(asked: amount, maximum: left))]
        )
        #expect(try await fixture.desk.apply(job, by: actor).rows == plan.rows)
    }

    @Test func `a refused ticket is as it was, and the others are done`() async throws {
        let (fixture, tickets) = try await Fixture.with([.submitted, .closed, .submitted, .draft])
        let result = try await fixture.bulk(.take, on: tickets, by: SamplePeople.agent)
        #expect(result.rows.map(\.outcome) == [.done, .refused, .done, .refused])
        let after = try await fixture.stored(tickets)
        #expect(after[1] == tickets[1] && after[3] == tickets[3])
        #expect(after.map(\.status) == [.underReview, .closed, .underReview, .draft])
        let bulk = try #require(result.bulk)
        #expect(bulk.counts == BulkCounts(done: 2, refused: 2) && bulk.finishedAt == SampleClock.start)
        let (kept, records) = try await fixture.desk.bulk(bulk.id, for: .sample(SamplePeople.agent))
        #expect(kept == bulk)
        #expect(records.map(\.ordinal) == [1, 2, 3, 4])
        #expect(records.map(\.before) == [1, tickets[1].version, 1, 1])
        #expect(records.map(\.after) == [2, nil, 2, nil])
        #expect(records[0].name == "R-10001" && records[3].name == tickets[3].id.description)
        #expect(
            records.map(\.reason) == [
                nil, "'take' does not apply to a ticket that is closed; reopen, note, link would", nil,
                "'take' does not apply to a ticket that is draft; submit, discard, edit, attach would",
            ]
        )
    }

    @Test func `what is there twice is done once, and what is not there is said`() async throws {
        let (fixture, tickets) = try await Fixture.with([.submitted])
        let actor = Actor.sample(SamplePeople.agent)
        let job = try await fixture.desk.bulk(
            .same(.take),
            on: .listed([.number(10_001), .id(tickets[0].id), .number(4711)]),
            by: actor
        )
        let result = try await fixture.desk.apply(job, by: actor)
        #expect(result.rows.map(\.outcome) == [.done, .missing])
        #expect(result.rows.map(\.name) == ["R-10001", "R-4711"])
        #expect(result.rows[1].refusal == .noSuchTicket("R-4711"))
    }

    @Test func `what somebody may not see is not there`() async throws {
        let (fixture, tickets) = try await Fixture.with([.submitted])
        let result = try await fixture.bulk(.withdraw(nil), on: tickets, by: SamplePeople.otherRequester)
        #expect(result.rows.map(\.outcome) == [.missing] && result.rows[0].before == nil)
        let (_, records) = try await fixture.desk.bulk(
            try #require(result.bulk).id,
            for: .sample(SamplePeople.otherRequester)
        )
        #expect(records.map(\.ticket) == [nil])
    }

    @Test func `a query is everything that matches, also while the change takes tickets out of it`() async throws {
        let fixture = try await Fixture()
        for number in 0..<620 {
            _ = try await fixture.sample.file(
                .sample([.purchase: "order:b1b2c3d4\(String(0x1000 + number, radix: 16))"])
            )
        }
        let actor = Actor.sample(SamplePeople.agent)
        let heard = Heard()
        let job = try await fixture.desk.bulk(.same(.take), on: .found(TicketQuery("status:submitted")), by: actor)
        #expect(job.targets.count == 620)
        let result = try await fixture.desk.apply(job, by: actor, progress: { heard.add($0) })
        #expect(result.counts == BulkCounts(done: 620))
        #expect(heard.all.map(\.counts.done) == [250, 500, 620] && heard.all.allSatisfy { $0.size == 620 })
        #expect(try await fixture.desk.count(TicketQuery("status:submitted"), for: actor) == 0)
    }

    @Test func `nothing to do keeps nothing`() async throws {
        let fixture = try await Fixture()
        let actor = Actor.sample(SamplePeople.agent)
        let job = try await fixture.desk.bulk(.same(.take), on: .found(TicketQuery("status:submitted")), by: actor)
        let result = try await fixture.desk.apply(job, by: actor)
        #expect(result.bulk == nil && result.rows.isEmpty)
        #expect(try await fixture.desk.bulks(for: actor) == [])
    }

    @Test func `an interruption keeps the transactions that were done and touches no other ticket`() async throws {
        let fixture = try await Fixture()
        for number in 0..<300 {
            _ = try await fixture.sample.file(
                .sample([.purchase: "order:b1b2c3d4\(String(0x1000 + number, radix: 16))"])
            )
        }
        let actor = Actor.sample(SamplePeople.agent)
        let heard = Heard()
        let job = try await fixture.desk.bulk(.same(.take), on: .found(TicketQuery("sort:number")), by: actor)
        let result = try await fixture.desk.apply(
            job,
            by: actor,
            progress: { heard.add($0) },
            isCancelled: { !heard.all.isEmpty }
        )
        guard case .interrupted = result.end else {
            Issue.record("it was not interrupted")
            return
        }
        #expect(result.counts == BulkCounts(done: 250))
        let bulk = try #require(try await fixture.desk.bulks(for: actor).first)
        #expect(bulk.size == 300 && bulk.counts.done == 250 && bulk.finishedAt == nil)
        #expect(try await fixture.desk.count(TicketQuery("status:submitted"), for: actor) == 50)
        #expect(try await fixture.undo(by: SamplePeople.agent).counts == BulkCounts(done: 250))
        #expect(try await fixture.desk.count(TicketQuery("status:submitted"), for: actor) == 300)
    }

    @Test func `a store that fails on the way keeps what was done before, and says so`() async throws {
        let fixture = try await Fixture()
        for number in 0..<300 {
            _ = try await fixture.sample.file(
                .sample([.purchase: "order:b1b2c3d4\(String(0x1000 + number, radix: 16))"])
            )
        }
        let actor = Actor.sample(SamplePeople.agent)
        func desk(_ transactions: Int) -> Desk {
            Desk(
                store: FailingStore(fixture.store, after: transactions),
                book: .simulated,
                now: { SampleClock.start },
                makeID: { fixture.sample.ids.next() }
            )
        }
        let job = try await fixture.desk.bulk(.same(.take), on: .found(TicketQuery("")), by: actor)
        let before = await fixture.contents()
        await #expect(throws: StoreError.busy("others keep it busy")) {
            try await desk(0).apply(job, by: actor)
        }
        #expect(await fixture.contents() == before)
        let result = try await desk(1).apply(job, by: actor)
        guard case .failed(.busy) = result.end else {
            Issue.record("it did not fail")
            return
        }
        #expect(result.counts == BulkCounts(done: 250))
        #expect(try await fixture.desk.bulks(for: actor).map(\.counts.done) == [250])
        #expect(try await fixture.desk.count(TicketQuery("status:submitted"), for: actor) == 50)
    }

    @Test func `what changed after the plan was looked at is not acted on`() async throws {
        let (fixture, tickets) = try await Fixture.with([.underReview, .underReview, .underReview])
        let actor = Actor.sample(SamplePeople.agent)
        let job = try await fixture.desk.bulk(
            .same(.decline(.other, nil)),
            on: .listed(tickets.map { .id($0.id) }),
            by: actor
        )
        let plan = try await fixture.desk.plan(job, by: actor)
        #expect(plan.counts == BulkCounts(done: 3))
        let edit = TicketCommand.edit(FactsForm([.title: "Changed"]))
        try await fixture.sample.perform(edit, on: tickets[0], by: SamplePeople.otherAgent)
        let note = TicketCommand.note(Message(text: "x", visibility: .internal))
        try await fixture.sample.perform(note, on: tickets[1], by: SamplePeople.otherAgent)
        let result = try await fixture.desk.apply(job.seeing(plan), by: actor)
        #expect(result.rows.map(\.outcome) == [.overtaken, .done, .done])
        #expect(result.rows[0].refusal?.sentence.contains("alan did 'edit'") == true)
    }

    @Test func `approving in full grants each request its own quote`() async throws {
        let fixture = try await Fixture()
        let usd = try Currency("USD")
        let customer = try SampleOrders.contoso()
        var tickets: [Ticket] = []
        for (index, units) in [Int64(300_00), 700_00].enumerated() {
            let paid = Money(minorUnits: units, usd)
            let id = "b1b2c3d4e5f\(index)"
            try await fixture.store.write { records in
                try records.save(customer)
                try records.insert([SampleOrders.requested(paid: paid, by: customer, id: id)])
            }
            let form = FactsForm.sample([.purchase: "order:\(id)", .amount: paid.number])
            let ticket = try await fixture.sample.file(form)
            tickets.append(try await fixture.sample.perform(.take, on: ticket, by: SamplePeople.agent))
        }
        let actor = Actor.sample(SamplePeople.approver)
        let job = try await fixture.desk.bulk(
            .approveInFull(.cancellation, text: nil, override: nil),
            on: .listed(tickets.map { .id($0.id) }),
            by: actor
        )
        let result = try await fixture.desk.apply(job, by: actor)
        #expect(result.counts == BulkCounts(done: 2))
        let approved = try await fixture.stored(tickets)
        #expect(approved.map(\.approval?.amount.minorUnits) == [300_00, 700_00])
        #expect(approved.map(\.approval?.kind) == [.cancellation, .cancellation])
    }
}
