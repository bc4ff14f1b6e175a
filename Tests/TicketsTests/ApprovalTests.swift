import Basics
import SampleDesk
import Testing
import Tickets
import Workflows

struct ApprovalTests {
    @Test func `an agent approves up to their limit and not a cent more`() throws {
        var sample = try SampleTicket.underReview(cents: 600_00)
        let limit = try Money.usd(500_00)
        let above = try Money.usd(500_01)
        expectRefusal(
            .overAgentLimit(asked: above, limit: limit),
            of: .approve(Grant(.goodwill, above)),
            on: sample,
            by: SamplePeople.agent
        )
        try sample.perform(.approve(Grant(.goodwill, limit)), by: SamplePeople.agent)
        #expect(sample.ticket.status == .approved)
        #expect(sample.ticket.approval?.amount == limit)
        #expect(sample.ticket.approval?.by == SamplePeople.agent.id)
    }

    @Test func `one approver suffices up to the tier, above it a second person decides`() throws {
        var single = try SampleTicket.underReview(cents: 2_000_00)
        try single.perform(.approve(Grant(.cancellation, .usd(2_000_00))), by: SamplePeople.approver)
        #expect(single.ticket.status == .approved)

        let amount = try Money.usd(2_000_01)
        var double = try SampleTicket.underReview(cents: 2_000_01)
        let assent = try double.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.approver)
        #expect(assent.to == .underReview)
        #expect(double.ticket.status == .underReview && double.ticket.approval == nil)
        expectRefusal(
            .sameApprover,
            of: .approve(Grant(.cancellation, amount)),
            on: double,
            by: SamplePeople.approver
        )
        expectRefusal(
            .assentOfOtherKind(asked: .goodwill, assented: .cancellation),
            of: .approve(Grant(.goodwill, amount)),
            on: double,
            by: SamplePeople.otherApprover
        )
        try double.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.otherApprover)
        #expect(double.ticket.status == .approved)
        #expect(double.ticket.approval?.by == SamplePeople.otherApprover.id)
    }

    @Test func `declined stays declined, whoever approved before`() throws {
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        let approve = TicketCommand.approve(Grant(.cancellation, try .usd(5_000_00)))
        try sample.perform(approve, by: SamplePeople.approver)
        try sample.perform(.decline(.notEligible, "not this one"), by: SamplePeople.otherApprover)
        #expect(sample.ticket.status == .declined && sample.ticket.approval == nil)
        let instead = TicketStatus.declined.exits.map(\.action)
        for person in [SamplePeople.approver, SamplePeople.otherApprover] {
            expectRefusal(
                .workflow(.noSuchExit(from: .declined, action: .approve, instead: instead)),
                of: approve,
                on: sample,
                by: person
            )
        }
        // Opened again it takes both approvals anew.
        try sample.perform(.reopen("look again"), by: SamplePeople.agent)
        #expect(try sample.perform(approve, by: SamplePeople.otherApprover).to == .underReview)
        #expect(try sample.perform(approve, by: SamplePeople.approver).to == .approved)
    }

    @Test func `the second approval is for the same amount`() throws {
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        try sample.perform(.approve(Grant(.goodwill, .usd(4_000_00))), by: SamplePeople.approver)
        expectRefusal(
            .assentDiffers(asked: try .usd(3_999_99), assented: try .usd(4_000_00)),
            of: .approve(Grant(.goodwill, try .usd(3_999_99))),
            on: sample,
            by: SamplePeople.otherApprover
        )
    }

    @Test func `a cancellation whose quote has changed since the first approval takes two approvals anew`() throws {
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        try sample.perform(.approve(Grant(.cancellation, .usd(5_000_00))), by: SamplePeople.approver)
        sample = SampleTicket(
            ticket: sample.ticket,
            events: sample.events,
            file: try .known(paid: .usd(4_900_00))
        )
        let now = TicketCommand.approve(Grant(.cancellation, try .usd(4_900_00)))
        #expect(try sample.perform(now, by: SamplePeople.otherApprover).to == .underReview)
        expectRefusal(.sameApprover, of: now, on: sample, by: SamplePeople.otherApprover)
        #expect(try sample.perform(now, by: SamplePeople.approver).to == .approved)
        #expect(sample.ticket.approval?.amount == (try .usd(4_900_00)))
    }

    @Test(arguments: [TicketAction.edit, .ask, .escalate, .release])
    func `what changes the request or puts it aside voids the assent`(action: TicketAction) throws {
        let amount = try Money.usd(5_000_00)
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        try sample.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.approver)
        try sample.perform(#require(try TicketCommand.sample(action)), by: SamplePeople.agent)
        switch action {
        case .ask: try sample.perform(.reply("Yes"), by: SamplePeople.requester)
        case .escalate:
            let answer = VendorAnswer(ruling: .question, reference: "MS-1", text: nil)
            try sample.perform(.answer(answer), by: SamplePeople.agent)
        case .release: try sample.perform(.take, by: SamplePeople.otherAgent)
        default: break
        }
        // The same approver may begin anew, and theirs is a first approval again.
        let event = try sample.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.approver)
        #expect(event.to == .underReview)
    }

    @Test(arguments: [TicketAction.note, .attach, .give])
    func `a note, a file and another agent leave the assent`(action: TicketAction) throws {
        let amount = try Money.usd(5_000_00)
        var sample = try SampleTicket.underReview(cents: 5_000_00)
        try sample.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.approver)
        try sample.perform(#require(try TicketCommand.sample(action)), by: SamplePeople.agent)
        let event = try sample.perform(.approve(Grant(.cancellation, amount)), by: SamplePeople.otherApprover)
        #expect(event.to == .approved)
    }

    @Test func `nobody decides on their own request`() throws {
        let amount = try Money.usd(100_00)
        func approver(_ number: UInt64, _ email: String?, _ roles: Set<Role> = [.approver, .agent]) -> Person {
            SamplePeople.person(number, "p\(number)", "P", email, roles)
        }
        let approve = TicketCommand.approve(Grant(.goodwill, amount))
        let decline = TicketCommand.decline(.other, nil)
        let sample = try SampleTicket.underReview(cents: 100_00)

        let requester = approver(1, nil)
        #expect(requester.id == SamplePeople.requester.id)
        expectRefusal(.ownRequest(.requester), of: approve, on: sample, by: requester)
        expectRefusal(.ownRequest(.requester), of: decline, on: sample, by: requester)

        let contact = approver(50, "KIM@fabrikam.com")
        expectRefusal(.ownRequest(.contact), of: approve, on: sample, by: contact)
        expectRefusal(.ownRequest(.contact), of: decline, on: sample, by: contact)

        let filer = approver(51, nil)
        var filed = try SampleTicket.underReview(cents: 100_00, by: filer)
        expectRefusal(.ownRequest(.filer), of: approve, on: filed, by: filer)
        try filed.perform(decline, by: filer)
        #expect(filed.ticket.status == .declined)
    }

    @Test func `whoever only brought a record in did not file it`() throws {
        let importer = SamplePeople.person(51, "importer", "I", nil, [.approver, .agent])
        let opening = TicketOpening.sample(
            .complete(try FactsForm.sample([.amount: "100.00"]).facts()),
            requester: nil,
            source: try Source(system: "crm", externalID: "1")
        )
        let file = try CaseFile.known(paid: .usd(100_00))
        var sample = try SampleTicket(opening: opening, by: .sample(importer, from: .import), on: file)
        try sample.perform(.take, by: importer)
        try sample.perform(.approve(Grant(.cancellation, .usd(100_00))), by: importer)
        #expect(sample.ticket.status == .approved)
    }

    @Test func `the amount is of the request's currency, above zero and not above what was requested`() throws {
        let sample = try SampleTicket.underReview(cents: 100_00)
        let (usd, eur) = (try Currency("USD"), try Currency("EUR"))
        expectRefusal(
            .wrongCurrency(asked: eur, expected: usd),
            of: .approve(Grant(.goodwill, Money(minorUnits: 1, eur))),
            on: sample,
            by: SamplePeople.approver
        )
        for cents in [0, -1] as [Int64] {
            expectRefusal(
                .problems(Problems([Problem("amount", .notPositive(try Money.usd(cents).number))])),
                of: .approve(Grant(.goodwill, try .usd(cents))),
                on: sample,
                by: SamplePeople.approver
            )
        }
        expectRefusal(
            .aboveRequested(asked: try .usd(100_01), maximum: try .usd(100_00)),
            of: .approve(Grant(.goodwill, try .usd(100_01))),
            on: sample,
            by: SamplePeople.approver
        )
        expectRefusal(
            .partialCancellation(asked: try .usd(99_99), full: try .usd(100_00)),
            of: .approve(Grant(.cancellation, try .usd(99_99))),
            on: sample,
            by: SamplePeople.approver
        )
    }

    @Test func `a currency without a tier always takes two approvers`() throws {
        let amount = Money(minorUnits: 1, try Currency("ISK"))
        var sample = try SampleTicket.underReview(amount)
        let refusal = TicketRefusal.overAgentLimit(asked: amount, limit: Money(minorUnits: 0, amount.currency))
        expectRefusal(refusal, of: .approve(Grant(.goodwill, amount)), on: sample, by: SamplePeople.agent)
        #expect(refusal.sentence == "1 ISK takes an approver: agents have no limit in ISK")
        #expect(try sample.perform(.approve(Grant(.goodwill, amount)), by: SamplePeople.approver).to == .underReview)
        #expect(try sample.perform(.approve(Grant(.goodwill, amount)), by: SamplePeople.otherApprover).to == .approved)
    }

    @Test func `a guard of everybody stands in a button's way, one of the amount does not`() throws {
        let sample = try SampleTicket.underReview(cents: 5_000_00)
        let rules = TicketRules()
        let filer = Actor.sample(SamplePeople.person(1, "kim", "Kim", nil, [.approver]))
        let now = SampleClock.start
        #expect(sample.ticket.obstacle(to: .approve, by: filer, at: now, under: rules) == .ownRequest(.requester))
        #expect(sample.ticket.obstacle(to: .approve, by: .sample(SamplePeople.agent), at: now, under: rules) == nil)
    }
}
