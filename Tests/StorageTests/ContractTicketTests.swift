import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct ContractTicketTests {
    @Test(arguments: ContractBackend.allCases)
    func `what is written is read back byte for byte`(backend: ContractBackend) async throws {
        let data = try ContractData(seed: SplitMix64.freshSeed(), count: 60)
        try await backend.withDesk { sample in
            try await data.write(to: sample.desk.store)
            for story in data.stories {
                let last = story.later.last?.ticket ?? story.new.ticket
                let events = story.new.events + story.later.map(\.event)
                let stored = try #require(try await sample.stored(last.id), "seed \(data.seed)")
                #expect(stored.ticket == last && stored.events == events, "seed \(data.seed)")
                #expect(stored.events.map(\.detail.bytes) == events.map(\.detail.bytes), "seed \(data.seed)")
                #expect(Chain.breaks(in: stored.events) == [], "seed \(data.seed)")
            }
            let heads = try await sample.desk.store.read { (records: any Records) throws in
                var heads: [StoredHead] = []
                try records.eachHead { heads.append($0) }
                return heads
            }
            let tickets = data.stories.map { $0.later.last?.ticket ?? $0.new.ticket }.sorted { $0.id < $1.id }
            #expect(
                heads == tickets.map { StoredHead(summary: TicketSummary(of: $0), head: $0.head) },
                "seed \(data.seed)"
            )
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(report.isClean && report.tickets == 60, "seed \(data.seed)")
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a ticket is found by its number, a former number and its id`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let first = try await sample.file()
            let second = try await sample.file()
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.saveFormerNumber(77, of: first.id)
                try records.saveFormerNumber(77, of: first.id)
                try records.saveFormerNumber(10_002, of: first.id)
            }
            try await sample.desk.store.read { (records: any Records) throws in
                #expect(try records.locate(.number(TicketNumber(10_001))) == first.id)
                #expect(try records.locate(.number(TicketNumber(77))) == first.id)
                #expect(try records.locate(.number(TicketNumber(10_002))) == second.id)
                #expect(try records.locate(.number(TicketNumber(10_003))) == nil)
                #expect(try records.locate(.id(second.id)) == second.id)
                let absent = Ticket.ID(GUID(high: .max, low: .max))
                #expect(try records.locate(.id(absent)) == nil)
                #expect(try records.events(of: absent) == [])
                #expect(try records.number(of: absent) == nil)
                #expect(try records.ticket(absent) == nil)
                #expect(try records.number(of: second.id) == 10_002)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `numbers follow each other without a gap, also behind a transaction that failed`(
        backend: ContractBackend
    ) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            #expect(try await store.write { try $0.takeNumbers(1) } == 10_001)
            #expect(try await store.write { try $0.takeNumbers(3) } == 10_002)
            await #expect(throws: Stop()) {
                try await store.write { (records: any MutableRecords) throws in
                    _ = try records.takeNumbers(5)
                    throw Stop()
                }
            }
            #expect(try await store.write { try $0.takeNumbers(1) } == 10_005)
            try await store.write { try $0.raiseNumbers(above: 10_003) }
            #expect(try await store.write { try $0.takeNumbers(1) } == 10_006)
            try await store.write { try $0.raiseNumbers(above: 20_000) }
            #expect(try await store.write { try $0.takeNumbers(2) } == 20_001)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `numbers taken at once have no gap and no double`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let numbers = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 0..<30 { group.addTask { try await sample.file().number } }
                return try await group.reduce(into: []) { $0.append($1 ?? 0) }
            }
            #expect(numbers.sorted() == Array(10_001...10_030))
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `who comes second is told so, and nothing of theirs is kept`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let source = try Source(system: "crm", externalID: "1")
            let facts = try FactsForm.sample().facts()
            func record(_ id: UInt64, _ source: Source?) throws -> NewRecord {
                let opened = try SampleTicket(
                    opening: .sample(.complete(facts), source: source),
                    id: id,
                    by: .sample(SamplePeople.agent, from: .import)
                )
                return NewRecord(ticket: opened.ticket, events: opened.events).numbered(Int64(id) + 100)
            }
            let first = try record(1, source)
            try await store.write { try $0.insert([first]) }
            let sameID = try record(1, nil).numbered(900)
            let sameSource = try record(2, source)
            let free = try record(3, nil)
            for second in [sameID, sameSource] {
                await #expect(throws: Overtaken()) { try await store.write { try $0.insert([free, second]) } }
            }
            #expect(try await sample.stored(free.ticket.id) == nil)

            var changed = SampleTicket(first)
            let taken = try changed.perform(.take, by: SamplePeople.agent)
            var other = SampleTicket(first)
            let noted = try other.perform(.note(Message(text: "x", visibility: .public)), by: SamplePeople.agent)
            let (mine, theirs) = (changed.ticket, other.ticket)
            try await store.write { try $0.append([taken], to: mine) }
            await #expect(throws: Overtaken()) { try await store.write { try $0.append([noted], to: theirs) } }
            let stored = try #require(try await sample.stored(mine.id))
            #expect(stored.events == [first.events[0], taken] && stored.ticket.status == .underReview)
            let counts = try await store.read { try $0.queueCounts() }
            #expect(counts == [QueueCount(status: .underReview, assignee: SamplePeople.agent.id, count: 1)])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `every status is reached through the desk, and the record is clean`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            for status in TicketStatus.allCases {
                let ticket = try await sample.ticket(in: status)
                let stored = try #require(try await sample.stored(ticket.id))
                #expect(stored.ticket == ticket && ticket.status == status)
            }
            #expect(try await sample.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
        }
    }
}

extension SampleTicket {
    init(_ record: NewRecord) {
        self.init(ticket: record.ticket, events: record.events, file: .empty)
    }
}

/// Something that is no fault of the store.
struct Stop: Error, Equatable {}
