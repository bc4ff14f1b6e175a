import Basics
import Tickets

extension IntakeApplication {
    /// Brings a verified ticket back as it was: new ones whole, known ones by the events that theirs has and ours lacks.
    mutating func restore(_ record: PreparedRecord, _ archived: ArchivedTicket) throws {
        try flush()
        let ours = try records.events(of: archived.ticket.id)
        if ours.isEmpty {
            try insert(record, archived)
        } else if archived.events.count <= ours.count {
            let isPart = ours.starts(with: archived.events)
            finish(
                record,
                isPart ? .unchanged : .quarantined,
                ticket: isPart ? archived.ticket.id : nil,
                reasons: isPart ? [] : ["\(record.line): \(diverged(archived, ours))"]
            )
        } else if archived.events.starts(with: ours) {
            try carryForward(archived, from: ours.count)
            finish(record, .applied, ticket: archived.ticket.id)
        } else {
            finish(record, .quarantined, reasons: ["\(record.line): \(diverged(archived, ours))"])
        }
    }

    private mutating func insert(_ record: PreparedRecord, _ archived: ArchivedTicket) throws {
        if let source = archived.ticket.source, let mark = try records.mark(of: source) {
            let reason =
                "its source \(quoted(source.system)) \(quoted(source.externalID)) belongs to ticket \(mark.ticket)"
            finish(record, .quarantined, reasons: ["\(record.line): \(reason)"])
            return
        }
        for file in archived.files { try records.save(file) }
        var ticket = archived.ticket
        var former: Int64?
        if let number = ticket.number {
            if try records.locate(.number(TicketNumber(number))) != nil {
                former = number
                ticket.number = try records.takeNumbers(1)
            } else {
                try records.raiseNumbers(above: number)
            }
        }
        try records.insert([NewRecord(ticket: ticket, events: archived.events, mark: archived.mark)])
        try records.noteDeadline(of: ticket, at: context.startedAt)
        if let former { try records.saveFormerNumber(former, of: ticket.id) }
        finish(record, .applied, ticket: ticket.id)
    }

    private func carryForward(_ archived: ArchivedTicket, from count: Int) throws {
        var ticket = archived.ticket
        try records.lock(ticket.id)
        ticket.number = try records.number(of: ticket.id)
        if ticket.number == nil, ticket.submittedAt != nil { ticket.number = try records.takeNumbers(1) }
        for file in archived.files { try records.save(file) }
        try records.append(Array(archived.events[count...]), to: ticket)
        if let mark = archived.mark, let source = ticket.source { try records.save(mark, of: source) }
    }

    private func diverged(_ archived: ArchivedTicket, _ ours: [Event]) -> String {
        let same = zip(archived.events, ours).prefix { $0 == $1 }.count
        return
            "the ticket is here with another history: both agree up to event \(same) and differ from event \(same + 1) on"
    }

    /// People and organisations are believed whole or not at all: who is here already keeps what they have here.
    mutating func restore(_ record: PreparedRecord, _ person: Person) throws {
        if let ours = try records.person(person.id) {
            let reason = "\(quoted(person.systemName)) is here with other data; change roles by 'recoup users role'"
            ours == person
                ? finish(record, .unchanged) : finish(record, .quarantined, reasons: ["\(record.line): \(reason)"])
        } else if try records.person(named: person.systemName) != nil {
            let reason = "another person here is called '\(quoted(person.systemName))'"
            finish(record, .quarantined, reasons: ["\(record.line): \(reason)"])
        } else {
            try records.save(person)
            finish(record, .applied)
        }
    }

    mutating func restore(_ record: PreparedRecord, _ organisation: Organisation) throws {
        if let ours = try records.organisations().first(where: { $0.id == organisation.id }) {
            ours == organisation
                ? finish(record, .unchanged)
                : finish(record, .quarantined, reasons: ["\(record.line): the organisation is here with other data"])
        } else {
            try records.save(organisation)
            finish(record, .applied)
        }
    }
}
