import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import SampleDesk
import Synchronization
import Testing
import Tickets
import XML

@Suite struct IntakeTests {
    @Test func `a request becomes a submitted ticket with messages, files and a quoted note`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        request.rest = """
            <status>In Progress</status><history>opened
            assigned</history>
            <message visibility="public" at="2026-11-20T09:00:00+09:00" author="Kim">  first
            second&#13;</message>
            <message visibility="internal">for the desk</message>
            <file name="a.txt" type="text/plain" size="3"><chunk>YW\nJj</chunk></file>
            <file name="empty.bin" type="application/octet-stream" size="0"/>
            """
        let report = try await desk.take(RequestText.intake(request))
        #expect(report.isClean, "\(report)")
        #expect(report.counts == IntakeCounts(applied: 1))
        let stored = try #require(try await desk.ticket("CRM-1"))
        #expect(stored.ticket.status == .submitted)
        #expect(stored.ticket.number == 10_001)
        #expect(stored.ticket.attachments.map(\.name) == ["a.txt", "empty.bin"])
        #expect(stored.ticket.attachments.map(\.digest) == [Digest.of("abc"), Digest.of("")])
        let messages = try stored.events.compactMap { event -> Message? in
            guard case .note(let message) = try TicketCommand(event.action, event.detail) else { return nil }
            return message
        }
        #expect(messages.map(\.visibility) == [.public, .internal, .internal])
        #expect(messages.first?.text == "  first\nsecond\r")
        #expect(messages.first?.author == "Kim")
        #expect(messages.first?.writtenAt == (try Instant("2026-11-20T00:00:00Z")))
        #expect(messages.last?.text == "Status there: In Progress\n\nHistory there:\nopened\nassigned")
        #expect(messages.last?.author == "crm")
    }

    @Test func `the same again is unchanged, whatever its time`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        try await desk.take(RequestText.intake(request))
        let before = await desk.store.snapshot.tickets.map(\.events)
        request.modified = "2026-11-22T08:00:00Z"
        #expect(try await desk.take(RequestText.intake(request)).counts == IntakeCounts(unchanged: 1))
        request.modified = nil
        #expect(try await desk.take(RequestText.intake(request)).counts == IntakeCounts(unchanged: 1))
        #expect(await desk.store.snapshot.tickets.map(\.events) == before)
    }

    @Test func `the same source twice in one document meets its first ticket`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(RequestText.intake(RequestText(), RequestText()))
        #expect(report.counts == IntakeCounts(applied: 1, unchanged: 1))
        #expect(await desk.store.snapshot.tickets.count == 1)
    }

    @Test func `changed facts are an edit before the decision, older ones change nothing`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        try await desk.take(RequestText.intake(request))
        request.modified = "2026-11-21T08:00:00Z"
        request.impact = "critical"
        #expect(try await desk.take(RequestText.intake(request)).counts == IntakeCounts(applied: 1))
        #expect(try await desk.ticket("CRM-1")?.ticket.facts?.impact == .critical)
        request.modified = "2026-11-19T08:00:00Z"
        request.impact = "minimal"
        #expect(try await desk.take(RequestText.intake(request)).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.ticket("CRM-1")?.ticket.facts?.impact == .critical)
        #expect(try await desk.ticket("CRM-1")?.events.map(\.action) == [.file, .edit])
    }

    @Test func `changed facts after the decision are quarantined and reported`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        try await desk.take(RequestText.intake(request))
        let id = try #require(try await desk.ticket("CRM-1")?.ticket.id)
        let agent = Actor.sample(SamplePeople.agent)
        _ = try await desk.desk.perform(.take, on: .id(id), by: agent)
        _ = try await desk.desk.perform(.decline(.outsideWindow, nil), on: .id(id), by: agent)
        let before = try await desk.ticket("CRM-1")
        request.modified = "2026-11-21T08:00:00Z"
        request.impact = "critical"
        let report = try await desk.take(RequestText.intake(request))
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined.map(\.ordinal) == [1])
        #expect(report.quarantined.first?.reasons.isEmpty == false)
        #expect(try await desk.ticket("CRM-1") == before)
    }

    @Test func `nothing in an intake arrives approved`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        request.rest = "<status>approved</status>"
        var attributed = RequestText(id: "CRM-2")
        attributed.rest = ""
        let forged = attributed.xml.replacing("<request ", with: "<request status=\"approved\" ")
        let event = RequestText(id: "CRM-3").xml.replacing(
            "</request>",
            with: "<event version=\"2\" action=\"approve\" to=\"approved\"/></request>"
        )
        let ticket = "<ticket id=\"0a1b2c3d-0000-4000-8000-123456789abc\" status=\"approved\" version=\"1\"/>"
        let report = try await desk.take(RequestText.intake([request.xml, forged, event, ticket]))
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 3))
        #expect(await desk.store.snapshot.tickets.map(\.ticket.status) == [.submitted])
    }

    @Test func `a quarantined record is kept byte for byte, with every problem at its place`() async throws {
        let desk = try ExchangeDesk()
        let bad = "<request id=\"CRM-9\">\r\n<impact>severe</impact ><!-- 환불 --></request>"
        let text = RequestText.intake([RequestText().xml, bad, RequestText(id: "CRM-2").xml])
        let report = try await desk.take(text)
        #expect(report.counts == IntakeCounts(applied: 2, quarantined: 1))
        let kept = await desk.store.snapshot.intakeRecords.filter { $0.outcome == .quarantined }
        #expect(kept.count == 1)
        let record = try #require(kept.first)
        #expect(record.original == Array(bad.utf8))
        let bytes = Array(text.utf8)
        #expect(Array(bytes[Int(record.offset)..<Int(record.offset + record.length)]) == Array(bad.utf8))
        #expect(record.ordinal == 2)
        #expect(record.reasons.count > 1)
        #expect(report.quarantined.map(\.ordinal) == [2])
        #expect(report.quarantined.map(\.line) == [record.line])
        #expect(report.quarantined.map(\.reasons) == [record.reasons])
    }

    @Test func `a dry run says the same and keeps nothing`() async throws {
        let text = RequestText.intake(RequestText(), RequestText(id: nil), RequestText(id: "CRM-2", impact: "severe"))
        let desk = try ExchangeDesk()
        let dry = try await desk.take(text, options: ImportOptions(dryRun: true, batchRecords: 1))
        #expect(dry.isDryRun)
        #expect(dry.counts == IntakeCounts(applied: 1, quarantined: 2))
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
        let real = try await desk.take(text)
        #expect(real.counts == dry.counts)
        #expect(real.quarantined == dry.quarantined)
        #expect(try await desk.ticket("CRM-1")?.ticket.number == 10_001)
    }

    @Test func `all or nothing keeps nothing when a record is bad or the document breaks off`() async throws {
        let options = ImportOptions(allOrNothing: true, batchRecords: 1)
        let desk = try ExchangeDesk()
        let bad = try await desk.take(
            RequestText.intake(RequestText(), RequestText(id: "CRM-2", tenant: "contoso")),
            options: options
        )
        #expect(bad.wasUndone)
        #expect(bad.counts == IntakeCounts(applied: 1, quarantined: 1))
        let broken = try await desk.take(String(RequestText.intake(RequestText()).dropLast(10)), options: options)
        #expect(broken.wasUndone)
        #expect(broken.fault?.hasPrefix("test.xml:") == true)
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
        let good = try await desk.take(RequestText.intake(RequestText(), RequestText(id: "CRM-2")), options: options)
        #expect(good.isClean)
        #expect(await desk.kept() == [0, 0, 2, 0, 1, 2])
    }

    @Test func `an interrupted import keeps its batches and says so`() async throws {
        let desk = try ExchangeDesk()
        let text = RequestText.intake((1...10).map { RequestText(id: "CRM-\($0)").xml })
        let asked = Mutex(0)
        let seen = Mutex<[ImportProgress]>([])
        let report = try await Importer(desk: desk.desk, schema: desk.schema).run(
            .bytes(Array(text.utf8)),
            named: "test.xml",
            options: ImportOptions(batchRecords: 2),
            by: .sample(ExchangeDesk.integrator),
            progress: { step in seen.withLock { $0.append(step) } },
            isCancelled: {
                asked.withLock {
                    $0 += 1
                    return $0 > 2
                }
            }
        )
        #expect(report.wasInterrupted)
        #expect(!report.isClean)
        #expect(report.counts == IntakeCounts(applied: 4))
        #expect(report.run.stoppedBecause == "interrupted")
        #expect(seen.withLock { $0.map(\.counts.received) } == [2, 4])
        #expect(seen.withLock { $0.allSatisfy { $0.totalBytes == Int64(text.utf8.count) } })
        let state = await desk.store.snapshot
        #expect(state.tickets.count == 4)
        #expect(state.runs.values.map(\.stoppedBecause) == ["interrupted"])
        #expect(try await desk.take(text).counts == IntakeCounts(applied: 6, unchanged: 4))
    }

    @Test func `a fault ends the run, and the records before it are kept`() async throws {
        let desk = try ExchangeDesk()
        let whole = RequestText.intake(RequestText(), RequestText(id: "CRM-2"))
        let report = try await desk.take(String(whole.dropLast(80)))
        #expect(report.counts == IntakeCounts(applied: 1))
        #expect(report.fault?.hasPrefix("test.xml:") == true)
        #expect(await desk.store.snapshot.runs.values.first?.stoppedBecause == report.fault)
        #expect(try await desk.take(whole).counts == IntakeCounts(applied: 1, unchanged: 1))
    }

    @Test func `text between the records is said and does not stop them`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(RequestText.intake([RequestText().xml, "lost", RequestText(id: "CRM-2").xml]))
        #expect(report.counts == IntakeCounts(applied: 2))
        #expect(report.problems.count == 1)
        #expect(!report.isClean)
    }

    @Test func `standard input is read like a file, and its length is not known`() async throws {
        let desk = try ExchangeDesk()
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(RequestText.intake(RequestText()).utf8))
        try pipe.fileHandleForWriting.close()
        let totals = Mutex<[Int64?]>([])
        let report = try await Importer(desk: desk.desk, schema: desk.schema).run(
            .descriptor(pipe.fileHandleForReading.fileDescriptor),
            named: "-",
            by: .sample(ExchangeDesk.integrator),
            progress: { step in totals.withLock { $0.append(step.totalBytes) } }
        )
        #expect(report.isClean)
        #expect(totals.withLock { $0 } == [nil])
        #expect(try await desk.ticket("CRM-1") != nil)
    }

    @Test func `whoever may not import brings nothing in`() async throws {
        let desk = try ExchangeDesk()
        await #expect(throws: DeskError.notAllowed(.importRecords)) {
            try await desk.take(RequestText.intake(RequestText()), by: SamplePeople.requester)
        }
        await #expect(throws: DeskError.notAllowed(.restoreArchive)) {
            try await desk.take(try await desk.archive(), by: SamplePeople.agent)
        }
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
    }

    @Test func `a missing file is one sentence with its name`() async throws {
        let desk = try ExchangeDesk()
        let importer = Importer(desk: desk.desk, schema: desk.schema)
        let fault = await #expect(throws: DocumentFault.self) {
            try await importer.run(
                .file(path: "/nonexistent/requests.xml"),
                named: "requests.xml",
                by: .sample(ExchangeDesk.integrator)
            )
        }
        #expect(fault?.sentence.hasPrefix("requests.xml") == true)
    }
}
