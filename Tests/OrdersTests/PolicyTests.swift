import Basics
import Orders
import Testing

@Suite struct PolicyTests {
    @Test func `the seed's window closes at midnight UTC after the thirtieth day`() throws {
        let window = CancellationWindow.days(30)
        let bought = try Instant("2021-09-14T16:44:14Z")
        #expect(window.end(forPurchaseAt: bought) == (try Instant("2021-10-15T00:00:00Z")))
        #expect(window.isOpen(forPurchaseAt: bought, at: try Instant("2021-10-14T23:59:59.999Z")))
        #expect(!window.isOpen(forPurchaseAt: bought, at: try Instant("2021-10-15T00:00:00Z")))
    }

    @Test func `rows are found by kind and day`() throws {
        let may = try Instant("2021-05-31T23:59:59.999Z")
        let june = try Instant("2021-06-01T00:00:00Z")
        let july = try Instant("2022-07-11T00:00:00Z")
        #expect(PolicyTable.seed.row(for: .perpetualSoftware, orderedAt: may) == nil)
        #expect(PolicyTable.withLaunch.row(for: .perpetualSoftware, orderedAt: may)?.name == "perpetual-launch")
        #expect(PolicyTable.seed.row(for: .softwareSubscription, orderedAt: july)?.name == "subscription-2021-06")
        #expect(PolicyTable.since2022.row(for: .softwareSubscription, orderedAt: july)?.name == "subscription-2022-07")
        #expect(PolicyTable.since2022.row(for: .softwareSubscription, orderedAt: june)?.name == "subscription-2021-06")
        #expect(PolicyTable.seed.row(for: .linuxPlan, orderedAt: may)?.terms == .never)
        #expect(PolicyTable.seed.row(for: .azureReservation, orderedAt: june)?.terms == .byRequest)
    }
}
