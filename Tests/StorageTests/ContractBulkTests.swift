import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct ContractBulkTests {
    private static func bulk(
        _ number: UInt64,
        _ action: TicketAction = .take,
        by person: Person = SamplePeople.agent,
        size: Int = 3,
        undoes: Bulk? = nil,
        counts: BulkCounts = BulkCounts(),
        finishedAt: Instant? = nil
    ) -> Bulk {
        Bulk(
            id: Bulk.ID(GUID(high: 0xb0, low: number)),
            action: action,
            by: person.id,
            byName: person.systemName,
            startedAt: SampleClock.start,
            size: size,
            undoes: undoes?.id,
            counts: counts,
            finishedAt: finishedAt
        )
    }

    @Test(arguments: ContractBackend.allCases)
    func `a bulk and what became of its tickets are read back as they were written`(
        backend: ContractBackend
    ) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ticket = try await sample.file()
            for (index, action) in TicketAction.allCases.enumerated() {
                var bulk = Self.bulk(UInt64(index + 1), action, size: 4)
                let first = bulk
                try await store.write { try $0.save(first) }
                #expect(try await store.read { try $0.bulk(first.id) } == first)
                for outcome in BulkOutcome.allCases { bulk.counts.add(outcome) }
                bulk.finishedAt = SampleClock.start.adding(hours: 1)
                let done = bulk
                let records = BulkOutcome.allCases.enumerated().map { index, outcome in
                    BulkRecord(
                        bulk: done.id,
                        ordinal: index + 1,
                        ticket: outcome == .missing ? nil : ticket.id,
                        name: "R-1000\(index)",
                        before: outcome == .missing ? nil : 3,
                        after: outcome == .done ? 4 : nil,
                        outcome: outcome,
                        reason: outcome == .done ? nil : "e\u{301} 환불 '\(index)'"
                    )
                }
                try await store.write { store in
                    try store.save(done)
                    try store.append(Array(records.prefix(2)), to: done.id)
                    try store.append(Array(records.dropFirst(2)), to: done.id)
                }
                #expect(try await store.read { try $0.bulk(done.id) } == done)
                #expect(try await store.read { try $0.bulkRecords(of: done.id) } == records)
            }
            let unknown = Self.bulk(99)
            #expect(try await store.read { try $0.bulk(unknown.id) } == nil)
            #expect(try await store.read { try $0.bulkRecords(of: unknown.id) } == [])
            await #expect(throws: StoreError.self) { try await store.write { try $0.append([], to: unknown.id) } }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `the latest come first, and the last that can be taken back is found`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ada = SamplePeople.agent.id
            let some = BulkCounts(done: 1)
            let first = Self.bulk(5, counts: BulkCounts(done: 2, refused: 1), finishedAt: SampleClock.start)
            let second = Self.bulk(4, counts: some)
            let nothing = Self.bulk(3, counts: BulkCounts(refused: 3), finishedAt: SampleClock.start)
            let alans = Self.bulk(2, by: SamplePeople.otherAgent, counts: some)
            func last() async throws -> Bulk.ID? { try await store.read { try $0.lastBulk(toUndoBy: ada)?.id } }
            #expect(try await last() == nil)
            try await store.write { store in for bulk in [first, second, nothing, alans] { try store.save(bulk) } }
            #expect(try await store.read { try $0.bulks(by: nil, limit: 9) } == [alans, nothing, second, first])
            #expect(try await store.read { try $0.bulks(by: nil, limit: 1) } == [alans])
            #expect(try await store.read { try $0.bulks(by: ada, limit: 2) } == [nothing, second])
            #expect(try await last() == second.id)
            let cutOff = Self.bulk(1, size: 1, undoes: second)
            try await store.write { try $0.save(cutOff) }
            #expect(try await last() == second.id)
            let whole = Self.bulk(6, size: 1, undoes: second, counts: some, finishedAt: SampleClock.start)
            try await store.write { try $0.save(whole) }
            #expect(try await store.read { try $0.undos(of: second.id) } == [cutOff, whole])
            #expect(try await last() == first.id)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `two bulks over the same tickets at once do each ticket once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let desk = sample.desk
            for _ in 0..<600 { _ = try await sample.file() }
            let people = [SamplePeople.agent, SamplePeople.otherAgent]
            let results = try await withThrowingTaskGroup(of: (Int, BulkResult).self) { group in
                for (index, person) in people.enumerated() {
                    group.addTask {
                        let actor = Actor.sample(person)
                        let references = (10_001...10_600).map { TicketReference.number(TicketNumber(Int64($0))) }
                        // From either end, so that they meet.
                        let job = try await desk.bulk(
                            .same(.take),
                            on: .listed(index == 0 ? references : references.reversed()),
                            by: actor
                        )
                        return (index, try await desk.apply(job, by: actor))
                    }
                }
                return try await group.reduce(into: [Int: BulkResult]()) { $0[$1.0] = $1.1 }
            }
            let counts = results.values.map(\.counts)
            #expect(counts.map(\.all) == [600, 600])
            #expect(counts.reduce(0) { $0 + $1.done } == 600)
            #expect(counts.reduce(0) { $0 + $1.overtaken } == 600)
            for (index, person) in people.enumerated() {
                let rows = try #require(results[index]).rows
                let other = people[1 - index].systemName
                for row in rows where row.after == nil {
                    #expect(row.refusal?.sentence.hasPrefix("somebody was faster: \(other) did 'take'") == true)
                }
                let mine = try TicketQuery("assignee:\(person.systemName)")
                let count = try await desk.count(mine, for: .sample(person), exactly: true)
                #expect(count == rows.filter { $0.after != nil }.count)
            }
            let queue = try await desk.store.read { try $0.queueCounts() }
            #expect(queue.reduce(0) { $0 + $1.count } == 600)
        }
    }
}
