import Basics
import Casework
import Orders
import SQL
import SQLite
import SampleDesk
import Storage
import Synchronization
import Testing
import Tickets

@testable import Commands

/// Somebody else is faster.
struct TriageConflictTests {
    /// A store in which something happens just before the next write.
    private final class BusyStore: DeskStore {
        private let base: any DeskStore
        private let next = Mutex<(@Sendable () async throws -> Void)?>(nil)

        init(_ base: any DeskStore) { self.base = base }

        var place: String { base.place }

        func beforeNextWrite(_ body: @escaping @Sendable () async throws -> Void) { next.withLock { $0 = body } }

        func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
            try await base.read(body)
        }

        func write<Value: Sendable>(
            _ body: @Sendable @escaping (any MutableRecords) throws -> Value
        ) async throws -> Value {
            let first = next.withLock { next in
                defer { next = nil }
                return next
            }
            try await first?()
            return try await base.write(body)
        }
    }

    @Test func `who was faster is said, the ticket shown as it is now, and what was typed is kept`() async throws {
        let folder = try Folder()
        let database = try SQLiteDatabase(path: folder.file("desk.db"))
        let store = SQLDeskStore(database)
        _ = try await Migrator(SQLDeskStore.migrations).migrate(database, atMilliseconds: 0)
        let sample = try await SampleDesk(on: store, book: .external)
        let ticket = try await sample.ticket(in: .underReview)
        let busy = BusyStore(store)
        let desk = Desk(store: busy, book: .external, now: { SampleClock.start }, makeID: { sample.ids.next() })
        busy.beforeNextWrite {
            try await sample.perform(.release("Not mine"), on: ticket, by: SamplePeople.otherAgent)
            try await sample.perform(.take, on: ticket, by: SamplePeople.otherAgent)
        }
        let session = Session(desk: desk, actor: .sample(SamplePeople.agent), database: database, isUnsettled: false)
        let sink = MemorySink()
        let console = Console(
            output: sink,
            errors: sink,
            outputIsTerminal: false,
            errorsAreTerminal: false,
            width: 80,
            hasColour: false
        )
        let file = try folder.write("k\n어느 주문입니까?\nk\n\nq\n", to: "answers.txt")
        let face = ScriptFace(try AnswerLines(file: file), console, Interruption())
        var loop = TriageLoop(
            session,
            try TriageReplies(directory: Repository.templates),
            TriageQueue(TriageOrder.standard, total: 1),
            face,
            isRehearsal: false
        )
        try await loop.run()
        let output = sink.take()
        #expect(output.contains("somebody was faster: alan did 'take' on "))
        #expect(output.contains("R-10001  underReview  moderate  with alan"))
        #expect(output.contains("What do you want to know from the requester? [어느 주문입니까?]: \n"))
        #expect(output.contains("R-10001 is awaitingInformation (ask)\n"))
        let last = try await desk.show(.id(ticket.id), to: .sample(SamplePeople.agent)).ticket
        #expect(last.phase == .awaitingInformation(question: "어느 주문입니까?"))
        #expect(loop.triage.tally.refusals == 1)
        await database.close()
    }
}
