import Basics
import Casework
import Orders
import SQL
import SampleDesk
import Storage
import Testing
import Tickets

/// The whole desk driven at random: people of every role, several at once, clocks that jump, and crashes between any two
/// writes and after any commit whose answer was lost. Whatever happens, no money is promised or given twice, or above what was
/// paid.
@Suite struct DeskModelTests {
    @Test(arguments: Backing.allCases)
    func `no sequence of actions credits twice or above what was paid`(backing: Backing) async throws {
        let seed = SplitMix64.freshSeed()
        try await backing.withDesk { sample, database in
            let world = try await DeskModel(on: sample, database, seed: seed)
            try await world.begin()
            for round in 0..<12 {
                try await withThrowingTaskGroup { group in
                    for player in 0..<4 {
                        let random = SplitMix64(seed: seed &+ UInt64(round * 100 + player))
                        group.addTask { try await world.play(25, random) }
                    }
                    try await group.waitForAll()
                }
                sample.clock.advance(hours: 7)
                try await world.check()
            }
            #expect(await world.reached == Set(DeskModel.Milestone.allCases), "seed \(seed)")
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(report.isClean, "seed \(seed): \(report.findings.map(\.sentence))")
        }
    }
}

/// Some orders and requests about them, and what players did.
private actor DeskModel {
    private let sample: SampleDesk
    private let desk: Desk
    private let seed: UInt64
    private let orders: [Order.ID]
    private let tickets: [Ticket.ID]
    /// The last version of each ticket that somebody was told of.
    private var told: [Ticket.ID: Int] = [:]
    private(set) var reached: Set<Milestone> = []

    /// What the players have to come to, so that what is checked was there to be wrong.
    enum Milestone: CaseIterable {
        case cancellation, secondApproval, credit, settlement
    }

    /// What each request asks for, in cents: several about each order, and the last about one that nobody knows. Some ask for
    /// all of an order, as a cancellation gives it; some for more than one approver decides.
    private static let asked: [Int64] = [
        1_000_01, 2_500_00, 300_00, 400_00, 2_400_00, 600_00, 1_000_01, 2_500_00, 1_000_03, 900_00,
    ]

    init(on sample: SampleDesk, _ database: any Database, seed: UInt64) async throws {
        self.sample = sample
        self.seed = seed
        desk = Desk(
            store: SQLDeskStore(CrashingDatabase(database, seed: seed)),
            book: .external,
            now: sample.desk.now,
            makeID: sample.desk.makeID,
            secrets: sample.desk.secrets
        )
        let customer = try SampleOrders.contoso()
        let kinds: [ProductClass] = [.perpetualSoftware, .perpetualSoftware, .onlineService]
        var orders: [Order] = []
        for (index, kind) in kinds.enumerated() {
            let paid = Money(minorUnits: [1_000_01, 2_500_00, 1_000_03][index], try Currency("USD"))
            orders.append(
                try SampleOrders.requested(paid: paid, by: customer, kind, id: "a1b2c3d4e5f\(index)")
            )
        }
        let made = orders
        try await sample.desk.store.write { records in
            try records.save(customer)
            try records.insert(made)
        }
        self.orders = orders.map(\.id)
        var tickets: [Ticket.ID] = []
        // Several about each order, and some about one that nobody knows.
        for (index, cents) in Self.asked.enumerated() {
            let purchase = index < 9 ? "a1b2c3d4e5f\(index % 3)" : "ffffffffffff"
            let amount = Money(minorUnits: cents, try Currency("USD"))
            let form = FactsForm.sample([.purchase: "order:\(purchase)", .amount: amount.number])
            tickets.append(try await sample.file(form).id)
        }
        self.tickets = tickets
    }

    /// Does so many things at random. What is refused is refused; everything else that is thrown fails the test.
    nonisolated func play(_ count: Int, _ random: SplitMix64) async throws {
        var random = random
        for _ in 0..<count {
            let index = random.below(tickets.count)
            let command = try await command(on: index, &random)
            try await attempt(command, on: index, by: Self.person(for: command.action, &random))
        }
    }

    /// What chance may keep the players from: a cancellation, a decision of two, and a settled credit stand there for them to
    /// go on from.
    func begin() async throws {
        let usd = try Currency("USD")
        let last = tickets.count - 1
        let whole = Money(minorUnits: Self.asked[1], usd)
        let attested = Money(minorUnits: Self.asked[last], usd)
        let (agent, one, other) = (SamplePeople.agent, SamplePeople.approver, SamplePeople.otherApprover)
        let steps: [(Int, TicketCommand, Person)] = [
            (0, .take, agent), (1, .take, agent), (last, .take, agent),
            (0, .approve(Grant(.cancellation, try await quoted(0), override: "agreed")), one),
            (1, .approve(Grant(.goodwill, whole, override: "agreed")), one),
            (1, .approve(Grant(.goodwill, whole, override: "agreed")), other),
            (last, .approve(Grant(.goodwill, attested, attested: attested)), one),
            (last, .credit(reference: "PC-1"), SamplePeople.billing),
            (last, .settle(invoice: "G1", line: nil), SamplePeople.billing),
        ]
        for (index, command, person) in steps {
            hear(try await sample.desk.perform(command, on: .id(tickets[index]), by: .sample(person)))
        }
    }

    private nonisolated func attempt(_ command: TicketCommand, on index: Int, by person: Person) async throws {
        do {
            await hear(try await desk.perform(command, on: .id(tickets[index]), by: .sample(person)))
        } catch is DeskError {} catch StoreError.unavailable {} catch StoreError.busy {}
    }

    /// What somebody was told is there from then on.
    private func hear(_ ticket: Ticket) {
        told[ticket.id] = max(told[ticket.id] ?? 0, ticket.version)
        switch ticket.phase {
        case .approved(let approval):
            if approval.kind == .cancellation { reached.insert(.cancellation) }
            if approval.amount.minorUnits > 2_000_00 { reached.insert(.secondApproval) }
        case .creditPending, .disputed: reached.insert(.credit)
        case .settled, .closed(.settled): reached.insert(.settlement)
        case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .declined, .withdrawn,
            .closed:
            break
        }
    }

    /// Mostly somebody who may, so that the players get somewhere.
    private static func person(for action: TicketAction, _ random: inout SplitMix64) -> Person {
        let able: [Person] =
            switch action {
            case .take, .decline, .reopen, .merge, .unmerge: [SamplePeople.agent, SamplePeople.otherAgent]
            case .approve: [SamplePeople.approver, SamplePeople.otherApprover, SamplePeople.agent]
            case .revoke, .reverse: [SamplePeople.approver]
            case .credit, .settle, .dispute, .correct: [SamplePeople.billing]
            case .draft, .file, .submit, .discard, .withdraw, .ask, .escalate, .release, .reply, .lapse, .answer,
                .close, .edit, .note, .attach, .give, .link:
                SamplePeople.named
            }
        let people = random.below(4) == 0 ? SamplePeople.named : able
        return people[random.below(people.count)]
    }

    /// What cancelling gives now; what was asked for where it gives nothing.
    private nonisolated func quoted(_ index: Int) async throws -> Money {
        let view = try await desk.show(.id(tickets[index]), to: .sample(SamplePeople.agent))
        if let quoted = view.judgement?.verdict.quoted { return quoted }
        return Money(minorUnits: Self.asked[index], try Currency("USD"))
    }

    private nonisolated func command(on index: Int, _ random: inout SplitMix64) async throws -> TicketCommand {
        let usd = try Currency("USD")
        let asked = Self.asked[index]
        // What takes two people is granted whole, so that the second one meets the first.
        let some: [Int64] = asked > 2_000_00 ? [] : [200_00, 300_00, 499_99, 500_01, 1_000_02, 1]
        let amounts = some + Array(repeating: asked, count: 6)
        let isCancellation = !some.isEmpty && random.below(3) == 0
        let amount =
            isCancellation ? try await quoted(index) : Money(minorUnits: amounts[random.below(amounts.count)], usd)
        let other = tickets[random.below(tickets.count)]
        let isUnknown = index == tickets.count - 1
        let attested = random.below(4) == 0 || isUnknown ? Money(minorUnits: 900_00, usd) : nil
        let override = random.below(3) > 0 ? "agreed" : nil
        return switch random.below(24) {
        case 0...4: .take
        case 5...10:
            .approve(
                Grant(
                    isCancellation ? .cancellation : .goodwill,
                    amount,
                    override: override,
                    attested: attested
                )
            )
        case 11...14: .credit(reference: "PC-\(random.below(1_000))")
        case 15: .revoke("again")
        case 16: .reverse("wrong")
        case 17: .dispute("missing")
        case 18: .correct("found")
        case 19: .settle(invoice: "G1", line: nil)
        case 20: .decline(.other, nil)
        case 21: .reopen(nil)
        case 22: .merge(into: TicketName(id: other, name: "R"), nil)
        default: .unmerge(nil)
        }
    }

    /// What has to hold whatever was done.
    func check() async throws {
        let (orders, tickets, seed, told) = (orders, tickets, seed, told)
        try await sample.desk.store.read { records in
            var credits: [String: Money] = [:]
            var reserved: [String: Int64] = [:]
            let attested = try Order.ID("ffffffffffff")
            for id in orders + [attested] {
                // Only what an approver vouches for may not be there yet.
                guard let order = try records.order(id) else {
                    #expect(id == attested, "seed \(seed): order \(id) is lost")
                    continue
                }
                for line in order.lines {
                    let ledger = line.ledger
                    let spent = ledger.spent.gross.minorUnits
                    #expect(spent <= ledger.paid.gross.minorUnits, "seed \(seed)")
                    #expect(ledger.paid.gross == line.charge.gross, "seed \(seed)")
                    for account in Account.allCases where account != .paid {
                        #expect(ledger.balance(account).net >= 0, "seed \(seed)")
                    }
                    for credit in line.credits {
                        #expect(credits[credit.key] == nil, "seed \(seed): \(credit.key) twice")
                        credits[credit.key] = credit.amounts.gross
                    }
                    for ticket in tickets {
                        reserved[ticket.description, default: 0] +=
                            line.reserved(for: "refund:\(ticket):").gross.minorUnits
                    }
                }
            }
            // The books and the tickets say the same.
            for id in tickets {
                let ticket = try #require(try records.ticket(id)?.ticket, "seed \(seed): \(id) is lost")
                #expect(ticket.version >= told[id] ?? 1, "seed \(seed): what was told of \(id) is lost")
                let own = credits.filter { Ticket.ticket(ofCredit: $0.key) == id }
                let promised = reserved[id.description] ?? 0
                let expected: (reserved: Int64, credited: Int64)
                switch ticket.phase {
                case .approved(let approval): expected = (approval.amount.minorUnits, 0)
                case .creditPending(let credit), .disputed(let credit, _), .settled(let credit, _),
                    .closed(.settled(let credit, _)):
                    expected = (0, credit.approval.amount.minorUnits)
                case .draft, .discarded, .submitted, .underReview, .awaitingInformation, .escalated, .declined,
                    .withdrawn, .closed:
                    expected = (0, 0)
                }
                #expect(promised == expected.reserved, "seed \(seed): \(ticket.status)")
                #expect(own.values.reduce(0) { $0 + $1.minorUnits } == expected.credited, "seed \(seed)")
            }
        }
    }
}

/// A database over which the program dies now and then: at any statement that writes, so between any two steps, and after a
/// commit, so that nobody hears of it.
private struct CrashingDatabase: Database {
    let base: any Database
    let dice: Dice

    init(_ base: any Database, seed: UInt64) {
        self.base = base
        dice = Dice(seed)
    }

    var dialect: Dialect { base.dialect }
    var place: String { base.place }

    func read<T: Sendable>(_ body: @Sendable @escaping (any Connection) throws -> T) async throws -> T {
        try await base.read(body)
    }

    @discardableResult func write<T: Sendable>(
        alone: Bool,
        _ body: @Sendable @escaping (any Connection) throws -> T
    ) async throws -> T {
        // One in four dies: at one of the first statements, or unheard.
        let fate = await dice.roll(40)
        let value = try await base.write(alone: alone) { connection in
            try body(CrashingConnection(connection, at: fate < 9 ? fate : nil))
        }
        if fate == 9 { throw SQLError.closed }
        return value
    }

    func backup(to path: String) async throws { try await base.backup(to: path) }

    func close() async { await base.close() }
}

private final class CrashingConnection: Connection {
    private let base: any Connection
    private var left: Int?

    init(_ base: any Connection, at statement: Int?) {
        self.base = base
        left = statement
    }

    var dialect: Dialect { base.dialect }

    private func step() throws(SQLError) {
        guard let count = left else { return }
        if count == 0 { throw .closed }
        left = count - 1
    }

    @discardableResult func run(_ statement: Statement) throws(SQLError) -> Int {
        try step()
        return try base.run(statement)
    }

    @discardableResult func runEach(_ sql: SQLText, _ binds: [[Value]]) throws(SQLError) -> Int {
        try step()
        return try base.runEach(sql, binds)
    }

    func rows(_ statement: Statement) throws(SQLError) -> [Row] { try base.rows(statement) }

    func first(_ statement: Statement) throws(SQLError) -> Row? { try base.first(statement) }

    func each(_ statement: Statement, _ body: (Row) throws -> Void) throws { try base.each(statement, body) }

    @discardableResult func savepoint<T>(_ body: () throws -> T) throws -> T { try base.savepoint(body) }
}

private actor Dice {
    private var random: SplitMix64

    init(_ seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    func roll(_ sides: Int) -> Int { random.below(sides) }
}
