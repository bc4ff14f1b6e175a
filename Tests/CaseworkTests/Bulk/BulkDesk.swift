import Basics
import Casework
import SampleDesk
import Testing
import Tickets

extension Fixture {
    /// A fixture with tickets in these statuses, each about a purchase of its own.
    static func with(_ statuses: [TicketStatus]) async throws -> (fixture: Fixture, tickets: [Ticket]) {
        let fixture = try await Fixture()
        var tickets: [Ticket] = []
        for (index, status) in statuses.enumerated() {
            let purchase = "order:b1b2c3d4\(String(0x1000 + index, radix: 16))"
            tickets.append(try await fixture.sample.ticket(in: status, form: .sample([.purchase: purchase])))
        }
        return (fixture, tickets)
    }

    /// Does a command to tickets in bulk.
    @discardableResult
    func bulk(_ command: TicketCommand, on tickets: [Ticket], by person: Person) async throws -> BulkResult {
        let actor = Actor.sample(person)
        let job = try await desk.bulk(.same(command), on: .listed(tickets.map { .id($0.id) }), by: actor)
        return try await desk.apply(job, by: actor)
    }

    func undo(by person: Person) async throws -> BulkResult {
        try await desk.undoLastBulk(by: .sample(person))
    }

    func stored(_ tickets: [Ticket]) async throws -> [Ticket] {
        var result: [Ticket] = []
        for ticket in tickets { result.append(try #require(try await sample.stored(ticket.id)).ticket) }
        return result
    }
}

extension Ticket {
    /// What an undo has to bring back.
    struct Standing: Hashable {
        let status: TicketStatus
        let assignee: Assignee?
        let mergedInto: TicketName?
        let links: [TicketLink]
        let form: FactsForm
    }

    var standing: Standing {
        Standing(status: status, assignee: assignee, mergedInto: mergedInto, links: links, form: content.form)
    }
}

/// Commands of every kind, as somebody might do them to many tickets.
enum BulkSamples {
    static func commands(on other: Ticket) throws -> [TicketCommand] {
        let amount = Money(minorUnits: 1250_00, try Currency("USD"))
        let name = TicketName(of: other)
        return [
            .submit, .discard, .take, .withdraw("x"), .ask("Which?"), .escalate(reference: "1", text: nil),
            .release("later"), .decline(.notEligible, "No"), .approve(.vouched(amount)),
            .approve(Grant(.goodwill, amount, attested: amount)), .reply("This"), .lapse,
            .answer(VendorAnswer(ruling: .refused, reference: "1", text: nil)), .credit(reference: "PC-1"),
            .revoke("Wrong"), .settle(invoice: "G000024135", line: 1), .dispute("Missing"), .reverse("Wrong"),
            .correct("There"), .close, .reopen("Again"), .edit(FactsForm([.title: "Another", .contactPhone: ""])),
            .note(Message(text: "Looked at", visibility: .internal)),
            .note(Message(text: "Hello", visibility: .public)),
            .give(Assignee(id: SamplePeople.otherAgent.id, name: SamplePeople.otherAgent.systemName)),
            .merge(into: name, nil), .unmerge(nil), .link(TicketLink(.related, name)),
            .link(TicketLink(.unrelated, name)),
        ]
    }

    static let people = [
        SamplePeople.agent, SamplePeople.otherAgent, SamplePeople.approver, SamplePeople.billing,
        SamplePeople.requester, SamplePeople.adminAgent, SamplePeople.system, SamplePeople.auditor,
    ]
}
