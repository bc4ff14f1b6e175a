import Basics
import SampleDesk
import Testing
import Tickets

struct TimeTests {
    @Test(arguments: [TicketStatus.declined, .withdrawn])
    func `a request can be opened again for 14 days, to the millisecond`(status: TicketStatus) throws {
        let sample = try SampleTicket(in: status)
        let until = SampleClock.start.adding(days: 14)
        expectRefusal(
            .reopenTooLate(until: until),
            of: .reopen(nil),
            on: sample,
            by: SamplePeople.requester,
            at: until.adding(milliseconds: 1)
        )
        var reopened = sample
        try reopened.perform(.reopen(nil), by: SamplePeople.requester, at: until)
        #expect(reopened.ticket.status == .underReview)
    }

    @Test func `a closed request is opened again by an agent within 14 days of closing, unless it was credited`() throws
    {
        var closed = try SampleTicket(in: .declined)
        let closing = SampleClock.start.adding(days: 3)
        try closed.perform(.close, by: SamplePeople.system, at: closing)
        let until = closing.adding(days: 14)
        expectRefusal(
            .reopenTooLate(until: until),
            of: .reopen(nil),
            on: closed,
            by: SamplePeople.agent,
            at: until.adding(milliseconds: 1)
        )
        try closed.perform(.reopen(nil), by: SamplePeople.agent, at: until)
        #expect(closed.ticket.status == .underReview)

        let credited = try SampleTicket(in: .closed)
        expectRefusal(
            .alreadyCredited(try .usd(1_250_00)),
            of: .reopen(nil),
            on: credited,
            by: SamplePeople.agent
        )
    }

    @Test func `an unanswered question lapses after five working days, to the millisecond`() throws {
        // Asked on a Monday: the weekend does not count.
        var sample = try SampleTicket(in: .awaitingInformation)
        let from = SampleClock.start.adding(days: 7)
        expectRefusal(
            .lapseTooEarly(from: from),
            of: .lapse,
            on: sample,
            by: SamplePeople.system,
            at: from.adding(milliseconds: -1)
        )
        try sample.perform(.lapse, by: SamplePeople.system, at: from)
        #expect(sample.ticket.phase == .declined(.noAnswer))
    }

    @Test(arguments: [
        ("2026-11-23T08:15:00Z", 1, "2026-11-24T08:15:00Z"), ("2026-11-27T08:15:00Z", 1, "2026-11-30T08:15:00Z"),
        ("2026-11-28T08:15:00Z", 1, "2026-11-30T08:15:00Z"), ("2026-11-29T23:59:00Z", 5, "2026-12-04T23:59:00Z"),
        ("2026-11-23T08:15:00Z", 0, "2026-11-23T08:15:00Z"), ("2026-11-23T08:15:00Z", 5, "2026-11-30T08:15:00Z"),
    ])
    func `working days leave weekends out`(start: String, days: Int, end: String) throws {
        #expect(try Instant(start).adding(workingDays: days) == Instant(end))
    }

    @Test func `a clock that runs back never makes a record run back`() throws {
        var sample = try SampleTicket(in: .submitted)
        let event = try sample.perform(.take, by: SamplePeople.agent, at: SampleClock.start.adding(days: -1))
        #expect(event.at == SampleClock.start)
    }

    @Test func `the desk owes a word one working day after submission and its next word five after each`() throws {
        let rules = TicketRules()
        let due = SampleClock.start.adding(days: 1)
        var sample = try SampleTicket(in: .underReview)
        #expect(sample.ticket.dueAt(under: rules) == due)
        try sample.perform(.note(Message(text: "x", visibility: .internal)), by: SamplePeople.agent)
        #expect(sample.ticket.dueAt(under: rules) == due)
        try sample.perform(.note(Message(text: "x", visibility: .public)), by: SamplePeople.requester)
        #expect(sample.ticket.dueAt(under: rules) == due)
        let answered = SampleClock.start.adding(hours: 2)
        try sample.perform(.note(Message(text: "x", visibility: .public)), by: SamplePeople.agent, at: answered)
        #expect(sample.ticket.dueAt(under: rules) == answered.adding(days: 7))
        #expect(sample.ticket.respondedAt == answered)
        for status in [TicketStatus.draft, .withdrawn, .awaitingInformation, .escalated, .creditPending, .closed] {
            #expect(try Ticket.sample(in: status).dueAt(under: rules) == nil)
        }
    }
}
