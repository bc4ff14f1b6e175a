import Basics
import Casework
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets
import Workflows

/// A sample desk and the memory that it stands on.
struct Fixture {
    let store: MemoryStore
    let sample: SampleDesk
    var desk: Desk { sample.desk }

    init(people: [Person] = SamplePeople.all, book: Book = .simulated) async throws {
        store = MemoryStore()
        sample = try await SampleDesk(on: store, people: people, book: book)
    }

    /// All that is kept, in a form that two states can be compared by.
    func contents() async -> Contents {
        let state = await store.snapshot
        return Contents(
            tickets: state.tickets.map { KeptTicket(ticket: $0.ticket, events: $0.events, mark: $0.mark) },
            people: state.people,
            files: Set(state.files.keys),
            runs: state.runs,
            records: state.intakeRecords,
            resolutions: state.resolutions,
            views: state.views,
            nextNumber: state.nextNumber,
            outbox: state.outbox,
            bulks: state.bulks
        )
    }

    /// Expects that `body` throws `error` and that nothing has changed.
    func expectRefusal(
        _ error: DeskError,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async {
        let before = await contents()
        await #expect(throws: error, sourceLocation: sourceLocation) { try await body() }
        let after = await contents()
        #expect(after == before, sourceLocation: sourceLocation)
    }

    struct Contents: Equatable {
        let tickets: [KeptTicket]
        let people: [Person.ID: Person]
        let files: Set<Digest>
        let runs: [IntakeRun.ID: IntakeRun]
        let records: [IntakeRecord]
        let resolutions: [IntakeResolution]
        let views: [StoredView]
        let nextNumber: Int64
        let outbox: [OutboxEntry.ID: OutboxEntry]
        let bulks: [Bulk]
    }

    struct KeptTicket: Equatable {
        let ticket: Ticket
        let events: [Event]
        let mark: IntakeMark?
    }
}

extension TicketReference {
    static func number(_ value: Int64) -> TicketReference { .number(TicketNumber(value)) }
}
