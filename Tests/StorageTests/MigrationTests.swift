import Basics
import Casework
import Orders
import SQL
import SQLite
import SampleDesk
import Storage
import Testing
import Tickets

@Suite struct MigrationTests {
    @Test func `released migrations never change`() {
        let known = SQLDeskStore.migrations.map { "\($0.number) \($0.name)" }
        #expect(
            known == [
                "1 people, tickets and files", "2 intake runs and records", "3 customers, orders and invoices",
                "4 merged tickets and urgency", "5 outbox", "6 settled records of imports, saved views",
                "7 absences", "8 bulk", "9 exchange",
            ]
        )
        #expect(
            SQLDeskStore.migrations.map { $0.fingerprint(.sqlite) } == [
                "c3cece135e942e32", "684903fb11950fd8", "8ef52b1a00a6b687", "9a4650e4316a71ad", "ef74ff31fb9fd29d",
                "cae309e5df72ba72", "9d5f56a1ea919f41", "464b2139f9966a11", "237969c8309338fb",
            ]
        )
        #expect(
            SQLDeskStore.migrations.map { $0.fingerprint(.postgres) } == [
                "264c6fd7700e5327", "3c67f1f992ca58fe", "1a4d407ca7c87bf5", "f2f8ca14f230ab62", "678eb06594aa7bd2",
                "e7caf744eee4f171", "aae1c02ccf72a62a", "9941f6a6195363ff", "11c078008f5cf3c6",
            ]
        )
    }

    @Test(arguments: [
        ("ticket", "status", TicketStatus.allCases.map(\.rawValue)),
        ("ticket", "impact", Impact.allCases.map(\.rawValue)),
        ("ticket", "problem", ProblemType.allCases.map(\.rawValue)),
        ("ticket", "reason", RefundReason.allCases.map(\.rawValue)),
        ("ticket", "filed_from", Origin.allCases.map(\.rawValue)),
        ("queue_count", "status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "action", TicketAction.allCases.map(\.rawValue)),
        ("event", "from_status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "to_status", TicketStatus.allCases.map(\.rawValue)),
        ("event", "origin", Origin.allCases.map(\.rawValue)),
        ("person", "language", Language.allCases.map(\.rawValue)),
        ("person_role", "role", Role.allCases.map(\.rawValue)),
        ("intake_record", "outcome", IntakeOutcome.allCases.map(\.rawValue)),
        ("customer", "segment", Segment.allCases.map(\.rawValue)),
        ("customer", "language", Language.allCases.map(\.rawValue)),
        ("offer", "segment", Segment.allCases.map(\.rawValue)),
        ("offer", "kind", ProductClass.allCases.map(\.rawValue)),
        ("purchase", "origin", Order.Origin.allCases.map(\.rawValue)),
        ("purchase", "status", OrderStatus.allCases.map(\.rawValue)),
        ("purchase_line", "kind", ProductClass.allCases.map(\.rawValue)),
        ("purchase_line", "treatment", TaxTreatment.allCases.map(\.rawValue)),
        ("movement", "kind", Movement.Kind.allCases.map(\.rawValue)),
        ("ledger_entry", "account", Account.allCases.map(\.rawValue)),
        ("credit", "kind", LineCredit.Kind.allCases.map(\.rawValue)),
        ("download_link", "bits", Media.Bits.allCases.map(\.rawValue)),
        ("activity", "kind", ActivityEntry.Kind.allCases.map(\.rawValue)),
        ("outbox", "kind", Notice.Kind.allCases.map(\.rawValue)),
        ("outbox", "language", Language.allCases.map(\.rawValue)),
        ("bulk", "action", TicketAction.allCases.map(\.rawValue)),
        ("bulk_row", "outcome", BulkOutcome.allCases.map(\.rawValue)),
        ("invoice_line", "charge", ChargeType.allCases.map(\.rawValue)),
    ])
    func `the words that a column takes are those that the program has`(
        table: String,
        column: String,
        words: [String]
    ) throws {
        let statements = SQLDeskStore.migrations.flatMap { $0.statements(.sqlite) }.map(\.string)
        // A table that a later step writes anew holds the words of that step.
        let anew = statements.last { $0.hasPrefix("create table \(table)_new (") }
        let text = try #require(anew ?? statements.first { $0.hasPrefix("create table \(table) (") })
        let allowed = text.split(separator: "\n").filter { $0.contains(" \(column) = '") }
            .flatMap { $0.ranges(of: "\(column) = '").map { range in text[range.upperBound...].prefix { $0 != "'" } } }
        #expect(allowed.map(String.init).sorted() == words.sorted())
    }

    @Test(arguments: Backing.allCases)
    func `preparing a prepared database does nothing`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            let first = try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let second = try await SQLDeskStore.prepare(database, at: SampleClock.start)
            #expect(first.map(\.number) == SQLDeskStore.migrations.map(\.number))
            #expect(second.map(\.number) == [])
            try await SQLDeskStore.requirePrepared(database)
        }
    }

    @Test(arguments: Backing.allCases)
    func `a database of a newer program is refused and left as it is`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let next = SQLDeskStore.migrations.count + 1
            try await database.tamper(
                "insert into schema_migration (number, name, fingerprint, applied_ms) values ($1, 'later', 'x', 1)",
                .integer(next)
            )
            let sentence = """
                This database is at migration \(next) of a newer program; this one knows \(next - 1): install the newer \
                program.
                """
            await #expect(throws: StoreError.unavailable(sentence)) {
                try await SQLDeskStore.prepare(database, at: SampleClock.start)
            }
            #expect(try await database.count("schema_migration") == Int64(next))
        }
    }

    @Test(arguments: Backing.allCases)
    func `imports of before corrections are kept, and their records can be settled`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            let steps = SQLDeskStore.migrations.prefix { $0.name != "settled records of imports, saved views" }
            _ = try await Migrator(Array(steps)).migrate(database, atMilliseconds: 1)
            let run = IntakeRun.ID(GUID(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10))
            try await database.tamper(
                """
                insert into intake_run (seq, id, started_ms, by_id, name, format, applied, unchanged, quarantined)
                values (1, $1, 1, $2, 'old.xml', 'recoup-intake', 0, 0, 1)
                """,
                .blob(Array(1...16)),
                .blob(Array(17...32))
            )
            try await database.tamper(
                """
                insert into intake_record (run, ordinal, first_byte, byte_count, line, outcome, original)
                values (1, 1, 0, 4, 3, 'quarantined', $1)
                """,
                .blob(Array("<a/>".utf8))
            )
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let desk = try await SampleDesk(on: SQLDeskStore(database)).desk
            let auditor = Actor.sample(SamplePeople.agent)
            let record = try await desk.quarantined(1, of: run, for: auditor)
            #expect(record.run.head == nil && record.record.column == nil && record.resolution == nil)
            _ = try await desk.discard(1, of: run, because: "old", by: auditor)
            #expect(try await desk.intakeLedgers(for: auditor).map(\.open) == [0])
        }
    }

    @Test(arguments: Backing.allCases)
    func `a database without orders keeps everything when it gets them`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            let before = Migrator(Array(SQLDeskStore.migrations.prefix(2)))
            _ = try await before.migrate(database, atMilliseconds: 1)
            let sample = try SampleTicket(in: .settled)
            let store = SQLDeskStore(database)
            try await database.insertAsFirstWritten(sample, as: 1)
            try await database.tamper("insert into setting (name, value) values ('book', 'external')")
            // As the program of that step wrote a person.
            try await database.tamper(
                """
                insert into person (id, system_name, display_name, email, language, organisation)
                values ($1, 'kim', 'Kim Minji', 'kim@fabrikam.com', 'ko', $2)
                """,
                .blob(Array(1...16)),
                .blob(Array(17...32))
            )
            try await database.tamper(
                "insert into person_role (person, role) values ($1, 'agent')",
                .blob(Array(1...16))
            )
            let done = try await SQLDeskStore.prepare(database, at: SampleClock.start)
            #expect(done.map(\.number) == SQLDeskStore.migrations.dropFirst(2).map(\.number))
            let kim = try await store.read { (records: any Records) throws in
                #expect(try records.ticket(sample.ticket.id)?.events == sample.events)
                #expect(try records.locate(.number(TicketNumber(10_001))) == sample.ticket.id)
                #expect(try records.setting("book") == "external")
                #expect(try records.allOrders() == [])
                return try #require(try records.person(named: "kim"))
            }
            #expect(kim.roles == [.agent])
            #expect(kim.tenant == nil)
            let own = Person(
                id: kim.id,
                systemName: "kim",
                displayName: kim.displayName,
                email: kim.email,
                language: kim.language,
                organisation: kim.organisation,
                roles: [.customerGlobalAdmin],
                tenant: GUID(high: 0xc0, low: 1)
            )
            try await store.write { try $0.save(own) }
            #expect(try await store.read { try $0.people() } == [own])
            #expect(try await store.write { try $0.takeInvoiceNumber() } == 1)
        }
    }

    @Test(arguments: Backing.allCases)
    func `open requests of an older program show what this one says of them`(backing: Backing) async throws {
        try await backing.withDatabase { database in
            let before = Migrator(Array(SQLDeskStore.migrations.prefix(3)))
            _ = try await before.migrate(database, atMilliseconds: 1)
            let statuses: [TicketStatus] = [
                .submitted, .underReview, .awaitingInformation, .escalated, .approved, .creditPending, .disputed,
            ]
            var dues: [Instant?] = []
            for (index, status) in statuses.enumerated() {
                let sample = try SampleTicket(in: status, id: UInt64(index + 1))
                dues.append(sample.ticket.dueAt(under: TicketRules()))
                try await database.insertAsFirstWritten(sample, as: Int64(index + 1))
            }
            // The older program knew other targets.
            try await database.tamper("update ticket set due_ms = 1")
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let shown = try await database.read { connection in
                try connection.rows(Statement("select due_ms from ticket order by seq")).map { try $0.integerOrNull(0) }
            }
            #expect(shown == dues.map { $0?.milliseconds })
            #expect(dues.map { $0 == nil } == [false, false, true, true, false, true, false])
            let pressing = try await database.read { connection in
                try connection.integer(Statement("select count(*) from ticket where urgent_ms < 9223372036854775807"))
            }
            #expect(pressing == 4)
            let desk = try await SampleDesk(on: SQLDeskStore(database)).desk
            let otherwise = try await desk.verify(for: .sample(SamplePeople.auditor)).findings.filter { finding in
                guard case .shownOtherwise(let columns) = finding.kind else { return false }
                return columns.contains("due")
            }
            #expect(otherwise.map(\.subject) == [])
        }
    }

    @Test func `an empty database is not prepared`() async throws {
        let database = try SQLiteDatabase.inMemory()
        await #expect(throws: StoreError.self) { try await SQLDeskStore.requirePrepared(database) }
        #expect(try await database.count("sqlite_master") == 0)
        await database.close()
    }
}

extension Database {
    /// A ticket as the program of the first step wrote it.
    fileprivate func insertAsFirstWritten(_ sample: SampleTicket, as seq: Int64) async throws {
        func blob(_ id: GUID) -> Value {
            let halves = [id.high, id.low]
            return .blob(halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } })
        }
        let ticket = sample.ticket
        let summary = TicketSummary(of: ticket)
        try await tamper(
            """
            insert into ticket (
                seq, id, number, status, version, head, title, purchase, filer, filed_from, created_ms, updated_ms, files
            ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)
            """,
            .integer(seq),
            blob(ticket.id.guid),
            .integer(10_000 + seq),
            .text(ticket.status.rawValue),
            .integer(Int64(ticket.version)),
            .blob(ticket.head.bytes),
            .text(summary.title),
            .text(summary.purchase ?? ""),
            blob(ticket.filer.guid),
            .text(ticket.filedFrom.rawValue),
            .integer(ticket.createdAt.milliseconds),
            .integer(ticket.updatedAt.milliseconds)
        )
        for event in sample.events {
            try await tamper(
                """
                insert into event (
                    ticket, version, action, from_status, to_status, by_id, by_name, account, origin, at_ms, detail, previous,
                    digest
                ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                .integer(seq),
                .integer(Int64(event.version)),
                .text(event.action.rawValue),
                event.from.map { .text($0.rawValue) } ?? .null,
                .text(event.to.rawValue),
                blob(event.by.guid),
                .text(event.byName),
                .text(event.account),
                .text(event.origin.rawValue),
                .integer(event.at.milliseconds),
                .blob(event.detail.bytes),
                event.previous.map { .blob($0.bytes) } ?? .null,
                .blob(event.digest.bytes)
            )
        }
    }
}
