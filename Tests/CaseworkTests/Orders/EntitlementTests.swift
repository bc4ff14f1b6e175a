import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct EntitlementTests {
    private let agent = Actor.sample(SamplePeople.adminAgent)

    private func key(_ desk: OrderDesk, _ order: Order, by actor: Actor? = nil) async throws -> String {
        try await desk.desk.key(order: order.id.text, line: 0, media: OrderDesk.media, by: actor ?? agent)
    }

    @Test func `a key is the same ever after, sealed in the store, and never in the log`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let first = try await key(desk, order)
        #expect(first.utf8.count == 32)
        #expect(try await key(desk, order) == first)
        #expect(try await key(desk, order, by: .sample(OrderDesk.ownAdmin)) == first)
        let sealed = try #require(
            try await desk.desk.store.read { try $0.sealedKey(order: order.id, line: 0, version: "2022") }
        )
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: first.utf8.prefix(6)) })
        let log = try await desk.activity([.keyShown])
        #expect(log.count == 3)
        #expect(log.allSatisfy { $0.refusal == nil && !$0.detail.contains(first) })
        let other = try await desk.desk.key(
            order: order.id.text,
            line: 0,
            media: Media(version: "2019", language: "en", bits: .x86),
            by: agent
        )
        #expect(other != first)
    }

    @Test func `the format of keys can be set, also for keys that are there`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        try await desk.desk.set(.orders(.keyFormat), to: "8x4", by: .sample(SamplePeople.administrator))
        let grouped = try await key(desk, order)
        #expect(grouped.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4, 4, 4, 4])
        try await desk.desk.set(.orders(.keyFormat), to: "32", by: .sample(SamplePeople.administrator))
        #expect(try await key(desk, order) == grouped.filter { $0 != "-" })
    }

    @Test func `refusals are in the log as well`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        await #expect(throws: DeskError.notAllowed(.seeKeys)) {
            try await key(desk, order, by: .sample(SamplePeople.agent))
        }
        await #expect(throws: DeskError.noSuchEntitlement("\(order.id) line 0")) {
            try await key(desk, order, by: .sample(OrderDesk.otherAdmin))
        }
        await #expect(throws: DeskError.orderRefused(.unknownMedia(version: "2003", known: ["2022", "2019"]))) {
            try await desk.desk.key(
                order: order.id.text,
                line: 0,
                media: Media(version: "2003", language: "en", bits: .x64),
                by: agent
            )
        }
        await #expect(throws: DeskError.orderRefused(.unknownLanguage("tlh"))) {
            try await desk.desk.link(
                order: order.id.text,
                line: 0,
                media: Media(version: "2022", language: "tlh", bits: .x64),
                by: agent
            )
        }
        let log = try await desk.activity([.keyShown, .linkTaken])
        #expect(log.map { $0.refusal != nil } == [true, true, true, true])
        #expect(Set(log.map(\.byName)) == ["Ada Agent", "Tenant 2's admin", "Amir Admin Agent"])
        let kept = try await desk.desk.store.read { try $0.sealedKey(order: order.id, line: 0, version: "2022") }
        #expect(kept == nil)
    }

    @Test func `a link dies five days after its first use`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        let token = try await desk.desk.link(order: order.id.text, line: 0, media: OrderDesk.media, by: agent)
        #expect(token.utf8.count == 32)
        desk.clock.advance(days: 20)
        let file = try await desk.desk.open(link: token, by: .sample(SamplePeople.requester))
        #expect(file.name == "DG7GMGF0FKZV-0002-2022-ko-64bit.txt")
        desk.clock.advance(milliseconds: 5 * 86_400_000 - 1)
        #expect(try await desk.desk.open(link: token, by: .sample(SamplePeople.requester)) == file)
        desk.clock.advance(milliseconds: 1)
        await #expect(throws: DeskError.orderRefused(.linkDead)) {
            try await desk.desk.open(link: token, by: .sample(SamplePeople.requester))
        }
        let log = try await desk.activity([.softwareDownloaded])
        #expect(log.map { $0.refusal == nil } == [false, true, true])
        #expect(log.allSatisfy { !$0.detail.contains(token) })
        await #expect(throws: DeskError.orderRefused(.linkDead)) {
            try await desk.desk.open(link: "00000000000000000000000000000000", by: .sample(SamplePeople.requester))
        }
    }

    @Test func `cancelling kills keys and links at once, and the item stays listed`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        _ = try await key(desk, order)
        let token = try await desk.desk.link(order: order.id.text, line: 0, media: OrderDesk.media, by: agent)
        try await desk.cancel(order)
        let revoked = DeskError.orderRefused(.revoked(at: SampleClock.start, byName: "Amir Admin Agent"))
        await #expect(throws: revoked) { try await key(desk, order) }
        await #expect(throws: revoked) { try await key(desk, order, by: .sample(OrderDesk.ownAdmin)) }
        await #expect(throws: DeskError.orderRefused(.linkDead)) {
            try await desk.desk.open(link: token, by: .sample(SamplePeople.requester))
        }
        let listed = try await desk.desk.entitlements(of: .id(desk.customer.id), for: agent)
        #expect(listed.map(\.revokedAt) == [SampleClock.start])
        #expect(listed[0].isPropagating)
        #expect(try await desk.activity([.keyShown]).first?.refusal?.contains("revoked") == true)
    }

    @Test func `the external book has no keys`() async throws {
        let desk = try await OrderDesk(book: .external)
        let order = try Cart(
            customer: desk.customer,
            items: [
                Cart.Item(
                    offer: try #require(
                        try await desk.desk.offers(.init(sku: "0001", market: Market("US")), for: agent).first
                    ),
                    quantity: 1
                )
            ]
        ).order(
            as: GUID(high: 1, low: 1),
            requestID: nil,
            by: SamplePeople.adminAgent,
            at: SampleClock.start,
            under: OrderRules()
        )
        try await desk.desk.store.write { try $0.insert([order]) }
        await #expect(throws: DeskError.orderRefused(.keptElsewhere)) { try await key(desk, order) }
    }

    @Test func `the log is read by four roles, by date and customer`() async throws {
        let desk = try await OrderDesk()
        let order = try await desk.buy()
        _ = try await key(desk, order)
        desk.clock.advance(days: 2)
        _ = try await key(desk, order)
        let reader = Actor.sample(SamplePeople.with(.referralAdmin))
        var filter = ActivityFilter(kinds: [.keyShown])
        filter.from = SampleClock.start.adding(days: 1)
        #expect(try await desk.desk.activity(filter, for: reader).map(\.sequence) == [3])
        filter.from = nil
        filter.before = SampleClock.start.adding(days: 1)
        #expect(try await desk.desk.activity(filter, for: reader).map(\.sequence) == [2])
        #expect(try await desk.desk.activity(filter, of: .id(desk.other.id), for: reader) == [])
    }
}

extension OfferFilter {
    fileprivate init(sku: String, market: Market) {
        self.init()
        self.sku = sku
        self.market = market
    }
}
