import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct ContractTransactionTests {
    @Test(arguments: ContractBackend.allCases)
    func `a transaction that throws is undone as a whole`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let ticket = try await sample.file()
            let before = try await Kept(store)
            var changed = try SampleTicket(#require(try await sample.stored(ticket.id)))
            let event = try changed.perform(.take, by: SamplePeople.agent)
            let opened = try SampleTicket(in: .submitted, id: 99)
            let new = NewRecord(ticket: opened.ticket, events: opened.events).numbered(555)
            let taken = changed.ticket
            let run = IntakeRun.sample(1)
            await #expect(throws: Stop()) {
                try await store.write { (records: any MutableRecords) throws in
                    try records.set("book", to: "external")
                    try records.save(SamplePeople.agent.with(roles: []))
                    try records.insert([new])
                    try records.append([event], to: taken)
                    try records.save(FileContent([1, 2, 3]))
                    try records.saveFormerNumber(7, of: ticket.id)
                    try records.save(run)
                    try records.append([.sample(run.id, 1, .applied)])
                    // What it wrote it reads.
                    #expect(try records.setting("book") == "external")
                    #expect(try records.events(of: ticket.id).count == 2)
                    #expect(try records.hasFile(Digest.of([1, 2, 3])))
                    throw Stop()
                }
            }
            #expect(try await Kept(store) == before)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an attempt that throws is undone alone`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let value = try await store.write { (records: any MutableRecords) throws in
                try records.set("a", to: "1")
                #expect(throws: Stop()) {
                    try records.attempt {
                        try records.set("a", to: "2")
                        try records.set("b", to: "2")
                        throw Stop()
                    }
                }
                #expect(try records.setting("a") == "1")
                let value = try records.attempt {
                    try records.set("c", to: "3")
                    #expect(throws: Stop()) {
                        try records.attempt {
                            try records.set("c", to: "4")
                            throw Stop()
                        }
                    }
                    return 5
                }
                try records.set("d", to: "환불")
                return value
            }
            #expect(value == 5)
            let settings = try await store.read { records in try ["a", "b", "c", "d"].map { try records.setting($0) } }
            #expect(settings == ["1", nil, "3", "환불"])
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `an insert that comes second leaves the transaction usable`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let opened = try SampleTicket(in: .submitted, id: 5)
            let new = NewRecord(ticket: opened.ticket, events: opened.events).numbered(10)
            let second = new.numbered(11)
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.insert([new])
                #expect(throws: Overtaken()) { try records.attempt { try records.insert([second]) } }
                try records.set("after", to: "yes")
            }
            #expect(try await sample.desk.store.read { try $0.setting("after") } == "yes")
            #expect(try await sample.stored(opened.ticket.id)?.events == opened.events)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `fifty people who approve at once make one transition`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let ticket = try await sample.ticket(in: .underReview)
            let amount = Money(minorUnits: 100_00, try Currency("USD"))
            let outcomes = await withTaskGroup(of: String.self) { group in
                for number in 0..<50 {
                    let person = SamplePeople.person(UInt64(1_000 + number), "p\(number)", "P", nil, [.approver])
                    group.addTask {
                        do {
                            let seen = ticket.version
                            try await sample.perform(
                                .approve(Grant(.goodwill, amount, attested: amount)),
                                on: ticket,
                                seen: seen,
                                by: person
                            )
                            return "approved"
                        } catch DeskError.conflict { return "conflict" } catch { return "\(error)" }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(outcomes == ["approved": 1, "conflict": 49])
            #expect(try await sample.stored(ticket.id)?.events.count == 3)
        }
    }

    /// All that a test of undoing looks at.
    private struct Kept: Equatable, Sendable {
        let settings: [String?]
        let people: [Person]
        let tickets: [StoredTicket]
        let counts: Set<QueueCount>
        let isFileHere: Bool
        let former: Ticket.ID?
        let runs: [IntakeRun]
        let next: Int64

        init(_ store: any DeskStore) async throws {
            self = try await store.read { try Kept($0) }
        }

        private init(_ records: any Records) throws {
            settings = [try records.setting("book")]
            people = try records.people()
            var tickets: [StoredTicket] = []
            try records.eachTicket(TicketQuery(), for: SamplePeople.auditor, at: SampleClock.start) {
                tickets.append($0)
            }
            self.tickets = tickets
            counts = Set(try records.queueCounts())
            isFileHere = try records.hasFile(Digest.of([1, 2, 3]))
            former = try records.locate(.number(TicketNumber(7)))
            runs = try records.intakeRuns(limit: 10)
            next = try records.number(of: tickets[0].ticket.id) ?? 0
        }
    }
}

extension SampleTicket {
    init(_ stored: StoredTicket) throws {
        self.init(ticket: stored.ticket, events: stored.events, file: .empty)
    }
}
