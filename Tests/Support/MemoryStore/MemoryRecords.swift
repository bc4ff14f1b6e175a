import Basics
import Casework
import Tickets

/// One transaction on a copy of the state.
final class MemoryRecords: MutableRecords {
    private(set) var state: MemoryState
    let knownRules = KnownRules()

    init(_ state: MemoryState) {
        self.state = state
    }

    func set(_ name: String, to value: String) {
        knownRules.forget()
        state.settings[name] = value
    }

    func save(_ organisation: Organisation) { state.organisations[organisation.id] = organisation }

    func save(_ person: Person) { state.people[person.id] = person }

    func absences() -> [Absence] { state.absences.values.sorted { $0.person < $1.person } }

    func save(_ absence: Absence) { state.absences[absence.person] = absence }

    func removeAbsence(of person: Person.ID) { state.absences[person] = nil }

    /// Nobody else is in the transaction.
    func lock(_ ticket: Ticket.ID) {}

    func takeNumbers(_ count: Int) -> Int64 {
        defer { state.nextNumber += Int64(count) }
        return state.nextNumber
    }

    func raiseNumbers(above number: Int64) { state.nextNumber = max(state.nextNumber, number + 1) }

    func insert(_ tickets: [NewRecord]) throws {
        let rules = try ticketRules()
        for new in tickets {
            let id = new.ticket.id
            guard state.indexByID[id] == nil else { throw Overtaken() }
            if let source = new.ticket.source {
                guard state.idBySource[SourceKey(source)] == nil else { throw Overtaken() }
                state.idBySource[SourceKey(source)] = id
            }
            try claim(new.ticket.number, for: id)
            state.indexByID[id] = state.tickets.count
            state.tickets.append(MemoryTicket(new, sequence: Int64(state.tickets.count) + 1, under: rules))
        }
    }

    func append(_ events: [Event], to ticket: Ticket) throws {
        guard let index = state.indexByID[ticket.id] else {
            throw StoreError.unexpected("there is no ticket \(ticket.id) to add events to")
        }
        guard events.first?.version == state.tickets[index].ticket.version + 1 else { throw Overtaken() }
        try claim(ticket.number, for: ticket.id)
        state.tickets[index].append(events, ticket, under: try ticketRules())
    }

    func refresh(_ ticket: Ticket) throws {
        let rules = try ticketRules()
        state.change(ticket.id) { $0.refresh(under: rules) }
    }

    func note(deadline: Instant?, of ticket: Ticket) throws {
        state.change(ticket.id) { $0.deadline = deadline }
        try refresh(ticket)
    }

    func saveFormerNumber(_ number: Int64, of ticket: Ticket.ID) {
        state.idByFormerNumber[number] = ticket
    }

    func save(_ mark: IntakeMark, of source: Source) throws {
        guard let id = state.idBySource[SourceKey(source)] else {
            throw StoreError.unexpected("no ticket came from \(source.system) \(source.externalID)")
        }
        state.change(id) { $0.mark = mark }
    }

    func save(_ file: FileContent) throws {
        guard state.files[file.digest] == nil else { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(file.size))
        try file.eachChunk { bytes += $0 }
        state.files[file.digest] = bytes
    }

    func save(_ run: IntakeRun) { state.runs[run.id] = run }

    func append(_ records: [IntakeRecord]) { state.intakeRecords += records }

    func keep(_ mark: ExchangeMark) {
        state.exchangeMarks.removeAll { $0.ticket == mark.ticket && $0.system == mark.system }
        state.exchangeMarks.append(mark)
    }

    func keep(_ resolution: IntakeResolution) { state.resolutions.append(resolution) }

    func keep(_ view: StoredView) { state.views.append(view) }

    /// Removes views; false when there was none.
    func drop(_ isMeant: (StoredView) -> Bool) -> Bool {
        let before = state.views.count
        state.views.removeAll(where: isMeant)
        return state.views.count < before
    }

    func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        let before = state
        do { return try knownRules.attempt(body) } catch {
            state = before
            throw error
        }
    }

    /// Changes what is kept of customers, orders and invoices.
    func change(_ change: (inout MemoryOrders) -> Void) { change(&state.orders) }

    /// Keeps a mail as it is.
    func change(_ mail: OutboxEntry) { state.outbox[mail.id] = mail }

    /// Keeps a bulk, or what became of tickets of one.
    func keep(_ bulk: Bulk) {
        if let index = state.bulks.firstIndex(where: { $0.id == bulk.id }) {
            state.bulks[index] = bulk
        } else {
            state.bulks.append(bulk)
        }
    }

    func keep(_ records: [BulkRecord], of bulk: Bulk.ID) { state.bulkRecords[bulk, default: []] += records }

    /// Takes a number for a ticket; two tickets never have the same.
    private func claim(_ number: Int64?, for id: Ticket.ID) throws {
        guard let number else { return }
        guard (state.idByNumber[number] ?? id) == id else {
            throw StoreError.unexpected("the number \(number) is another ticket's")
        }
        state.idByNumber[number] = id
    }
}
