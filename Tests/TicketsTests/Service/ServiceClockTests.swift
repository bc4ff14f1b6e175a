import Basics
import SampleDesk
import Testing
import Tickets

struct ServiceClockTests {
    /// Monday to Friday, 9 to 17, UTC; filed on Monday, 2026-11-23, at 09:00.
    private static let filedAt = "2026-11-23T09:00:00Z"
    private let calendar: BusinessCalendar
    private let targets: ServiceTargets

    init() throws {
        calendar = try BusinessCalendar(BusinessCalendar.nineToFive)
        targets = try ServiceTargets("critical 2h 3h\nmoderate 4h 1d\nminimal 1d none")
    }

    private func filed(_ impact: Impact = .moderate, at instant: String = filedAt) throws -> SampleTicket {
        let form = FactsForm.sample([.impact: impact.rawValue])
        return try SampleTicket(
            opening: .sample(.complete(form.facts())),
            by: .sample(SamplePeople.requester),
            at: Instant(instant)
        )
    }

    private func clock(_ sample: SampleTicket, at now: String, under targets: ServiceTargets? = nil) throws
        -> ServiceClock
    {
        let targets = targets ?? self.targets
        let clock = ServiceClock(of: sample.ticket, under: targets, in: calendar, at: try Instant(now))
        // What lists keep is what the clock says, whatever the time.
        #expect(ServiceClock.dueAt(of: sample.ticket, under: targets, in: calendar) == clock.dueAt)
        for reading in [clock.firstResponse, clock.nextUpdate] {
            #expect(reading.steps.reduce(0) { $0 + $1.milliseconds } == reading.elapsed)
        }
        // A ticket that is loaded again has the same course.
        #expect(try Ticket(replaying: sample.events, number: nil).service == sample.ticket.service)
        return clock
    }

    private static let hour: Int64 = 3_600_000

    @Test func `a first response runs from submission, warns at three quarters and is breached after its time`() throws
    {
        let sample = try filed()
        let running = try clock(sample, at: "2026-11-23T10:00:00Z")
        #expect(running.firstResponse.state == .running)
        #expect(running.firstResponse.budget == 4 * Self.hour)
        #expect(running.firstResponse.elapsed == Self.hour)
        #expect(running.dueAt == (try Instant("2026-11-23T13:00:00Z")))
        #expect(running.warnAt == (try Instant("2026-11-23T12:00:00Z")))
        #expect(running.nextUpdate.state == .waiting)
        #expect(running.nextUpdate.steps == [])
        #expect(running.firstResponse.isSoonDue(at: try Instant("2026-11-23T11:59:59Z")) == false)
        #expect(running.firstResponse.isSoonDue(at: try Instant("2026-11-23T12:00:00Z")))
        #expect(running.firstResponse.isSoonDue(at: try Instant("2026-11-23T13:00:01Z")) == false)

        #expect(try clock(sample, at: "2026-11-23T13:00:00Z").firstResponse.state == .running)
        let late = try clock(sample, at: "2026-11-23T13:00:00.001Z")
        #expect(late.firstResponse.state == .breached)
        #expect(late.dueAt == running.dueAt)
    }

    @Test func `a first word in time meets the target, a late one does not, and both start the next update`() throws {
        for (instant, state) in [("2026-11-23T13:00:00Z", ServiceClock.State.met), ("2026-11-23T13:00:01Z", .breached)]
        {
            var sample = try filed()
            try sample.perform(.take, by: SamplePeople.agent, at: Instant("2026-11-23T10:00:00Z"))
            let note = Message(text: "We are on it", visibility: .public)
            try sample.perform(.note(note), by: SamplePeople.agent, at: Instant(instant))
            let clock = try clock(sample, at: "2026-11-24T09:00:00Z")
            #expect(clock.firstResponse.state == state)
            #expect(clock.firstResponse.dueAt == nil)
            #expect(clock.nextUpdate.state == .running)
            // A business day is eight hours here.
            #expect(
                clock.dueAt == (try Instant("2026-11-24T13:00:00Z").adding(milliseconds: state == .met ? 0 : 1_000))
            )
            #expect(clock.firstResponse.steps.map(\.status) == [.submitted, .underReview])
        }
    }

    @Test func `neither internal notes nor the requester's words are words of the desk`() throws {
        var sample = try filed()
        let at = try Instant("2026-11-23T10:00:00Z")
        try sample.perform(.note(Message(text: "x", visibility: .internal)), by: SamplePeople.agent, at: at)
        try sample.perform(.note(Message(text: "x", visibility: .public)), by: SamplePeople.requester, at: at)
        try sample.perform(
            .note(Message(text: "x", visibility: .public)),
            by: SamplePeople.agent,
            from: .import,
            at: at
        )
        #expect(try clock(sample, at: "2026-11-23T12:00:00Z").dueAt == Instant("2026-11-23T13:00:00Z"))
    }

    @Test func `a shorter update target does not overrule the first response that is outstanding`() throws {
        let targets = try ServiceTargets("critical 1d 1h\nmoderate 1d 1h\nminimal 1d 1h")
        let sample = try filed()
        let clock = try clock(sample, at: "2026-11-23T15:00:00Z", under: targets)
        #expect(clock.dueAt == (try Instant("2026-11-23T17:00:00Z")))
        #expect(clock.nextUpdate.state == .waiting)
    }

    @Test func `a change of impact or targets while paused keeps the paused time`() throws {
        // A question to oneself is no word of the desk, so the first response is still owed while it is paused.
        let opening = TicketOpening.sample(
            .complete(try FactsForm.sample([.impact: "moderate"]).facts()),
            requester: SamplePeople.agent.id
        )
        var sample = try SampleTicket(opening: opening, by: .sample(SamplePeople.agent), at: Instant(Self.filedAt))
        let agent = SamplePeople.agent
        try sample.perform(.take, by: agent, at: Instant("2026-11-23T10:00:00Z"))
        try sample.perform(.ask("Which invoice?"), by: agent, at: Instant("2026-11-23T10:30:00Z"))

        let asked = try clock(sample, at: "2026-11-25T12:00:00Z")
        #expect(asked.firstResponse.state == .paused)
        #expect(asked.firstResponse.elapsed == Self.hour * 3 / 2)
        #expect(asked.dueAt == nil)

        // Impact changes while it is paused; the ninety minutes stay, and so does the pause.
        try sample.perform(.edit(FactsForm([.impact: "critical"])), by: agent, at: Instant("2026-11-25T13:00:00Z"))
        #expect(try clock(sample, at: "2026-11-25T14:00:00Z").firstResponse.elapsed == Self.hour * 3 / 2)
        try sample.perform(.reply("This one"), by: agent, at: Instant("2026-11-25T15:00:00Z"))
        let critical = try clock(sample, at: "2026-11-25T15:10:00Z")
        #expect(critical.firstResponse.budget == 2 * Self.hour)
        #expect(critical.dueAt == (try Instant("2026-11-25T15:30:00Z")))
        #expect(
            critical.firstResponse.steps.map(\.status) == [
                .submitted, .underReview, .awaitingInformation, .underReview,
            ]
        )
        #expect(critical.firstResponse.steps.map { $0.milliseconds / 60_000 } == [60, 30, 0, 10])

        let longer = try ServiceTargets("critical 4h 1d\nmoderate 4h 1d\nminimal 4h 1d")
        #expect(try clock(sample, at: "2026-11-25T15:10:00Z", under: longer).dueAt == Instant("2026-11-26T09:30:00Z"))

        // A target that had run out before the pause is late at the moment it ran out.
        let shorter = try ServiceTargets("critical 75m 1d\nmoderate 75m 1d\nminimal 75m 1d")
        let late = try clock(sample, at: "2026-11-25T15:10:00Z", under: shorter)
        #expect(late.firstResponse.state == .breached)
        #expect(late.dueAt == (try Instant("2026-11-23T10:15:00Z")))
    }

    @Test func `a question pauses the next update, and the answer gives the desk its whole time`() throws {
        var sample = try filed()
        try sample.perform(.take, by: SamplePeople.agent, at: Instant("2026-11-23T10:00:00Z"))
        try sample.perform(.ask("Which?"), by: SamplePeople.agent, at: Instant("2026-11-23T11:00:00Z"))
        let asked = try clock(sample, at: "2026-11-27T11:00:00Z")
        #expect(asked.firstResponse.state == .met)
        #expect(asked.nextUpdate.state == .paused)
        try sample.perform(.reply("This"), by: SamplePeople.requester, at: Instant("2026-11-27T16:00:00Z"))
        let answered = try clock(sample, at: "2026-11-27T16:30:00Z")
        #expect(answered.nextUpdate.state == .running)
        #expect(answered.nextUpdate.elapsed == Self.hour / 2)
        #expect(answered.dueAt == (try Instant("2026-11-30T16:00:00Z")))
    }

    @Test(arguments: TicketStatus.allCases)
    func `a ticket owes a word only in the statuses in which the desk has to act`(status: TicketStatus) throws {
        let sample = try SampleTicket(in: status, at: Instant(Self.filedAt))
        let clock = try clock(sample, at: "2026-12-23T09:00:00Z")
        #expect((clock.dueAt != nil) == (status.clock == .running))
        #expect(sample.ticket.status == status)
    }

    @Test(arguments: [TicketStatus.declined, .withdrawn, .settled, .closed, .discarded])
    func `the end of a ticket stops every clock`(status: TicketStatus) throws {
        let sample = try SampleTicket(in: status, at: Instant(Self.filedAt))
        let early = try clock(sample, at: Self.filedAt)
        let late = try clock(sample, at: "2027-11-23T09:00:00Z")
        #expect(late.dueAt == nil)
        #expect(late.warnAt == nil)
        #expect(late.firstResponse.elapsed == early.firstResponse.elapsed)
        #expect(late.nextUpdate.elapsed == early.nextUpdate.elapsed)
        #expect(late.nextUpdate.state == (status == .discarded ? .unpromised : .stopped))
    }

    @Test func `a ticket that was late when it ended stays late`() throws {
        var sample = try filed()
        try sample.perform(.withdraw(nil), by: SamplePeople.requester, at: Instant("2026-11-24T09:00:00Z"))
        let clock = try clock(sample, at: "2026-11-25T09:00:00Z")
        #expect(clock.firstResponse.state == .breached)
        #expect(clock.firstResponse.elapsed == 8 * Self.hour)
        #expect(clock.dueAt == nil)
    }

    @Test func `opening a ticket again begins the next update anew`() throws {
        var sample = try filed()
        try sample.perform(.take, by: SamplePeople.agent, at: Instant("2026-11-23T10:00:00Z"))
        try sample.perform(.decline(.other, nil), by: SamplePeople.agent, at: Instant("2026-11-23T11:00:00Z"))
        try sample.perform(.reopen(nil), by: SamplePeople.requester, at: Instant("2026-11-25T12:00:00Z"))
        let clock = try clock(sample, at: "2026-11-25T13:00:00Z")
        #expect(clock.firstResponse.state == .met)
        #expect(clock.nextUpdate.elapsed == Self.hour)
        #expect(clock.nextUpdate.steps.count == 1)
        #expect(clock.dueAt == (try Instant("2026-11-26T12:00:00Z")))
    }

    @Test func `a first response that is still owed when a ticket is opened again goes on where it stood`() throws {
        var sample = try filed()
        try sample.perform(.withdraw(nil), by: SamplePeople.requester, at: Instant("2026-11-23T10:00:00Z"))
        try sample.perform(.reopen(nil), by: SamplePeople.requester, at: Instant("2026-11-25T12:00:00Z"))
        let clock = try clock(sample, at: "2026-11-25T13:00:00Z")
        #expect(clock.firstResponse.elapsed == 2 * Self.hour)
        #expect(clock.dueAt == (try Instant("2026-11-25T15:00:00Z")))
        #expect(clock.nextUpdate.state == .waiting)
    }

    @Test func `what is not promised is never due`() throws {
        var sample = try filed(.minimal)
        try sample.perform(.take, by: SamplePeople.agent, at: Instant("2026-11-23T10:00:00Z"))
        try sample.perform(
            .note(Message(text: "x", visibility: .public)),
            by: SamplePeople.agent,
            at: Instant("2026-11-23T10:00:00Z")
        )
        let clock = try clock(sample, at: "2026-11-30T10:00:00Z")
        #expect(clock.nextUpdate.state == .unpromised)
        #expect(clock.nextUpdate.budget == nil)
        #expect(clock.nextUpdate.elapsed == 40 * Self.hour)
        #expect(clock.dueAt == nil)
    }

    @Test func `a draft waits until it is filed`() throws {
        var sample = try SampleTicket(in: .draft, at: Instant(Self.filedAt))
        #expect(try clock(sample, at: "2026-11-24T09:00:00Z").firstResponse.steps == [])
        try sample.perform(.submit, by: SamplePeople.requester, at: Instant("2026-11-25T09:00:00Z"))
        #expect(try clock(sample, at: "2026-11-25T10:00:00Z").dueAt == Instant("2026-11-25T13:00:00Z"))
    }

    @Test func `a present time before the last event is taken as that event's time`() throws {
        let sample = try filed()
        let clock = try clock(sample, at: "2026-11-22T09:00:00Z")
        #expect(clock.firstResponse.elapsed == 0)
        #expect(clock.firstResponse.state == .running)
    }

    @Test func `by default a request is due where the one working day of before ended`() throws {
        let ticket = try SampleTicket(in: .underReview).ticket
        #expect(
            ServiceClock.dueAt(of: ticket, under: .standard, in: .standard) == SampleClock.start.adding(workingDays: 1)
        )
    }
}
