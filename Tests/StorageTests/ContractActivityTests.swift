import Basics
import Casework
import Orders
import SampleDesk
import Testing

struct ContractActivityTests {
    private static let customers = (1...3).map { Customer.ID(GUID(high: 0xc0, low: UInt64($0))) }

    private static func act(
        _ customer: Int,
        _ kind: ActivityEntry.Kind,
        order: String? = nil,
        refusal: String? = nil,
        minutes: Int64 = 0,
        _ detail: String
    ) throws -> ActivityAct {
        ActivityAct(
            customer: customers[customer],
            kind: kind,
            refusal: refusal,
            at: SampleClock.start.adding(milliseconds: minutes * 60_000),
            by: SamplePeople.adminAgent.id,
            byName: "Amir 'A' 환불",
            account: "desk",
            door: "cli",
            order: try order.map { try Order.ID($0) },
            line: order == nil ? nil : 3,
            detail: detail
        )
    }

    @Test(arguments: ContractBackend.allCases)
    func `every customer's chain grows by itself`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let acts = [
                try Self.act(1, .keyShown, order: "a1b2c3d4e5f6", "one"),
                try Self.act(0, .linkTaken, refusal: "e\u{301} not allowed", "two"),
                try Self.act(1, .orderCancelled, order: "ffffffffffff", minutes: 2, "three"),
            ]
            let later = [
                try Self.act(1, .keyShown, order: "a1b2c3d4e5f6", minutes: 1, "four"),
                try Self.act(0, .orderPlaced, "five"),
            ]
            try await store.write { try $0.append(acts) }
            try await store.write { try $0.append(later) }
            try await store.write { try $0.append([ActivityAct]()) }
            try await store.read { (records: any Records) throws in
                var all: [ActivityEntry] = []
                try records.eachActivity { all.append($0) }
                #expect(all.map(\.detail) == ["two", "five", "one", "three", "four"])
                #expect(all.map(\.sequence) == [1, 2, 1, 2, 3])
                #expect(all.map(\.act) == [acts[1], later[1], acts[0], acts[2], later[0]])
                for customer in Self.customers {
                    var chain = ActivityChain()
                    try records.eachActivity(of: customer) { #expect(chain.fault(in: $0) == nil) }
                    #expect(try records.activityEnd(of: customer) == chain.end)
                }
                let ends = try records.activityEnds()
                #expect(ends.map(\.customer) == Array(Self.customers.prefix(2)))
                #expect(ends.map(\.end.digest) == [all[1].digest, all[4].digest])
                #expect(try records.activityEnd(of: Self.customers[2]) == nil)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `the log is filtered and the latest stands first`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let acts = [
                try Self.act(1, .keyShown, order: "a1b2c3d4e5f6", "one"),
                try Self.act(0, .linkTaken, "two"),
                try Self.act(1, .orderCancelled, order: "ffffffffffff", minutes: 2, "three"),
                try Self.act(1, .keyShown, order: "a1b2c3d4e5f6", minutes: 1, "four"),
                try Self.act(1, .orderPlaced, "five"),
            ]
            try await store.write { try $0.append(acts) }
            try await store.read { (records: any Records) throws in
                func found(limit: Int = 10, _ change: (inout ActivityFilter) throws -> Void) throws -> [String] {
                    var filter = ActivityFilter()
                    try change(&filter)
                    return try records.activity(filter, limit: limit).map(\.detail)
                }
                let minute = SampleClock.start.adding(milliseconds: 60_000)
                #expect(try found { _ in } == ["three", "four", "five", "one", "two"])
                #expect(try found(limit: 2) { _ in } == ["three", "four"])
                #expect(try found { $0.customer = Self.customers[0] } == ["two"])
                #expect(try found { $0.order = try Order.ID("a1b2c3d4e5f6") } == ["four", "one"])
                #expect(try found { $0.kinds = [.keyShown, .linkTaken] } == ["four", "one", "two"])
                #expect(try found { $0.kinds = [] } == [])
                #expect(try found { $0.from = minute } == ["three", "four"])
                #expect(try found { $0.before = minute } == ["five", "one", "two"])
                #expect(
                    try found {
                        $0.customer = Self.customers[1]
                        $0.order = try Order.ID("a1b2c3d4e5f6")
                        $0.kinds = [.keyShown]
                        $0.before = minute
                    } == ["one"]
                )
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `entries of an archive are kept as they are and gone on from`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let entries = try (0..<4).reduce(into: [ActivityEntry]()) { entries, number in
                let last = entries.last.map { ActivityLink(sequence: $0.sequence, digest: $0.digest) }
                entries.append(ActivityEntry(after: last, try Self.act(0, .keyShown, "\(number)")))
            }
            let (first, second) = (Array(entries.prefix(2)), Array(entries.dropFirst(2)))
            try await store.write { try $0.restore(first) }
            try await store.write { try $0.restore(second) }
            let more = try Self.act(0, .linkTaken, "more")
            try await store.write { try $0.append([more]) }
            try await store.read { (records: any Records) throws in
                var all: [ActivityEntry] = []
                try records.eachActivity(of: Self.customers[0]) { all.append($0) }
                #expect(Array(all.prefix(4)) == entries)
                #expect(all.map(\.sequence) == [1, 2, 3, 4, 5])
                #expect(all[4].previous == entries[3].digest)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `thirty who write at once make one chain`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        let acts = [
                            try Self.act(number % 2, .keyShown, "\(number)"), try Self.act(2, .keyShown, "\(number)"),
                        ]
                        try await store.write { try $0.append(acts) }
                    }
                }
                try await group.waitForAll()
            }
            try await store.read { (records: any Records) throws in
                for (customer, count) in zip(Self.customers, [15, 15, 30]) {
                    var chain = ActivityChain()
                    try records.eachActivity(of: customer) { #expect(chain.fault(in: $0) == nil) }
                    #expect(chain.end?.sequence == Int64(count))
                }
            }
        }
    }
}
