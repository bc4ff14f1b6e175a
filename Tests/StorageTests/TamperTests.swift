import Basics
import Casework
import SQL
import SampleDesk
import Testing
import Tickets

/// What somebody changes past the program is found and named. By raw SQL, on SQLite; the audit itself is one for all.
@Suite struct TamperTests {
    @Test(arguments: Backing.allCases)
    func `an untouched record is clean`(backing: Backing) async throws {
        try await backing.withDesk { sample, _ in
            for status in TicketStatus.allCases { _ = try await sample.ticket(in: status) }
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(report.isClean)
            #expect(report.tickets == 13)
        }
    }

    @Test func `a changed event is named`() async throws {
        try await findings(after: "update event set account = 'mallory' where version = 2") {
            #expect($0 == [.chain(.changed(version: 2))])
        }
    }

    @Test func `a removed event is named`() async throws {
        try await findings(after: "delete from event where version = 2") {
            #expect($0 == [.chain(.missing(version: 2))])
        }
    }

    @Test func `events that changed places are named`() async throws {
        try await findings(
            after: "update event set version = 99 where version = 2",
            "update event set version = 2 where version = 3",
            "update event set version = 3 where version = 99"
        ) {
            #expect($0 == [.chain(.moved(from: 3, to: 2)), .chain(.moved(from: 2, to: 3)), .headDiffers])
        }
    }

    @Test func `a copied event is named`() async throws {
        try await findings(
            after: """
                insert into event select ticket, 4, action, from_status, to_status, by_id, by_name, account, origin, at_ms, \
                detail, previous, digest from event where version = 3
                """
        ) {
            #expect($0 == [.chain(.moved(from: 3, to: 4)), .shownOtherwise(["version"])])
        }
    }

    @Test func `a well-forged event is named`() async throws {
        try await withRecord { sample, database, id in
            let events = try #require(try await sample.stored(id)).events
            var forger = try Ticket(replaying: Array(events.prefix(2)), number: 10_001)
            let actor = Actor.sample(SamplePeople.agent)
            for text in ["never written", "nor this"] {
                let event = try forger.perform(
                    .note(Message(text: text, visibility: .internal)),
                    by: actor,
                    at: SampleClock.start,
                    under: TicketRules()
                )
                guard event.version == 4 else { continue }
                try await database.tamper(
                    """
                    insert into event select ticket, 4, 'note', from_status, to_status, by_id, by_name, account, origin, \
                    at_ms, $1, $2, $3 from event where version = 3
                    """,
                    .blob(event.detail.bytes),
                    .blob(orNull: event.previous?.bytes),
                    .blob(event.digest.bytes)
                )
            }
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(
                report.findings.map(\.kind)
                    == [.chain(.inserted(version: 4)), .headDiffers, .shownOtherwise(["version"])]
            )
        }
    }

    @Test(arguments: [
        ("update ticket set title = 'x'", "title"), ("update ticket set status = 'closed'", "status"),
        ("update ticket set impact = 'critical'", "impact"), ("update ticket set amount_minor = 1", "amount"),
        ("update ticket set tenant = 'evil.example'", "tenant"), ("update ticket set files = 9", "files"),
        ("update ticket set due_ms = null", "due"), ("update ticket set updated_ms = 1", "updated"),
        ("update ticket set contact_name = null", "contact"), ("update ticket set purchase = null", "purchase"),
    ])
    func `a changed list row is named`(sql: String, column: String) async throws {
        try await findings(after: SQLText(unchecked: sql)) {
            #expect($0 == [.shownOtherwise([column])])
        }
    }

    @Test func `a changed file is named`() async throws {
        try await findings(after: "update file_chunk set bytes = x'00'") {
            #expect($0 == [.fileChanged("invoice.pdf")])
        }
    }

    @Test func `a removed file is named`() async throws {
        try await findings(after: "delete from file_chunk", "delete from file") {
            #expect($0 == [.fileMissing("invoice.pdf")])
        }
    }

    @Test func `only the expected head tells of a removed tail`() async throws {
        try await withRecord { sample, database, _ in
            let auditor = Actor.sample(SamplePeople.auditor)
            let before = try await sample.desk.verify(for: auditor).head
            try await database.tamper(
                "update ticket set version = 2, head = (select digest from event where version = 2)"
            )
            try await database.tamper("delete from event where version = 3")
            let blind = try await sample.desk.verify(for: auditor)
            let told = try await sample.desk.verify(expecting: before, for: auditor)
            #expect(blind.isClean)
            #expect(told.findings == [])
            #expect(told.matchesExpected == false)
            #expect(!told.isClean)
        }
    }

    @Test func `what cannot be read is named with its place`() async throws {
        try await withRecord { sample, database, id in
            try await database.tamper("update event set detail = x'ff' where version = 2")
            let sentence = "ticket \(id), event 2: a value is not a list of fields at byte 0"
            await #expect(throws: StoreError.corrupt(sentence)) { try await sample.stored(id) }
        }
    }

    /// One ticket of three events, filed with a file and noted twice.
    private func withRecord(_ body: (SampleDesk, any Database, Ticket.ID) async throws -> Void) async throws {
        try await Backing.sqlite.withDesk { sample, database in
            let content = FileContent(Array("%PDF-1.7".utf8))
            let file = try Attachment(
                name: "invoice.pdf",
                mediaType: "application/pdf",
                size: content.size,
                digest: content.digest
            )
            let ticket = try await sample.file(files: [IntakeFile(attachment: file, content: content)])
            for text in ["first", "second"] {
                try await sample.perform(
                    .note(Message(text: text, visibility: .internal)),
                    on: ticket,
                    by: SamplePeople.agent
                )
            }
            try await body(sample, database, ticket.id)
        }
    }

    private func findings(
        after sql: SQLText...,
        check: ([AuditFinding.Kind]) -> Void
    ) async throws {
        try await withRecord { sample, database, _ in
            for sql in sql { #expect(try await database.tamper(sql) > 0) }
            let report = try await sample.desk.verify(for: .sample(SamplePeople.auditor))
            #expect(report.findings.allSatisfy { $0.subject == "R-10001" })
            check(report.findings.map(\.kind))
        }
    }
}
