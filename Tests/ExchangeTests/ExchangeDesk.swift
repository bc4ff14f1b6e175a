import Basics
import Casework
import Exchange
import MemoryStore
import Orders
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

/// A desk in memory with all that goes in and out of it as XML.
struct ExchangeDesk {
    let desk: Desk
    let clock: SampleClock
    let store: MemoryStore
    let schema: ExchangeSchema

    /// Brings records in, and archives back.
    static let integrator = SamplePeople.person(50, "ida", "Ida Integrator", nil, [.agent, .administrator])

    /// Nobody and nothing is kept in it, and its ids begin behind `ids`, so that no two desks of a test give the same.
    init(ids: UInt64 = 0, rules: TicketRules = TicketRules(), book: Book = .external) throws {
        let store = MemoryStore()
        let clock = SampleClock()
        let counter = CountingIDs(after: ids)
        self.store = store
        self.clock = clock
        schema = try Project.schema()
        desk = Desk(store: store, rules: rules, book: book, now: { clock.now }, makeID: { counter.next() })
    }

    @discardableResult
    func take(
        _ text: String,
        options: ImportOptions = ImportOptions(),
        by person: Person = integrator
    ) async throws -> ImportReport {
        try await take(Array(text.utf8), options: options, by: person)
    }

    @discardableResult
    func take(
        _ bytes: [UInt8],
        options: ImportOptions = ImportOptions(),
        by person: Person = integrator
    ) async throws -> ImportReport {
        try await Importer(desk: desk, schema: schema)
            .run(.bytes(bytes), named: "test.xml", options: options, by: .sample(person))
    }

    /// Everything as an archive.
    func archive() async throws -> [UInt8] {
        let sink = Sink()
        let counts = try await ArchiveWriter()
            .write(TicketQuery(terms: []), from: desk, for: .sample(Self.integrator)) { sink.append($0) }
        #expect(counts.bytes == Int64(sink.bytes.count))
        return sink.bytes
    }

    func ticket(_ externalID: String, of system: String = "crm") async throws -> StoredTicket? {
        let source = try Source(system: system, externalID: externalID)
        return try await desk.store.read { records in
            try records.mark(of: source).flatMap { try records.ticket($0.ticket) }
        }
    }

    /// How much is kept: organisations, people, tickets, files, runs, records of runs.
    func kept() async -> [Int] {
        let state = await store.snapshot
        return [
            state.organisations.count, state.people.count, state.tickets.count, state.files.count, state.runs.count,
            state.intakeRecords.count,
        ]
    }
}

/// Gathers what is written.
final class Sink: Sendable {
    private let storage = Mutex<[UInt8]>([])

    var bytes: [UInt8] { storage.withLock { $0 } }

    func append(_ piece: [UInt8]) { storage.withLock { $0 += piece } }
}
