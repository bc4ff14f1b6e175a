import Basics
import Casework
import Foundation
import Orders
import Postgres
import PostgresServer
import SQL
import SQLite
import Storage
import Synchronization
import Tickets

/// How many transitions the desk makes in a second, beside a client that does nothing but send the same statements by the
/// engine's connection: `recoup-bench transitions sqlite|postgres FOLDER [RUNS]`.
///
/// Each ticket is taken and released. The statements are recorded once, and each run has a fresh database for the desk and
/// one for the client; medians of all runs. What the engine gives up on after all its tries, because others were in the way,
/// is sent again and counted. SQLite waits for the disk at each commit; the PostgreSQL server is that of the tests, which
/// does not.
struct TransitionBench {
    enum Engine: String, CaseIterable {
        case sqlite, postgres
    }

    let engine: Engine
    let folder: String
    let runs: Int

    private static let tickets = 1_000
    private static let start = Instant(milliseconds: 1_795_421_700_000)
    private static let agent = Person(
        id: Person.ID(GUID(high: 1, low: 1)),
        systemName: "bench",
        displayName: "Bench",
        email: nil,
        language: .english,
        organisation: Organisation.ID(GUID(high: 1, low: 2)),
        roles: [.agent]
    )
    private static let actor = Actor(person: agent, account: "bench", origin: .cli)

    func run() async throws {
        print("\(engine.rawValue): \(2 * Self.tickets) transitions a run, medians of \(runs) runs, each a second")
        let script = try await recorded()
        let statements = script.first?.first?.calls.count ?? 0
        print("a transition is \(statements) statements in one transaction")
        for writers in [1, 32] {
            var desk: [Double] = []
            var client: [Double] = []
            let (deskAgain, clientAgain) = (Repetitions(), Repetitions())
            for _ in 0..<runs {
                desk.append(try await rate(writers) { try await Self.change($0, on: $1, deskAgain) })
                client.append(
                    try await rate(writers) { index, database in
                        for transaction in script[index] {
                            try await clientAgain.persist { try await transaction.send(to: database) }
                        }
                    }
                )
            }
            let (own, bare) = (Self.median(desk), Self.median(client))
            print(
                "\(writers) \(writers == 1 ? "writer" : "writers"): desk \(Int(own)), bare client \(Int(bare)), "
                    + "ratio \(String(format: "%.2f", own / bare)); "
                    + "sent again in all runs: desk \(deskAgain.count), client \(clientAgain.count)"
            )
        }
    }

    /// What one ticket's transitions send, for each ticket.
    private func recorded() async throws -> [[Transaction]] {
        try await withDatabase { database in
            let recorder = RecordingDatabase(database)
            var script: [[Transaction]] = []
            for index in 0..<Self.tickets {
                try await Self.change(index, on: recorder, Repetitions())
                script.append(recorder.take())
            }
            return script
        }
    }

    /// Transitions a second of so many tasks at once, each on tickets of its own.
    private func rate(
        _ writers: Int,
        _ work: @Sendable @escaping (_ ticket: Int, any Database) async throws -> Void
    ) async throws -> Double {
        try await withDatabase { database in
            let clock = ContinuousClock()
            let duration = try await clock.measure {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for writer in 0..<writers {
                        group.addTask {
                            for index in stride(from: writer, to: Self.tickets, by: writers) {
                                try await work(index, database)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let seconds = Double(duration.components.attoseconds) / 1e18 + Double(duration.components.seconds)
            return Double(2 * Self.tickets) / seconds
        }
    }

    private static func change(_ index: Int, on database: any Database, _ again: Repetitions) async throws {
        let desk = Desk(
            store: SQLDeskStore(database),
            book: .external,
            now: { start.adding(hours: 1) },
            makeID: { GUID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)) }
        )
        for command in [TicketCommand.take, .release(nil)] {
            try await again.persist { _ = try await desk.perform(command, on: .id(id(of: index)), by: actor) }
        }
    }

    private static func id(of index: Int) -> Ticket.ID { Ticket.ID(GUID(high: 2, low: UInt64(index + 1))) }

    /// A fresh database with the agent and the tickets, closed and removed after.
    private func withDatabase<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        let path = folder + "/transitions.db"
        let database: any Database
        switch engine {
        case .sqlite: database = try SQLiteDatabase(path: path)
        case .postgres: database = try await PostgresDatabase(url: PostgresServer.start().freshDatabase())
        }
        try await SQLDeskStore.prepare(database, at: Self.start)
        let records = try (0..<Self.tickets).map { try Self.filed($0) }
        try await SQLDeskStore(database).write { store in
            try store.save(Organisation(id: Self.agent.organisation, name: "Bench", parent: nil))
            try store.save(Self.agent)
            try store.insert(records)
        }
        let value = try await body(database)
        await database.close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        return value
    }

    private static func filed(_ index: Int) throws -> NewRecord {
        let form = FactsForm([
            .problem: "refund", .impact: "moderate", .title: "Licences bought twice", .tenant: "contoso.com",
            .purchase: "order:a1b2c3d4e5f6", .reason: "accidental", .amount: "\(index + 1).00", .currency: "USD",
            .contactName: "Kim Minji", .contactEmail: "kim@fabrikam.com",
        ])
        let opening = TicketOpening(
            organisation: agent.organisation,
            requester: nil,
            content: .complete(try form.facts())
        )
        let (ticket, event) = try Ticket.open(opening, as: id(of: index), by: actor, at: start, under: TicketRules())
        return NewRecord(ticket: ticket, events: [event]).numbered(10_001 + Int64(index))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// Counts what had to be done again because others were in the way.
private final class Repetitions: Sendable {
    private let counter = Mutex(0)

    var count: Int { counter.withLock { $0 } }

    /// Does it until nobody is in the way.
    func persist(_ body: () async throws -> Void) async throws {
        while true {
            do {
                return try await body()
            } catch StoreError.busy {
                counter.withLock { $0 += 1 }
            } catch SQLError.serialization {
                counter.withLock { $0 += 1 }
            }
        }
    }
}
