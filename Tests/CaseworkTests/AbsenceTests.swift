import Basics
import Casework
import SampleDesk
import Testing
import Tickets

struct AbsenceTests {
    private let root = Actor.sample(SamplePeople.administrator)

    private func away(_ fixture: Fixture, _ person: Person, _ deputy: Person) async throws {
        let day = SampleClock.start.day.adding(days: 3)
        _ = try await fixture.desk.setAway(person.systemName, deputy: deputy.systemName, through: day, by: root)
    }

    @Test func `a deputy counts as the person represented, and has their part`() async throws {
        let fixture = try await Fixture()
        let amount = try Money("5000.00 USD")
        let ticket = try await fixture.sample.ticket(in: .underReview, form: .sample([.amount: "5000.00"]))
        let approve = TicketCommand.approve(Grant(.goodwill, amount, attested: amount))
        try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.approver)
        // Two approvals by one person, were the deputy another.
        try await away(fixture, SamplePeople.approver, SamplePeople.otherApprover)
        await fixture.expectRefusal(.refused(.sameApprover)) {
            try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.otherApprover)
        }
        // An agent may approve in an approver's stead, and an approver may not for a requester whom they stand in for.
        try await fixture.desk.setBack(SamplePeople.approver.systemName, by: root)
        try await away(fixture, SamplePeople.otherApprover, SamplePeople.otherAgent)
        let done = try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.otherAgent)
        #expect(done.status == .approved && done.approval?.by == SamplePeople.otherAgent.id)

        let other = try await fixture.sample.file(.sample([.purchase: "order:ffffffffffff"]))
        try await fixture.sample.perform(.take, on: other, by: SamplePeople.agent)
        try await away(fixture, SamplePeople.requester, SamplePeople.approver)
        await fixture.expectRefusal(.refused(.ownRequest(.requester))) {
            try await fixture.sample.perform(approve, on: other, by: SamplePeople.approver)
        }
    }

    @Test func `an absence ends with its last day`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        try await away(fixture, SamplePeople.otherAgent, SamplePeople.agent)
        let give = TicketCommand.give(
            Assignee(id: SamplePeople.otherAgent.id, name: SamplePeople.otherAgent.systemName)
        )
        let back = SampleClock.start.day.adding(days: 4).start
        await fixture.expectRefusal(.refused(.away("alan", deputy: "ada", until: back))) {
            try await fixture.sample.perform(give, on: ticket, by: SamplePeople.agent)
        }
        #expect(try await fixture.desk.absences(for: root).map(\.until) == [back])
        fixture.sample.clock.advance(hours: 4 * 24)
        #expect(try await fixture.desk.absences(for: root).isEmpty)
        #expect(try await fixture.sample.perform(give, on: ticket, by: SamplePeople.agent).assignee?.name == "alan")
    }

    @Test func `nobody stands in for themselves, and only administrators say who is away`() async throws {
        let fixture = try await Fixture()
        let today = SampleClock.start.day
        let agent = Actor.sample(SamplePeople.agent)
        await fixture.expectRefusal(.notAllowed(.managePeople)) {
            _ = try await fixture.desk.setAway("olga", deputy: "ada", through: today, by: agent)
        }
        await fixture.expectRefusal(.invalid(Problems([Problem("deputy", .duplicateName("ada"))]))) {
            _ = try await fixture.desk.setAway("ada", deputy: "ada", through: today, by: agent)
        }
        _ = try await fixture.desk.setAway("ada", deputy: "alan", through: today, by: agent)
        try await fixture.desk.setBack("ada", by: agent)
        #expect(try await fixture.desk.absences(for: agent).isEmpty)
    }
}
