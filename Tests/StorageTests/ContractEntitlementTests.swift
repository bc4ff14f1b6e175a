import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

struct ContractEntitlementTests {
    @Test(arguments: ContractBackend.allCases)
    func `a quote is kept as it was shown`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let customer = try SampleOrders.customer()
            let order = try SampleOrders.order(
                1,
                for: customer,
                [SampleOrders.offer(), SampleOrders.offer(sku: "0004")]
            )
            let shown = try #require(SampleOrders.quote(of: order))
            let bare = OfferedQuote(
                id: GUID(high: 1, low: 9),
                order: order.id,
                at: SampleClock.start,
                expiresAt: SampleClock.start.adding(hours: 1),
                by: SamplePeople.adminAgent.id,
                promises: []
            )
            try await store.write { (records: any MutableRecords) throws in
                try records.save(shown)
                try records.save(bare)
            }
            try await store.read { (records: any Records) throws in
                #expect(shown.promises.map(\.line) == [0, 1])
                #expect(try records.quote(shown.id) == shown)
                #expect(try records.quote(bare.id) == bare)
                #expect(try records.quote(GUID(high: 1, low: 8)) == nil)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a sealed key is kept once for each version of a line`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let order = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            try await store.write { (records: any MutableRecords) throws in
                try records.insert([order])
                try records.saveSealedKey([0, 0xff, 7], order: order.id, line: 0, version: "2022")
                try records.saveSealedKey([1], order: order.id, line: 0, version: "2019")
            }
            await #expect(throws: Overtaken()) {
                try await store.write { try $0.saveSealedKey([9], order: order.id, line: 0, version: "2022") }
            }
            let unknown = try Order.ID("ffffffffffff")
            await #expect(throws: StoreError.self) {
                try await store.write { try $0.saveSealedKey([9], order: unknown, line: 0, version: "2022") }
            }
            try await store.read { (records: any Records) throws in
                #expect(try records.sealedKey(order: order.id, line: 0, version: "2022") == [0, 0xff, 7])
                #expect(try records.sealedKey(order: order.id, line: 0, version: "2019") == [1])
                #expect(try records.sealedKey(order: order.id, line: 1, version: "2022") == nil)
                #expect(try records.sealedKey(order: unknown, line: 0, version: "2022") == nil)
            }
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a link is found by its token and replaced`(backend: ContractBackend) async throws {
        try await backend.withStore { store in
            let order = try SampleOrders.order(1, for: SampleOrders.customer(), [SampleOrders.offer()])
            let link = DownloadLink(
                token: Digest.of("token"),
                order: order.id,
                line: 0,
                media: Media(version: "2022", language: "zh-Hans", bits: .x86),
                madeAt: SampleClock.start,
                madeBy: SamplePeople.adminAgent.id
            )
            var used = link
            used.firstUsedAt = SampleClock.start.adding(hours: 1)
            let second = used
            try await store.write { (records: any MutableRecords) throws in
                try records.insert([order])
                try records.save(link)
            }
            #expect(try await store.read { try $0.link(link.token) } == link)
            try await store.write { try $0.save(second) }
            #expect(try await store.read { try $0.link(link.token) } == second)
            #expect(try await store.read { try $0.link(Digest.of("another")) } == nil)
        }
    }

    @Test(arguments: ContractBackend.allCases)
    func `a customer's key is the same for all who ask at once`(backend: ContractBackend) async throws {
        try await backend.withDesk { sample in
            let customer = try SampleOrders.customer()
            let order = try SampleOrders.order(1, for: customer, [SampleOrders.offer()])
            let offers = [try SampleOrders.offer()]
            try await sample.desk.store.write { (records: any MutableRecords) throws in
                try records.save(customer)
                try records.save(offers)
                try records.insert([order])
            }
            let media = Media(version: "2022", language: "ko", bits: .x64)
            let keys = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let agent = Actor.sample(SamplePeople.adminAgent)
                        return try await sample.desk.key(order: order.id.text, line: 0, media: media, by: agent)
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
            var chain = ActivityChain()
            let entries = try await sample.desk.store.read { try $0.activity(ActivityFilter(), limit: 20) }
            #expect(entries.count == 10)
            for entry in entries.reversed() { #expect(chain.fault(in: entry) == nil) }
        }
    }
}
