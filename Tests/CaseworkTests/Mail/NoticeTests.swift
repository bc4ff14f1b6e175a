import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct NoticeTests {
    private static let kim = "kim@fabrikam.com"

    /// The kinds of the mails of a ticket that has come to a status.
    private func kinds(on status: TicketStatus) async throws -> [Notice.Kind] {
        let fixture = try await Fixture()
        _ = try await fixture.sample.ticket(in: status)
        return await fixture.mails().map(\.kind)
    }

    @Test(
        arguments: [
            (TicketStatus.draft, []), (.discarded, []), (.submitted, []), (.underReview, []), (.withdrawn, []),
            (.escalated, []), (.awaitingInformation, [.asked]), (.declined, [.declined]), (.approved, [.approved]),
            (.creditPending, [.approved, .credited]), (.disputed, [.approved, .credited, .disputed]),
            (.settled, [.approved, .credited, .settled]), (.closed, [.approved, .credited, .settled]),
        ] as [(TicketStatus, [Notice.Kind])]
    )
    func `what the desk decides is told to the requester`(status: TicketStatus, expected: [Notice.Kind]) async throws {
        #expect(try await kinds(on: status) == expected)
    }

    @Test func `a mail is there with its event, addressed and waiting`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .awaitingInformation)
        let mail = OutboxEntry(
            id: OutboxEntry.ID(ticket: ticket.id, version: 3),
            kind: .asked,
            recipient: try EmailAddress(Self.kim),
            language: .english,
            createdAt: SampleClock.start,
            attempts: 0,
            state: .waiting(until: SampleClock.start),
            lastError: nil
        )
        #expect(await fixture.mails() == [mail])
    }

    @Test func `when no answer comes in time, that is told as well`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .awaitingInformation)
        fixture.sample.clock.advance(days: 7)
        try await fixture.sample.perform(.lapse, on: ticket, by: SamplePeople.system)
        #expect(await fixture.mails().map(\.kind) == [.asked, .declined])
    }

    @Test func `nothing is written for internal notes, edits, files and what requesters do`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.ticket(in: .underReview)
        let kim = SamplePeople.requester
        let file = FileContent([1, 2, 3])
        let attachment = try Attachment(name: "a.txt", mediaType: "text/plain", size: 3, digest: file.digest)
        let (secret, open) = (Message(text: "s", visibility: .internal), Message(text: "o", visibility: .public))
        try await fixture.sample.perform(.note(secret), on: ticket, by: SamplePeople.agent)
        try await fixture.sample.perform(.note(open), on: ticket, by: kim)
        try await fixture.sample.perform(.edit(FactsForm([.title: "Else"])), on: ticket, by: SamplePeople.agent)
        try await fixture.sample.perform(.attach([attachment]), on: ticket, files: [file], by: SamplePeople.agent)
        let other = Assignee(id: SamplePeople.otherAgent.id, name: "alan")
        try await fixture.sample.perform(.give(other), on: ticket, by: SamplePeople.agent)
        try await fixture.sample.perform(.release("later"), on: ticket, by: SamplePeople.otherAgent)
        try await fixture.sample.perform(.withdraw(nil), on: ticket, by: kim)
        #expect(await fixture.mails() == [])
    }

    @Test func `a public comment of the desk is told, but not to the one who wrote it`() async throws {
        let fixture = try await Fixture()
        let note = TicketCommand.note(Message(text: "o", visibility: .public))
        let ticket = try await fixture.sample.ticket(in: .underReview)
        try await fixture.sample.perform(note, on: ticket, by: SamplePeople.agent)
        #expect(await fixture.mails().map(\.kind) == [.noted])
        // The agent is the contact of this one, whatever the case of the letters.
        let own = try await fixture.sample.ticket(in: .underReview, form: .sample([.contactEmail: "ADA@fabrikam.com"]))
        try await fixture.sample.perform(note, on: own, by: SamplePeople.agent)
        #expect(await fixture.mails().count == 1)
        try await fixture.sample.perform(note, on: own, by: SamplePeople.approver)
        #expect(await fixture.mails().map(\.recipient.text) == [Self.kim, "ADA@fabrikam.com"])
    }

    @Test func `the first of two approvals is not told, the second is`() async throws {
        let fixture = try await Fixture()
        let form = FactsForm.sample([.amount: "5000.00"])
        let ticket = try await fixture.sample.ticket(in: .underReview, form: form)
        let approve = TicketCommand.approve(.vouched(try Money("5000.00 USD")))
        let first = try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.approver)
        #expect(first.status == .underReview)
        #expect(await fixture.mails() == [])
        try await fixture.sample.perform(approve, on: ticket, by: SamplePeople.otherApprover)
        #expect(await fixture.mails().map(\.kind) == [.approved])
    }

    @Test func `records from outside make no mail, decisions on them do`() throws {
        let contact = try EmailAddress(Self.kim)
        let opening = TicketOpening.sample(.complete(try FactsForm.sample().facts()), requester: nil)
        var sample = try SampleTicket(opening: opening, by: .sample(SamplePeople.agent, from: .import))
        let note = TicketCommand.note(Message(text: "from there", visibility: .public, author: "Somebody"))
        let came = try sample.perform(note, by: SamplePeople.agent, from: .import)
        #expect(Notice(of: came, ticket: sample.ticket) == nil)
        try sample.perform(.take, by: SamplePeople.agent)
        let asked = try sample.perform(.ask("Which?"), by: SamplePeople.agent)
        let notice = try #require(Notice(of: asked, ticket: sample.ticket))
        #expect(notice.kind == .asked && notice.recipient == contact)
    }

    @Test func `a refused act writes nothing`() async throws {
        let fixture = try await Fixture()
        let ticket = try await fixture.sample.file()
        let before = await fixture.contents()
        await #expect(throws: DeskError.self) {
            try await fixture.sample.perform(.ask("Which?"), on: ticket, by: SamplePeople.agent)
        }
        #expect(await fixture.contents() == before)
    }

    @Test func `the requester's language goes before the customer's, and English is the last`() async throws {
        let fixture = try await Fixture()
        let customer = try SampleOrders.customer(1, domain: "contoso.com", language: .korean)
        try await fixture.store.write { try $0.save(customer) }
        let facts = TicketContent.complete(try FactsForm.sample().facts())
        let byID = FactsForm.sample([.tenant: customer.id.description])
        let elsewhere = FactsForm.sample([.tenant: "elsewhere.com"])
        func language(_ content: TicketContent, _ requester: Person.ID?) async throws -> Language {
            let opening = TicketOpening.sample(content, requester: requester)
            let ticket = try SampleTicket(opening: opening, by: .sample(SamplePeople.agent)).ticket
            return try await fixture.store.read { try $0.language(of: ticket) }
        }
        #expect(try await language(facts, SamplePeople.requester.id) == .english)
        #expect(try await language(facts, SamplePeople.otherRequester.id) == .korean)
        #expect(try await language(facts, nil) == .korean)
        #expect(try await language(.complete(byID.facts()), nil) == .korean)
        #expect(try await language(.complete(elsewhere.facts()), nil) == .english)
        #expect(try await language(.rough(FactsForm()), nil) == .english)
    }
}
