import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import Redmine
import RedmineServer
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

/// A desk in memory and a real Redmine.
struct LiveDesk {
    let desk: Desk
    let clock: SampleClock
    let server: RedmineServer
    let schema: ExchangeSchema

    static let integrator = SamplePeople.person(50, "ida", "Ida Integrator", nil, [.agent, .administrator])
    private static let count = Atomic<UInt64>(0)

    /// Empty, with ids that no other desk of the process has: they all meet in one Redmine.
    init() async throws {
        server = try await RedmineServer.start()
        let clock = SampleClock()
        self.clock = clock
        let first = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        let ids = CountingIDs(after: first << 20)
        schema = try ExchangeSchema(templates: Self.path("Templates"))
        desk = Desk(
            store: MemoryStore(),
            rules: TicketRules(),
            book: .external,
            now: { clock.now },
            makeID: { ids.next() }
        )
        try await desk.store.write { records in
            try records.save(SamplePeople.organisation)
            for person in SamplePeople.all + [Self.integrator] { try records.save(person) }
        }
    }

    static func path(_ relative: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: relative).path(percentEncoded: false)
    }

    static func mapping(_ change: (String) -> String = { $0 }) throws -> Mapping {
        let text = change(try String(contentsOfFile: path("Templates/exchange/redmine.mapping.xml"), encoding: .utf8))
        return try Mapping(.bytes(Array(text.utf8)), named: "mapping.xml", templates: path("Templates"))
    }

    // MARK: Here

    @discardableResult
    func file(_ changes: [FactField: String] = [:]) async throws -> Ticket {
        let ticket = try await desk.open(NewTicket(form: .sample(changes)), by: .sample(SamplePeople.requester))
        clock.advance(milliseconds: 60_000)
        return ticket
    }

    func perform(
        _ command: TicketCommand,
        on ticket: Ticket,
        files: [FileContent] = [],
        by person: Person = SamplePeople.agent
    ) async throws {
        _ = try await desk.perform(command, on: .id(ticket.id), files: files, by: .sample(person))
        clock.advance(milliseconds: 60_000)
    }

    func note(_ text: String, _ visibility: Visibility = .public, on ticket: Ticket) async throws {
        try await perform(.note(Message(text: text, visibility: visibility)), on: ticket)
    }

    func attach(_ name: String, _ bytes: [UInt8], to ticket: Ticket) async throws {
        let content = FileContent(bytes)
        let file = try Attachment(name: name, mediaType: "text/plain", size: content.size, digest: content.digest)
        try await perform(.attach([file]), on: ticket, files: [content], by: SamplePeople.requester)
    }

    func stored(_ ticket: Ticket) async throws -> StoredTicket {
        try #require(try await desk.store.read { try $0.ticket(ticket.id) })
    }

    func mark(of ticket: Ticket) async throws -> ExchangeMark? {
        try await desk.store.read { try $0.exchangeMark(of: ticket.id, with: "redmine") }
    }

    // MARK: Both

    struct Outcome {
        let report: RedmineReport
        let losses: [Loss]
    }

    func sync(
        _ mapping: Mapping? = nil,
        key: String? = nil,
        at address: String? = nil,
        dryRun: Bool = false,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) async throws -> Outcome {
        let mapping = try mapping ?? Self.mapping()
        let losses = Mutex<[Loss]>([])
        let report = try await client(key: key, at: address) { client in
            try await RedmineSync(desk: desk, schema: schema, mapping: mapping, client: client)
                .run(
                    TicketQuery(terms: []),
                    by: .sample(Self.integrator),
                    dryRun: dryRun,
                    losses: { lost in losses.withLock { $0 += lost } },
                    isCancelled: isCancelled
                )
        }
        clock.advance(milliseconds: 60_000)
        return Outcome(report: report, losses: losses.withLock { $0 })
    }

    func client<Value: Sendable>(
        key: String? = nil,
        at address: String? = nil,
        _ body: (RedmineClient) async throws -> Value
    ) async throws -> Value {
        var limits = RedmineClient.Limits()
        limits.pauses = [10, 20]
        limits.seconds = 120
        return try await RedmineClient.connected(
            to: RedmineAddress(address ?? server.address),
            key: RedmineKey(key ?? server.administratorKey),
            limits: limits,
            body
        )
    }

    // MARK: There

    /// The number of the ticket's issue, as it is remembered.
    func number(of ticket: Ticket) async throws -> String { try #require(try await mark(of: ticket)?.externalID) }

    /// What Redmine says of an issue.
    func issue(_ number: String) async throws -> ForeignTicket {
        let mapping = try Self.mapping()
        let bytes = try await client {
            try await $0.get("/issues/\(number).xml", [("include", "journals,attachments")])
        }
        let reader = try mapping.reader(of: .bytes(bytes), named: "issue")
        return try #require(try reader.next()).ticket
    }

    /// Somebody works there.
    func change(_ number: String, _ body: String) async throws {
        try await client { try await $0.put("/issues/\(number).xml", Array("<issue>\(body)</issue>".utf8)) }
    }

    /// How many issues hold the ticket's id.
    func issues(of ticket: Ticket) async throws -> Int {
        let bytes = try await client {
            try await $0.get("/issues.xml", [("cf_1", ticket.id.description), ("status_id", "*")])
        }
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "<issue>").count - 1
    }
}
