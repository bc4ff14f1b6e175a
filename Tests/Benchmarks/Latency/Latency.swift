import Basics
import Casework
import Foundation
import Orders
import SQLite
import Storage
import Tickets

/// How long the desk takes to answer what people ask most, at the size of the database that is given: medians and 99th
/// percentiles of many calls through the use-cases, in milliseconds.
@main
struct Latency {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "orders", arguments.count == 3, let phase = OrderBench.Phase(rawValue: arguments[2]) {
            try await OrderBench(folder: arguments[3]).run(phase)
            return
        }
        if arguments.first == "transitions", arguments.count >= 3,
            let engine = TransitionBench.Engine(rawValue: arguments[2])
        {
            let runs = arguments.count > 3 ? Int(arguments[4]) ?? 3 : 3
            try await TransitionBench(engine: engine, folder: arguments[3], runs: max(1, runs)).run()
            return
        }
        guard let path = arguments.first else {
            print(
                "usage: recoup-bench DATABASE, recoup-bench orders PHASE FOLDER, "
                    + "or recoup-bench transitions sqlite|postgres FOLDER [RUNS]"
            )
            return
        }
        let database = try SQLiteDatabase(path: path)
        try await SQLDeskStore.requirePrepared(database)
        let desk = Desk(
            store: SQLDeskStore(database),
            book: .external,
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            makeID: { GUID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)) }
        )
        let person = try await desk.store.read { try $0.people() }.first { $0.may(.seeAllTickets) }
        guard let person else {
            print("nobody in this database may see all tickets")
            return
        }
        let actor = Actor(person: person, account: person.systemName, origin: .cli)
        let agent = Actor(person: person.with(roles: [.agent]), account: person.systemName, origin: .cli)
        let middle = try await desk.list(TicketQuery("sort:number"), for: actor, limit: 500).items
        guard let sample = middle.last, let number = sample.number, let tenant = sample.tenant else {
            print("there are no tickets in this database")
            return
        }
        let questions: [(String, @Sendable () async throws -> Void)] = [
            ("list of 50, newest change first", { _ = try await desk.list(TicketQuery(""), for: actor) }),
            ("list of 50, one status", { _ = try await desk.list(TicketQuery("status:submitted"), for: actor) }),
            ("get one ticket", { _ = try await desk.show(.number(TicketNumber(number)), to: actor) }),
            ("query: tenant", { _ = try await desk.list(TicketQuery("tenant:\(tenant)"), for: actor) }),
            (
                "query: status, impact, amount",
                {
                    _ = try await desk.list(
                        TicketQuery("status:submitted impact:critical currency:KRW amount>=400000"),
                        for: actor
                    )
                }
            ),
            ("query: sorted by amount", { _ = try await desk.list(TicketQuery("sort:-amount"), for: actor) }),
            (
                "full text: a rare word",
                { _ = try await desk.list(TicketQuery(String(tenant.prefix { $0 != "." })), for: actor) }
            ),
            ("full text: two common words", { _ = try await desk.list(TicketQuery("licence keys"), for: actor) }),
            ("full text: Korean prefix", { _ = try await desk.list(TicketQuery("환불"), for: actor) }),
            ("the next ticket", { _ = try await desk.next(for: agent) }),
            ("queue counts", { _ = try await desk.queue(for: actor) }),
            ("count up to 1,000", { _ = try await desk.count(TicketQuery("impact:critical"), for: actor) }),
        ]
        print(column("milliseconds", 36) + column("median", 10) + "99 %")
        for (name, ask) in questions {
            let times = try await measure(ask)
            print(
                column(name, 36) + column(String(format: "%.2f", times[times.count / 2]), 10)
                    + String(format: "%.2f", times[times.count * 99 / 100])
            )
        }
        await database.close()
    }

    /// Sorted milliseconds of 300 calls, after 20 that only warm up.
    private static func measure(_ ask: @Sendable () async throws -> Void) async throws -> [Double] {
        for _ in 0..<20 { try await ask() }
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<300 {
            let duration = try await clock.measure { try await ask() }
            times.append(Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1000)
        }
        return times.sorted()
    }

    private static func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
