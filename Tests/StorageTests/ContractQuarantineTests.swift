import Basics
import Casework
import SampleDesk
import Testing

struct ContractQuarantineTests {
    private let runs = (1...3).map { IntakeRun.sample($0) }

    private func resolution(_ run: Int, _ ordinal: Int64, _ ending: IntakeResolution.Ending) -> IntakeResolution {
        IntakeResolution(
            run: runs[run].id,
            ordinal: ordinal,
            ending: ending,
            at: SampleClock.start,
            by: SamplePeople.agent.id,
            byName: "e\u{301} 김",
            account: "desk"
        )
    }

    private func fill(_ store: any DeskStore) async throws {
        let runs = runs
        let long = [UInt8](repeating: 0x80, count: OpenRecord.beginningLimit + 1)
        let records: [IntakeRecord] = [
            .sample(runs[0].id, 1, .quarantined, reasons: ["1: 하나"], original: Array("<a/>".utf8)),
            .sample(runs[0].id, 2, .applied),
            .sample(runs[1].id, 1, .quarantined, reasons: ["one", "two"], original: long, column: 7),
            .sample(runs[1].id, 2, .quarantined, original: []),
        ]
        try await store.write { writer in
            for run in runs { try writer.save(run) }
            try writer.append(records)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `records are open until they are settled, which is once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            try await fill(store)
            let runs = runs
            try await store.read { (reader: any Records) throws in
                let open = try reader.openRecords(of: nil, limit: 10)
                #expect(open.map(\.run) == [runs[1].id, runs[1].id, runs[0].id])
                #expect(open.map(\.ordinal) == [1, 2, 1])
                #expect(open.map(\.reasons) == [["one", "two"], [], ["1: 하나"]])
                #expect(open.map(\.beginning.count) == [OpenRecord.beginningLimit, 0, 4])
                #expect(open.map(\.head) == ["<r 2>", "<r 2>", "<r 1>"])
                #expect(try reader.openRecords(of: nil, limit: 1) == Array(open.prefix(1)))
                #expect(try reader.openRecords(of: runs[0].id, limit: 10) == Array(open.suffix(1)))
                #expect(try reader.openRecords(of: runs[2].id, limit: 10) == [])
                #expect(try reader.intakeRecord(1, of: runs[1].id)?.column == 7)
                #expect(try reader.intakeRecord(9, of: runs[1].id) == nil)
                #expect(try reader.resolutionCounts() == [:])
            }
            let corrected = resolution(1, 2, .corrected(by: runs[2].id))
            let discarded = resolution(0, 1, .discarded(reason: "중복"))
            try await store.write { writer in
                try writer.append(corrected)
                try writer.append(discarded)
            }
            for again in [resolution(1, 2, .discarded(reason: "x")), discarded] {
                await #expect(throws: Overtaken.self) { try await store.write { try $0.append(again) } }
            }
            // There is no such record, and no such run.
            let unknown = resolution(2, 1, .discarded(reason: "x"))
            await #expect(throws: StoreError.self) { try await store.write { try $0.append(unknown) } }
            try await store.read { (reader: any Records) throws in
                #expect(try reader.resolution(of: 2, in: runs[1].id) == corrected)
                #expect(try reader.resolution(of: 1, in: runs[1].id) == nil)
                #expect(try reader.resolutions(in: runs[0].id) == [discarded])
                #expect(try reader.openRecords(of: nil, limit: 10).map(\.ordinal) == [1])
                #expect(
                    try reader.resolutionCounts() == [
                        runs[0].id: ResolutionCounts(discarded: 1), runs[1].id: ResolutionCounts(corrected: 1),
                    ]
                )
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `views are kept for their owner by the bytes of their names`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let store = sample.desk.store
            func view(_ owner: Person?, _ name: String, _ query: String) -> StoredView {
                StoredView(
                    owner: owner?.id,
                    name: name,
                    query: query,
                    savedBy: SamplePeople.agent.id,
                    savedByName: "김",
                    savedAt: SampleClock.start
                )
            }
            let (composed, folded) = ("\u{e9}", "e\u{301}")
            let kept = [
                view(nil, composed, "is:open"), view(nil, folded, ""), view(SamplePeople.agent, folded, "tenant:x"),
            ]
            try await store.write { writer in
                for view in kept { try writer.save(view) }
            }
            try await store.read { (reader: any Records) throws in
                #expect(try reader.views(of: nil) == [kept[1], kept[0]])
                #expect(try reader.views(of: SamplePeople.agent.id) == [kept[2]])
                #expect(try reader.views(of: SamplePeople.billing.id) == [])
            }
            let changed = view(nil, folded, "is:done")
            try await store.write { try $0.save(changed) }
            #expect(try await store.read { try $0.views(of: nil) }.first == changed)
            #expect(try await store.write { try $0.removeView(named: folded, of: nil) })
            #expect(try await store.write { try $0.removeView(named: folded, of: nil) } == false)
            #expect(try await store.read { try $0.views(of: nil) } == [kept[0]])
            #expect(try await store.read { try $0.views(of: SamplePeople.agent.id) } == [kept[2]])
        }
    }

    @Test(arguments: [Backing.sqlite, .postgres])
    func `two who settle the same record at once are told apart`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            try await fill(sample.desk.store)
            let (desk, run) = (sample.desk, runs[1].id)
            let names = try await withThrowingTaskGroup(of: String?.self) { group in
                for person in [SamplePeople.agent, SamplePeople.otherAgent, SamplePeople.administrator] {
                    group.addTask {
                        do {
                            return try await desk.discard(1, of: run, because: "x", by: .sample(person)).byName
                        } catch DeskError.alreadySettled { return nil }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(names.compactMap { $0 }.count == 1)
            let kept = try await desk.store.read { try $0.resolutions(in: run) }
            #expect(kept.map(\.byName) == names.compactMap { $0 })
        }
    }
}
