import Basics
import SampleDesk
import Testing
import Tickets

extension TicketCommand {
    /// A command of every action that the sample request can carry out in any status that allows it; nil for the ways in.
    static func sample(_ action: TicketAction) throws -> TicketCommand? {
        switch action {
        case .draft, .file: nil
        case .submit: .submit
        case .discard: .discard
        case .take: .take
        case .withdraw: .withdraw("Keeping it")
        case .ask: .ask("Which invoice?")
        case .escalate: .escalate(reference: "2611230001", text: "Over to Microsoft")
        case .release: .release("Holiday")
        case .decline: .decline(.outsideWindow, "Bought in May")
        case .approve:
            .approve(Grant(.goodwill, try .usd(400_00), text: "As agreed", attested: try .usd(1_250_00)))
        case .reply: .reply("The one of May")
        case .lapse: .lapse
        case .answer:
            .answer(
                VendorAnswer(
                    ruling: .granted(Money(minorUnits: 1_250_00, try Currency("USD"))),
                    reference: "MS-1",
                    text: "Granted"
                )
            )
        case .credit: .credit(reference: "PC-4711")
        case .revoke: .revoke("Wrong customer")
        case .settle: .settle(invoice: "G000024135", line: 7)
        case .dispute: .dispute("Missing")
        case .reverse: .reverse("Paid twice")
        case .correct: .correct("Found it")
        case .close: .close
        case .reopen: .reopen("New evidence")
        case .edit: .edit(FactsForm([.title: "Licences bought three times"]))
        case .note: .note(Message(text: "Called them", visibility: .public))
        case .attach:
            .attach([
                try Attachment(name: "invoice.pdf", mediaType: "application/pdf", size: 3, digest: Digest.of("abc"))
            ])
        case .give: .give(Assignee(id: SamplePeople.otherAgent.id, name: SamplePeople.otherAgent.systemName))
        case .merge: .merge(into: .other, "The same purchase")
        case .unmerge: .unmerge("Another licence after all")
        case .link: .link(TicketLink(.related, .other))
        }
    }
}

extension Money {
    /// US dollars.
    static func usd(_ cents: Int64) throws -> Money { Money(minorUnits: cents, try Currency("USD")) }
}

extension SampleTicket {
    /// A request about `cents` US cents for a purchase that the books know and that cost as much, taken by the agent.
    static func underReview(cents: Int64, by filer: Person = SamplePeople.requester) throws -> SampleTicket {
        try underReview(.usd(cents), by: filer)
    }

    static func underReview(_ amount: Money, by filer: Person = SamplePeople.requester) throws -> SampleTicket {
        let form = FactsForm.sample([.amount: amount.number, .currency: amount.currency.code])
        var sample = try SampleTicket(
            opening: .sample(.complete(form.facts())),
            by: .sample(filer),
            on: .known(paid: amount)
        )
        try sample.perform(.take, by: SamplePeople.agent)
        return sample
    }
}

/// Expects that `body` is refused with `refusal` and leaves the ticket as it was.
func expectRefusal(
    _ refusal: TicketRefusal,
    of command: TicketCommand,
    on sample: SampleTicket,
    by person: Person,
    at now: Instant = SampleClock.start,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    var changed = sample
    #expect(throws: refusal, sourceLocation: sourceLocation) { try changed.perform(command, by: person, at: now) }
    #expect(changed.ticket == sample.ticket, sourceLocation: sourceLocation)
    #expect(changed.events == sample.events, sourceLocation: sourceLocation)
}

extension TicketName {
    /// A request that is not in these tests.
    static let other = TicketName(id: Ticket.ID(GUID(high: 0x0c00_7000, low: 0x8000_0000_0000_0fff)), name: "R-10999")
}
