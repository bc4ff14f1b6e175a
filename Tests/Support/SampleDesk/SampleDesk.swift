package import Basics
package import Casework
import MemoryStore
package import Orders
package import Tickets

/// A whole desk for tests, on any store: a clock that stands still, identifiers that count, and people of every role.
package struct SampleDesk: Sendable {
    package let desk: Desk
    package let clock: SampleClock
    package let ids: CountingIDs

    /// Keeps the organisation and `people` in `store`, which must be empty of them.
    package init(
        on store: any DeskStore = MemoryStore(),
        people: [Person] = SamplePeople.all,
        rules: TicketRules = TicketRules(),
        book: Book = .simulated,
        clock: SampleClock = SampleClock(),
        ids: CountingIDs = CountingIDs()
    ) async throws {
        self.clock = clock
        self.ids = ids
        desk = Desk(
            store: store,
            rules: rules,
            book: book,
            now: { clock.now },
            makeID: { ids.next() },
            secrets: try .sample()
        )
        try await store.write { records in
            try records.save(SamplePeople.organisation)
            for person in people { try records.save(person) }
        }
    }

    /// Files a request of Kim's; a draft when the form may be incomplete.
    package func file(
        _ form: FactsForm = .sample(),
        isDraft: Bool = false,
        files: [IntakeFile] = [],
        by person: Person = SamplePeople.requester
    ) async throws -> Ticket {
        try await desk.open(NewTicket(form: form, isDraft: isDraft, files: files), by: .sample(person))
    }

    /// A ticket that has come to `status` through the front door.
    package func ticket(in status: TicketStatus, form: FactsForm = .sample()) async throws -> Ticket {
        let story = SampleStory(to: status, amount: (try? form.facts())?.amount)
        let form = try await withUnknownPurchase(form)
        var ticket = try await file(form, isDraft: story.isDraft)
        for step in story.steps { ticket = try await perform(step.command, on: ticket, by: step.person) }
        return ticket
    }

    /// The form about a purchase that the books do not know yet: one is vouched for once.
    private func withUnknownPurchase(_ form: FactsForm) async throws -> FactsForm {
        guard form[.purchase] == FactsForm.sample()[.purchase] else { return form }
        return try await desk.store.read { records in
            for number in 0xe5f6... {
                let id = "a1b2c3d4\(String(number, radix: 16))"
                if try records.order(Order.ID(id)) == nil {
                    return form.changed(by: FactsForm([.purchase: "order:\(id)"]))
                }
            }
            return form
        }
    }

    @discardableResult
    package func perform(
        _ command: TicketCommand,
        on ticket: Ticket,
        seen: Int? = nil,
        files: [FileContent] = [],
        by person: Person
    ) async throws -> Ticket {
        if command.action == .approve { try await desk.store.write { try $0.save(SampleOrders.contoso()) } }
        return try await desk.perform(command, on: .id(ticket.id), seen: seen, files: files, by: .sample(person))
    }

    /// What is kept of a ticket; nil when there is none.
    package func stored(_ id: Ticket.ID) async throws -> StoredTicket? {
        try await desk.store.read { try $0.ticket(id) }
    }
}
