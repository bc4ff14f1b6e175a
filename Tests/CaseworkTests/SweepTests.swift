import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct SweepTests {
    private func names(_ tickets: [Ticket]) -> [TicketName] { tickets.map { TicketName(of: $0) } }

    @Test func `questions lapse, ended requests are closed, and what somebody left goes back to the queue`()
        async throws
    {
        let fixture = try await Fixture()
        let asked = try await fixture.sample.ticket(in: .awaitingInformation)
        let declined = try await fixture.sample.ticket(in: .declined)
        let taken = try await fixture.sample.ticket(in: .underReview)
        let waiting = try await fixture.sample.ticket(in: .submitted)
        // Monday 08:15: two business days later the review was forgotten.
        fixture.sample.clock.advance(hours: 48)
        var report = SweepReport()
        report.returned = names([taken])
        #expect(try await fixture.desk.sweep(account: "desk") == report)
        let back = try #require(try await fixture.sample.stored(taken.id))
        #expect(back.ticket.status == .submitted && back.ticket.assignee == nil)
        #expect(back.events.last?.origin == .system && back.events.last?.byName == "recoup")
        #expect(try await fixture.desk.sweep(account: "desk") == SweepReport())

        fixture.sample.clock.advance(hours: 5 * 24)
        report = SweepReport()
        report.lapsed = names([asked])
        #expect(try await fixture.desk.sweep(account: "desk") == report)
        fixture.sample.clock.advance(hours: 7 * 24)
        report = SweepReport()
        report.closed = names([declined])
        #expect(try await fixture.desk.sweep(account: "desk") == report)
        #expect(try await fixture.sample.stored(waiting.id)?.ticket.status == .submitted)
        #expect(try await fixture.desk.verify(for: .sample(SamplePeople.auditor)).isClean)
    }

    @Test func `reviews of somebody who is away go to their deputy`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let day = SampleClock.start.day.adding(days: 1)
        _ = try await fixture.desk.setAway(
            "ada",
            deputy: "alan",
            through: day,
            by: .sample(SamplePeople.administrator)
        )
        var report = SweepReport()
        report.handedOver = names([ticket])
        #expect(try await fixture.desk.sweep(account: "desk") == report)
        #expect(try await fixture.sample.stored(ticket.id)?.ticket.assignee?.name == "alan")
    }

    @Test func `a desk without people is left alone`() async throws {
        let fixture = try await Fixture(people: [])
        #expect(try await fixture.desk.sweep(account: "desk") == SweepReport())
        #expect(await fixture.contents().people.isEmpty)
    }
}
