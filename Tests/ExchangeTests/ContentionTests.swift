import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

/// Stores may run a transaction again, or find that somebody else was faster.
@Suite struct ContentionTests {
    /// Undoes the first `count` transactions, as a store does when another writer was in the way.
    private struct BusyStore: DeskStore {
        enum Way {
            /// Runs the body once more.
            case again
            /// Lets the caller know.
            case overtaken
        }

        let inner: MemoryStore
        let way: Way
        let left: Countdown

        var place: String { inner.place }

        func read<Value: Sendable>(
            _ body: @Sendable @escaping (any Records) throws -> Value
        ) async throws -> Value {
            try await inner.read(body)
        }

        func write<Value: Sendable>(
            _ body: @Sendable @escaping (any MutableRecords) throws -> Value
        ) async throws -> Value {
            if left.next() {
                _ = try? await inner.write { records in
                    _ = try body(records)
                    throw Overtaken()
                }
                if way == .overtaken { throw Overtaken() }
            }
            return try await inner.write(body)
        }
    }

    private final class Countdown: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        /// True as often as it was told to be.
        func next() -> Bool {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        }
    }

    private func importer(_ inner: MemoryStore, _ way: BusyStore.Way, times: Int = 1) throws -> Importer {
        let ids = CountingIDs()
        let clock = SampleClock()
        let desk = Desk(
            store: BusyStore(inner: inner, way: way, left: Countdown(times)),
            book: .external,
            now: { clock.now },
            makeID: { ids.next() }
        )
        return Importer(desk: desk, schema: try Project.schema())
    }

    private let text = RequestText.intake(RequestText(), RequestText(id: "CRM-2", impact: "severe"))

    @Test func `a dry run that has to run again says the same`() async throws {
        let inner = MemoryStore()
        let report = try await importer(inner, .again).run(
            .bytes(Array(text.utf8)),
            named: "test.xml",
            options: ImportOptions(dryRun: true),
            by: .sample(ExchangeDesk.integrator)
        )
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(await inner.snapshot.tickets.isEmpty)
    }

    @Test func `a pipe cannot be read again, so the import is refused and nothing is kept`() async throws {
        let inner = MemoryStore()
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(RequestText.intake(RequestText()).utf8))
        try pipe.fileHandleForWriting.close()
        let importer = try importer(inner, .again)
        await #expect(throws: StoreError.self) {
            try await importer.run(
                .descriptor(pipe.fileHandleForReading.fileDescriptor),
                named: "-",
                options: ImportOptions(allOrNothing: true),
                by: .sample(ExchangeDesk.integrator)
            )
        }
        #expect(await inner.snapshot.tickets.isEmpty)
        #expect(await inner.snapshot.runs.isEmpty)
    }

    @Test func `a batch that somebody overtook is tried again and counted once`() async throws {
        let inner = MemoryStore()
        let report = try await importer(inner, .overtaken, times: 2).run(
            .bytes(Array(text.utf8)),
            named: "test.xml",
            by: .sample(ExchangeDesk.integrator)
        )
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(await inner.snapshot.tickets.map(\.ticket.number) == [10_001])
        #expect(await inner.snapshot.intakeRecords.count == 2)
    }

    @Test func `a store that stays in the way ends the import with its error`() async throws {
        let inner = MemoryStore()
        let importer = try importer(inner, .overtaken, times: 1_000)
        let error = await #expect(throws: StoreError.self) {
            try await importer.run(
                .bytes(Array(text.utf8)),
                named: "test.xml",
                by: .sample(ExchangeDesk.integrator)
            )
        }
        #expect(error?.sentence.contains("run the import again") == true)
        #expect(await inner.snapshot.tickets.isEmpty)
    }
}
