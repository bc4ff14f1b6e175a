package import Basics
package import Orders
package import Tickets

/// A record on its way in, with everything worked out that needs no store. Making one is the costly part of an import and
/// runs beside the transaction that takes the one before.
package struct PreparedRecord: Sendable {
    package let ordinal: Int64
    package let offset: Int64
    package let length: Int64
    package let line: Int64
    package let column: Int64?
    package let original: [UInt8]
    package let content: Content

    package enum Content: Sendable {
        /// Facts from outside, and the ticket they make when their source is new.
        case intake(Intake, Source, Opening)
        case archived(ArchivedTicket)
        case person(Person)
        case organisation(Organisation)
        case offer(Offer)
        case customer(CustomerClaim)
        case order(Order)
        case invoice(InvoiceClaim)
        case rows([ReadRow])
        /// A customer's data, and an order, from outside.
        case facts(Customer)
        case purchase(OrderFacts)
        /// Cannot be applied, whatever the store holds.
        case faulty(Digest?, [String])
    }

    /// What a record from outside makes when it is new.
    package enum Opening: Sendable {
        case ticket(NewRecord)
        /// No ticket, and why, a sentence each with its place. It may still say something new of a ticket that is here.
        case refused([String])
    }

    package var digest: Digest? {
        switch content {
        case .intake(let intake, _, _): intake.digest
        case .archived(let archived): archived.ticket.head
        case .person, .organisation, .customer, .invoice, .rows: nil
        case .offer(let offer): offer.digest
        case .order(let order): OrderClaim(order).digest
        case .facts(let customer): customer.digest
        case .purchase(let facts): facts.digest
        case .faulty(let digest, _): digest
        }
    }

    init<Item>(_ item: IntakeItem<Item>, _ content: Content) {
        ordinal = item.ordinal
        offset = item.offset
        length = item.length
        line = item.line
        column = item.column
        original = item.original
        self.content = content
    }
}

/// What all records of one run share while they are prepared.
package struct IntakeContext: Sendable {
    package let actor: Actor
    package let startedAt: Instant
    /// People by e-mail address in lower case, so that a request becomes that of the person whom its contact names.
    package let peopleByEmail: [String: Person.ID]
}

extension Desk {
    /// Works a record from outside out. Pure but for the clock's start and the new id. `explain` says where in the document
    /// each refused fact stands.
    package func prepare(
        _ item: IntakeItem<Intake>,
        in context: IntakeContext,
        explain: (Problems) -> [String] = { _ in [] }
    ) -> PreparedRecord {
        let intake: Intake
        switch item.content {
        case .success(let decoded): intake = decoded
        case .failure(let problems): return PreparedRecord(item, .faulty(nil, problems.list.map(\.description)))
        }
        guard let source = intake.source else {
            let problem = Problem("id", .missing, at: Problem.Place(line: Int(item.line)))
            return PreparedRecord(item, .faulty(intake.digest, [problem.description]))
        }
        do {
            return PreparedRecord(item, .intake(intake, source, .ticket(try newRecord(intake, source, context))))
        } catch {
            var reasons: [String] = []
            if case .problems(let problems) = error { reasons = explain(problems) }
            if reasons.isEmpty { reasons = error.placed(onLine: item.line) }
            return PreparedRecord(item, .intake(intake, source, .refused(reasons)))
        }
    }

    private func newRecord(
        _ intake: Intake,
        _ source: Source,
        _ context: IntakeContext
    ) throws(TicketRefusal) -> NewRecord {
        let facts: TicketFacts
        do throws(Problems) { facts = try intake.form.facts() } catch { throw .problems(error) }
        let opening = TicketOpening(
            organisation: context.actor.person.organisation,
            requester: context.peopleByEmail[facts.contact.email.text.lowercased()],
            source: source,
            content: .complete(facts),
            attachments: intake.files.map(\.attachment)
        )
        var (ticket, event) = try Ticket.open(
            opening,
            as: Ticket.ID(makeID()),
            by: context.actor,
            at: context.startedAt,
            under: rules
        )
        var events = [event]
        for message in intake.allMessages {
            event = try ticket.perform(.note(message), by: context.actor, at: context.startedAt, under: rules)
            events.append(event)
        }
        return NewRecord(
            ticket: ticket,
            events: events,
            mark: IntakeMark(ticket: ticket.id, digest: intake.digest, modifiedAt: intake.modifiedAt)
        )
    }
}

extension Intake {
    /// The messages, and the foreign status and history as an internal one.
    var allMessages: [Message] {
        guard let quotedNote else { return messages }
        return messages + [Message(text: quotedNote, visibility: .internal, author: source?.system)]
    }
}

extension TicketRefusal {
    /// A sentence for each thing that is wrong, with the record's line in front.
    func placed(onLine line: Int64) -> [String] {
        if case .problems(let problems) = self {
            return problems.list.map {
                ($0.place == nil ? $0.placed(at: Problem.Place(line: Int(line))) : $0).description
            }
        }
        return ["\(line): \(sentence)"]
    }
}
