import Basics
import SampleDesk
import Testing
import Tickets

struct UrgencyTests {
    private static let start = SampleClock.start

    private func urgency(
        _ changes: [FactField: String] = [:],
        in status: TicketStatus = .submitted,
        deadline: Instant? = nil
    ) throws -> Urgency? {
        let ticket = try SampleTicket(in: status, form: .sample(changes)).ticket
        return Urgency(of: ticket, deadline: deadline, under: TicketRules())
    }

    @Test func `it is the earliest of what presses, brought forward for impact and amount`() throws {
        let plain: [FactField: String] = [.impact: "minimal", .amount: "100.00"]
        let due = Self.start.adding(days: 1)
        #expect(try urgency(plain)?.at == due)
        #expect(try urgency([.impact: "moderate", .amount: "100.00"])?.at == due.adding(hours: -12))
        #expect(try urgency([.impact: "critical", .amount: "500.01"])?.at == due.adding(hours: -56))
        #expect(try urgency([.impact: "critical", .amount: "2000.01"])?.at == due.adding(hours: -72))
        let soon = Self.start.adding(days: 2)
        #expect(try urgency(plain, deadline: soon)?.at == Self.start)
        #expect(try urgency(plain, deadline: Self.start.adding(days: 30))?.at == due)
        #expect(
            try urgency([.impact: "critical", .amount: "2000.01"], deadline: soon)?.sentence
                == "the window closes at 2026-11-25 08:15 UTC, two days before that, 48 h earlier for its impact, "
                + "24 h earlier for its amount"
        )
    }

    @Test(arguments: TicketStatus.allCases)
    func `only what the desk has to do is urgent`(status: TicketStatus) throws {
        let isRunning = [.submitted, .underReview, .approved, .disputed].contains(status)
        #expect(try (urgency([.amount: "100.00"], in: status) != nil) == isRunning)
    }

    @Test func `a merged request is not urgent, the one that goes on is`() throws {
        var sample = try SampleTicket(in: .submitted)
        try sample.perform(.merge(into: .other, nil), by: SamplePeople.agent)
        #expect(Urgency(of: sample.ticket, deadline: nil, under: TicketRules()) == nil)
    }
}
