import Basics
import Casework
import SampleDesk
import Synchronization
import Testing
import Tickets

struct ContractRecordsTests {
    @Test(arguments: ContractBackend.allCases)
    func `people and organisations are kept as they are and found by bytes`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let branch = Organisation(
                id: Organisation.ID(GUID(high: 1, low: 2)),
                name: "Zweigstelle 부산",
                parent: SamplePeople.organisation.id
            )
            try await store.write { (records: any MutableRecords) throws in
                try records.save(SamplePeople.organisation)
                try records.save(branch)
                for person in SamplePeople.all.reversed() { try records.save(person) }
            }
            try await store.read { (records: any Records) throws in
                #expect(try records.organisations() == [branch, SamplePeople.organisation].sorted { $0.id < $1.id })
                #expect(try records.people() == SamplePeople.all.sorted { $0.id < $1.id })
                #expect(try records.person(SamplePeople.otherRequester.id) == SamplePeople.otherRequester)
                #expect(try records.person(named: "kim") == SamplePeople.requester)
                #expect(try records.person(named: "KIM") == nil)
                #expect(try records.person(Person.ID(GUID(high: 9, low: 9))) == nil)
            }
            let changed = Person(
                id: SamplePeople.requester.id,
                systemName: "kim",
                displayName: "Kim Minji",
                email: nil,
                language: .korean,
                organisation: branch.id,
                roles: [.agent, .auditor, .approver],
                tenant: GUID(high: 0xc0, low: 1)
            )
            let renamed = Organisation(id: branch.id, name: "Busan", parent: nil)
            try await store.write { (records: any MutableRecords) throws in
                try records.save(changed)
                try records.save(renamed)
            }
            try await store.read { (records: any Records) throws in
                #expect(try records.person(changed.id) == changed)
                #expect(try records.people().count == SamplePeople.all.count)
                #expect(try records.organisations().first { $0.id == branch.id } == renamed)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `settings are replaced`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            #expect(try await store.read { try $0.setting("book") } == nil)
            try await store.write { try $0.set("book", to: "") }
            #expect(try await store.read { try $0.setting("book") } == "")
            try await store.write { try $0.set("book", to: "simulated") }
            #expect(try await store.read { try $0.setting("book") } == "simulated")
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `files of every size come back in pieces`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let chunk = FileContent.chunkSize
            for size in [0, 1, chunk - 1, chunk, chunk + 1, 3_000_000] {
                let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
                let file = FileContent(bytes)
                #expect(try await store.read { try $0.hasFile(file.digest) } == false)
                try await store.write { (records: any MutableRecords) throws in
                    try records.save(file)
                    try records.save(file)
                }
                let pieces = try await store.read { (records: any Records) throws in
                    var pieces: [[UInt8]] = []
                    try records.eachChunk(of: file.digest) { pieces.append($0) }
                    return pieces
                }
                #expect(Array(pieces.joined()) == bytes)
                #expect(pieces.allSatisfy { $0.count <= chunk })
                #expect(pieces.count == (size + chunk - 1) / chunk)
                #expect(try await store.read { try $0.hasFile(file.digest) })
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a reader that stops early stops the reading`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let bytes = Array(repeating: UInt8(7), count: 2 * FileContent.chunkSize)
            try await sample.desk.store.write { try $0.save(FileContent(bytes)) }
            for _ in 0..<3 { _ = try await sample.file() }
            let seen = Mutex(0)
            await #expect(throws: Stop()) {
                try await sample.desk.store.read { (records: any Records) throws in
                    try records.eachChunk(of: Digest.of(bytes)) { _ in
                        seen.withLock { $0 += 1 }
                        throw Stop()
                    }
                }
            }
            await #expect(throws: Stop()) {
                try await sample.desk.store.read { (records: any Records) throws in
                    try records.eachTicket(TicketQuery(), for: SamplePeople.auditor, at: SampleClock.start) { _ in
                        seen.withLock { $0 += 1 }
                        throw Stop()
                    }
                }
            }
            #expect(seen.withLock { $0 } == 2)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a source's last word is kept with its ticket`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let source = try Source(system: "crm", externalID: "e\u{301}")
            let lookalike = try Source(system: "crm", externalID: "\u{e9}")
            let bare = try Source(system: "crm", externalID: "bare")
            func record(_ id: UInt64, _ source: Source, _ mark: Bool) throws -> NewRecord {
                let opened = try SampleTicket(
                    opening: .sample(.complete(FactsForm.sample().facts()), source: source),
                    id: id,
                    by: .sample(SamplePeople.agent, from: .import)
                )
                let first = IntakeMark(ticket: opened.ticket.id, digest: Digest.of("1"), modifiedAt: nil)
                return NewRecord(ticket: opened.ticket, events: opened.events, mark: mark ? first : nil)
                    .numbered(Int64(id))
            }
            let (first, second) = (try record(1, source, true), try record(2, bare, false))
            try await store.write { try $0.insert([first, second]) }
            try await store.read { (records: any Records) throws in
                #expect(try records.mark(of: source) == first.mark)
                #expect(try records.mark(of: lookalike) == nil)
                #expect(try records.mark(of: bare)?.ticket == second.ticket.id)
            }
            let mark = IntakeMark(
                ticket: first.ticket.id,
                digest: Digest.of("2"),
                modifiedAt: Instant(milliseconds: -1)
            )
            try await store.write { try $0.save(mark, of: source) }
            #expect(try await store.read { try $0.mark(of: source) } == mark)
            await #expect(throws: StoreError.self) { try await store.write { try $0.save(mark, of: lookalike) } }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `runs and their records are kept and chosen`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            let runs = (1...4).map { IntakeRun.sample($0) }
            let ticket = try await sample.file()
            let records: [IntakeRecord] = [
                .sample(runs[0].id, 3, .quarantined, reasons: ["one\ntwo", "세 번째"], original: [0, 0xff, 10]),
                .sample(runs[0].id, 1, .applied, ticket: ticket.id),
                .sample(runs[0].id, 2, .unchanged, ticket: ticket.id),
                .sample(runs[0].id, 4, .quarantined, reasons: [], original: []),
            ]
            try await store.write { writer in
                for run in runs { try writer.save(run) }
                try writer.append(records)
                try writer.append([.sample(runs[1].id, 1, .applied)])
            }
            var finished = runs[0]
            finished.counts = IntakeCounts(applied: 1, unchanged: 1, quarantined: 2)
            finished.finishedAt = SampleClock.start
            finished.stoppedBecause = "line 3: 닫히지 않음"
            let done = finished
            try await store.write { try $0.save(done) }
            try await store.read { (reader: any Records) throws in
                #expect(try reader.intakeRuns(limit: 10) == [runs[3], runs[2], runs[1], done])
                #expect(try reader.intakeRuns(limit: 1) == [runs[3]])
                #expect(try reader.intakeRun(done.id) == done)
                #expect(try reader.intakeRun(IntakeRun.ID(GUID(high: 4, low: 4))) == nil)
                let all = Set(IntakeOutcome.allCases)
                let byOrdinal = records.sorted { $0.ordinal < $1.ordinal }
                #expect(try reader.intakeRecords(of: done.id, outcomes: all, limit: 10) == byOrdinal)
                #expect(try reader.intakeRecords(of: done.id, outcomes: all, limit: 2) == Array(byOrdinal.prefix(2)))
                #expect(
                    try reader.intakeRecords(of: done.id, outcomes: [.quarantined], limit: 10) == [
                        byOrdinal[2], byOrdinal[3],
                    ]
                )
                #expect(try reader.intakeRecords(of: done.id, outcomes: [], limit: 10) == [])
                #expect(try reader.intakeRecords(of: runs[2].id, outcomes: all, limit: 10) == [])
            }
        }
    }
}

extension IntakeRun {
    static func sample(_ number: Int) -> IntakeRun {
        IntakeRun(
            id: IntakeRun.ID(GUID(high: 0x77, low: UInt64(number))),
            startedAt: SampleClock.start.adding(hours: Int64(number)),
            by: SamplePeople.agent.id,
            name: "파일 \(number).xml",
            format: "recoup-intake",
            head: number == 4 ? nil : "<r \(number)>"
        )
    }
}

extension IntakeRecord {
    static func sample(
        _ run: IntakeRun.ID,
        _ ordinal: Int64,
        _ outcome: IntakeOutcome,
        ticket: Ticket.ID? = nil,
        reasons: [String] = [],
        original: [UInt8]? = nil,
        column: Int64? = nil
    ) -> IntakeRecord {
        IntakeRecord(
            run: run,
            ordinal: ordinal,
            offset: ordinal * 1_000_000_000_000,
            length: 5,
            line: ordinal + 2,
            column: column,
            digest: ordinal == 2 ? nil : Digest.of("\(ordinal)"),
            outcome: outcome,
            ticket: ticket,
            reasons: reasons,
            original: original
        )
    }
}
