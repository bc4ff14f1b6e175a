import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

/// A database that is not empty, and what becomes of one record of an archive in it.
struct RestoreSample {
    let customer: Customer
    let offer: Offer

    init() throws {
        customer = try SampleOrders.customer()
        offer = try SampleOrders.offer()
    }

    func fixture(_ orders: [Order] = [], activity: [ActivityAct] = []) async throws -> Fixture {
        let fixture = try await Fixture()
        let (customer, offer) = (customer, offer)
        try await fixture.store.write { (records: any MutableRecords) throws in
            try records.save(customer)
            try records.save([offer])
            try records.insert(orders)
            try records.append(activity)
        }
        return fixture
    }

    func order(_ number: UInt64 = 1, requestID: String? = nil) throws -> Order {
        try SampleOrders.order(number, for: customer, [offer, offer], requestID: requestID)
    }

    /// The outcome of the one record, and its reason without the line in front.
    func restore(_ entry: ArchiveEntry, into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        let (_, records) = try await fixture.restore([entry])
        let reason = records[0].reasons.first?.replacing("11: ", with: "") ?? ""
        #expect(records[0].reasons.count == (records[0].outcome == .quarantined ? 1 : 0))
        return (records[0].outcome, reason)
    }

    func restore(_ order: Order, into fixture: Fixture) async throws -> (IntakeOutcome, String) {
        try await restore(.order(OrderClaim(order)), into: fixture)
    }

    func kept(_ fixture: Fixture) async -> MemoryOrders { await fixture.store.snapshot.orders }
}
