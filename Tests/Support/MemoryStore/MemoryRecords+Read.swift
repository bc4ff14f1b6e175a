import Basics
import Casework
import Tickets

extension MemoryRecords {
    func setting(_ name: String) -> String? { state.settings[name] }

    func settings() -> [String: String] { state.settings }

    func person(_ id: Person.ID) -> Person? { state.people[id] }

    func person(named name: String) -> Person? {
        state.people.values.first { $0.systemName.utf8.elementsEqual(name.utf8) }
    }

    func people() -> [Person] { state.people.values.sorted { $0.id < $1.id } }

    func organisations() -> [Organisation] { state.organisations.values.sorted { $0.id < $1.id } }

    func locate(_ reference: TicketReference) -> Ticket.ID? {
        switch reference {
        case .number(let number): state.idByNumber[number.value] ?? state.idByFormerNumber[number.value]
        case .id(let id): state.indexByID[id] == nil ? nil : id
        }
    }

    /// A ticket that came without a mark still has its source: then nothing that the source says is known already.
    func mark(of source: Source) -> IntakeMark? {
        state.idBySource[SourceKey(source)].map { id in
            state.ticket(id)?.mark ?? IntakeMark(ticket: id, digest: Digest.of([]), modifiedAt: nil)
        }
    }

    func events(of ticket: Ticket.ID) -> [Event] { state.ticket(ticket)?.events ?? [] }

    func number(of ticket: Ticket.ID) -> Int64? { state.ticket(ticket)?.ticket.number }

    func tickets(about purchases: [String], in statuses: Set<TicketStatus>) -> [TicketSummary] {
        state.tickets.map(\.head.summary)
            .filter { statuses.contains($0.status) && ($0.purchase.map(purchases.contains) ?? false) }
            .sorted { ($0.updatedAt, $0.id) > ($1.updatedAt, $1.id) }
    }

    func queueCounts() -> [QueueCount] {
        var counts: [TicketStatus: [Person.ID?: Int]] = [:]
        for kept in state.tickets where kept.ticket.mergedInto == nil {
            counts[kept.ticket.status, default: [:]][kept.ticket.assignee?.id, default: 0] += 1
        }
        return counts.flatMap { status, byAssignee in
            byAssignee.map { QueueCount(status: status, assignee: $0.key, count: $0.value) }
        }
    }

    func eachHead(_ body: (StoredHead) throws -> Void) throws {
        for kept in state.tickets.sorted(by: { $0.ticket.id < $1.ticket.id }) { try body(kept.head) }
    }

    func hasFile(_ digest: Digest) -> Bool { state.files[digest] != nil }

    func eachChunk(of digest: Digest, _ body: ([UInt8]) throws -> Void) throws {
        guard let bytes = state.files[digest] else { return }
        for start in stride(from: 0, to: bytes.count, by: FileContent.chunkSize) {
            try body(Array(bytes[start..<min(start + FileContent.chunkSize, bytes.count)]))
        }
    }

    func intakeRuns(limit: Int) -> [IntakeRun] {
        let latestFirst = state.runs.values.sorted { ($0.startedAt, $0.id) > ($1.startedAt, $1.id) }
        return Array(latestFirst.prefix(limit))
    }

    func intakeRun(_ id: IntakeRun.ID) -> IntakeRun? { state.runs[id] }

    func intakeRecords(of run: IntakeRun.ID, outcomes: Set<IntakeOutcome>, limit: Int) -> [IntakeRecord] {
        let chosen = state.intakeRecords.filter { $0.run == run && outcomes.contains($0.outcome) }
        return Array(chosen.sorted { $0.ordinal < $1.ordinal }.prefix(limit))
    }
}
