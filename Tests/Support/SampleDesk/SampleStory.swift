package import Basics
package import Orders
package import Tickets

/// The shortest way of a sample request to a status, through the front door.
package struct SampleStory: Sendable {
    package struct Step: Sendable {
        package let command: TicketCommand
        package let person: Person
    }

    /// True when it begins as a draft.
    package let isDraft: Bool
    package let steps: [Step]

    /// Leads to `status`. `amount` is what the form asks for and the approval grants; up to 2000.00 USD one approver
    /// suffices.
    package init(to status: TicketStatus, amount: Money? = nil) {
        isDraft = status == .draft || status == .discarded
        steps = Self.steps(to: status, amount)
    }

    private static func steps(to status: TicketStatus, _ amount: Money?) -> [Step] {
        func after(_ status: TicketStatus, _ command: TicketCommand, _ person: Person) -> [Step] {
            steps(to: status, amount) + [Step(command: command, person: person)]
        }
        let requested = (try? FactsForm.sample().facts())?.amount
        switch status {
        case .draft, .submitted: return []
        case .discarded: return after(.draft, .discard, SamplePeople.requester)
        case .underReview: return after(.submitted, .take, SamplePeople.agent)
        case .awaitingInformation:
            return after(.underReview, .ask("Which invoice shows it?"), SamplePeople.agent)
        case .escalated:
            return after(
                .underReview,
                .escalate(reference: "2611230001", text: "Over to Microsoft"),
                SamplePeople.agent
            )
        case .approved:
            guard let amount = amount ?? requested else { return [] }
            return after(.underReview, .approve(.vouched(amount)), SamplePeople.approver)
        case .creditPending: return after(.approved, .credit(reference: "PC-4711"), SamplePeople.adminAgent)
        case .disputed: return after(.creditPending, .dispute("Not on the invoice"), SamplePeople.billing)
        case .settled:
            return after(.creditPending, .settle(invoice: "G000024135", line: 7), SamplePeople.billing)
        case .declined: return after(.underReview, .decline(.outsideWindow, "Bought in May"), SamplePeople.agent)
        case .withdrawn: return after(.submitted, .withdraw("Keeping it"), SamplePeople.requester)
        case .closed: return after(.settled, .close, SamplePeople.agent)
        }
    }
}

/// A ticket and the events that it is the sum of.
package struct SampleTicket: Sendable {
    package private(set) var ticket: Ticket
    package private(set) var events: [Event]
    /// What the desk knows of the case, as the decisions so far have left it.
    package private(set) var file: CaseFile

    /// A ticket as it stands, to go on from.
    package init(ticket: Ticket, events: [Event], file: CaseFile) {
        self.ticket = ticket
        self.events = events
        self.file = file
    }

    /// A ticket that has come to `status`, every step at the same instant.
    package init(
        in status: TicketStatus,
        id: UInt64 = 1,
        form: FactsForm = .sample(),
        at now: Instant = SampleClock.start,
        on file: CaseFile? = nil
    ) throws {
        let story = SampleStory(to: status, amount: (try? form.facts())?.amount)
        try self.init(
            opening: .sample(story.isDraft ? .rough(form) : .complete(form.facts())),
            id: id,
            by: .sample(SamplePeople.requester),
            at: now,
            on: file
        )
        for step in story.steps { try perform(step.command, by: step.person, at: now) }
    }

    package init(
        opening: TicketOpening,
        id: UInt64 = 1,
        by actor: Actor,
        at now: Instant = SampleClock.start,
        on file: CaseFile? = nil
    ) throws {
        let (ticket, event) = try Ticket.open(
            opening,
            as: Ticket.ID(GUID(high: 0x0c00_7000, low: 0x8000_0000_0000_0000 | id)),
            by: actor,
            at: now,
            under: TicketRules()
        )
        self.ticket = ticket
        events = [event]
        self.file = try file ?? .sample()
    }

    /// Does one thing more; throws what the ticket throws, and then nothing has changed.
    @discardableResult
    package mutating func perform(
        _ command: TicketCommand,
        by person: Person,
        from origin: Origin = .cli,
        at now: Instant = SampleClock.start,
        under rules: TicketRules = TicketRules()
    ) throws(TicketRefusal) -> Event {
        var changed = ticket
        let actor = Actor.sample(person, from: origin)
        let event = try changed.perform(command, by: actor, at: now, under: rules, on: file)
        for booked in try ticket.booked(event, by: person, to: changed, on: file) {
            file = file.replacing(booked.order)
        }
        ticket = changed
        events.append(event)
        return event
    }
}

extension CaseFile {
    /// The sample request's: the customer is known, the order is not.
    package static func sample() throws(Fault) -> CaseFile {
        CaseFile(customer: try SampleOrders.contoso(), orders: [])
    }

    /// The sample request's, of perpetual software that was bought just now for `paid`.
    package static func known(paid: Money, book: Book = .external) throws -> CaseFile {
        let customer = try SampleOrders.contoso()
        return CaseFile(customer: customer, orders: [try SampleOrders.requested(paid: paid, by: customer)], book: book)
    }
}

extension Grant {
    /// A cancellation of a purchase that the books do not know, all of which was paid on the approver's word.
    package static func vouched(_ amount: Money) -> Grant { Grant(.cancellation, amount, attested: amount) }
}

extension Ticket {
    /// A ticket that has come to `status` through the front door.
    package static func sample(in status: TicketStatus, form: FactsForm = .sample()) throws -> Ticket {
        try SampleTicket(in: status, form: form).ticket
    }
}
