import Basics
import Casework
import Orders
import SampleDesk
import Testing
import Tickets

struct NextTests {
    private let ada = Actor.sample(SamplePeople.agent)

    @Test func `the next ticket is the most urgent of the queue and of one's own reviews`() async throws {
        let fixture = try await Fixture()
        let minor = try await fixture.sample.file(.sample([.impact: "minimal", .amount: "10.00"]))
        let major = try await fixture.sample.file(.sample([.impact: "critical", .amount: "10.00"]))
        let others = try await fixture.sample.file(.sample([.impact: "critical", .amount: "9000.00"]))
        try await fixture.sample.perform(.take, on: others, by: SamplePeople.otherAgent)
        #expect(try await fixture.desk.next(for: ada)?.id == major.id)
        #expect(try await fixture.desk.next(for: ada, skipping: [major.id])?.id == minor.id)
        #expect(try await fixture.desk.next(for: ada, skipping: [major.id, minor.id]) == nil)
        let alan = Actor.sample(SamplePeople.otherAgent)
        #expect(try await fixture.desk.next(for: alan)?.id == others.id)
        await #expect(throws: DeskError.notAllowed(.workTickets)) {
            try await fixture.desk.next(for: .sample(SamplePeople.requester))
        }
    }

    @Test func `who comes second to the next ticket takes the one after it`() async throws {
        let fixture = try await Fixture()
        let minor = try await fixture.sample.file(.sample([.impact: "minimal", .amount: "10.00"]))
        let major = try await fixture.sample.file(.sample([.impact: "critical", .amount: "10.00"]))
        let sample = fixture.sample
        let store = OvertakingStore(fixture.desk.store) {
            try await sample.perform(.take, on: major, by: SamplePeople.otherAgent)
        }
        let desk = Desk(
            store: store,
            book: fixture.desk.book,
            now: fixture.desk.now,
            makeID: fixture.desk.makeID,
            secrets: fixture.desk.secrets
        )
        #expect(try await desk.takeNext(by: ada)?.id == minor.id)
        #expect(try await sample.stored(major.id)?.ticket.assignee?.name == "alan")
        #expect(try await sample.stored(minor.id)?.ticket.assignee?.name == "ada")
        // One's own review is next still, and is not taken again.
        #expect(try await desk.takeNext(by: ada)?.id == minor.id)
        #expect(try await sample.stored(minor.id)?.events.count == 2)
    }

    @Test func `a window that closes comes first, also when the order is brought in after the request`() async throws {
        let fixture = try await Fixture()
        let plain = try await fixture.sample.file(.sample([.impact: "moderate", .amount: "10.00"]))
        let closing = try await fixture.sample.file(
            .sample([.impact: "minimal", .amount: "10.00", .purchase: "order:bbbbbbbbbbbb"])
        )
        #expect(try await fixture.desk.next(for: ada)?.id == plain.id)
        // Bought 30 days ago: the window closes at midnight.
        let bought = SampleClock.start.adding(days: -30)
        let customer = try SampleOrders.contoso()
        let order = try SampleOrders.requested(paid: Money("10.00 USD"), by: customer, id: "bbbbbbbbbbbb", at: bought)
        try await fixture.desk.store.write { records in
            try records.save(customer)
            try records.insert([order])
        }
        try await fixture.sample.perform(.edit(FactsForm([.title: "Soon"])), on: closing, by: SamplePeople.requester)
        #expect(try await fixture.desk.next(for: ada)?.id == closing.id)
    }
}
