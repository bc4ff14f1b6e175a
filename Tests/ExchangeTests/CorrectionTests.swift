import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

/// What was quarantined is corrected and run again, or given up; nothing of it is lost and nothing is counted twice.
@Suite struct CorrectionTests {
    private let actor = Actor.sample(ExchangeDesk.integrator)

    /// A desk with one good record and one whose impact is wrong.
    private func desk(
        _ bad: RequestText = RequestText(id: "CRM-2", impact: "severe")
    ) async throws -> (desk: ExchangeDesk, bad: QuarantinedRecord) {
        let desk = try ExchangeDesk()
        let report = try await desk.take(RequestText.intake(RequestText(), bad))
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 1))
        return (desk, try await desk.desk.quarantined(2, of: report.run.id, for: actor))
    }

    @discardableResult
    private func correct(
        _ record: QuarantinedRecord,
        on desk: ExchangeDesk,
        with text: String,
        dryRun: Bool = false,
        by person: Person = ExchangeDesk.integrator
    ) async throws -> ImportReport {
        try await Importer(desk: desk.desk, schema: desk.schema).correct(
            record,
            with: Array(text.utf8),
            named: "fixed.xml",
            dryRun: dryRun,
            by: .sample(person)
        )
    }

    @Test func `the document says what was wrong at its own lines, and has the record's own head`() async throws {
        let (_, bad) = try await desk()
        let text = CorrectionDocument(bad).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        #expect(lines[1] == "<!-- What was wrong:")
        #expect(lines[2].hasPrefix("     line 8, column 3: element 'impact': the value 'severe' is not"))
        #expect(lines[3] == "-->")
        #expect(lines[4] == "<recoup xmlns=\"urn:recoup:exchange:1\" kind=\"intake\" source=\"crm\">")
        #expect(lines[5].hasPrefix("<request id=\"CRM-2\""))
        #expect(lines[7] == "  <impact>severe</impact>")
        #expect(lines.suffix(2) == ["</recoup>", ""])
        // As it stands it is refused at the very place that it names.
        let again = DocumentValidation(
            of: .bytes(Array(text.utf8)),
            named: "x",
            schema: try Project.schema()
        )
        #expect(again.problems.count == 1 && again.problems[0].hasPrefix("x:8:3: element 'impact'"))
    }

    @Test func `a corrected record becomes a ticket by a run of its own, and the first run keeps its counts`()
        async throws
    {
        let (desk, bad) = try await desk()
        let text = CorrectionDocument(bad).text.replacing("severe", with: "critical")
        let report = try await correct(bad, on: desk, with: text)
        #expect(report.isClean && report.counts == IntakeCounts(applied: 1))
        #expect(report.run.name == "correction of record 2 of import \(bad.run.id) (test.xml)")
        #expect(try await desk.ticket("CRM-2")?.ticket.facts?.impact == .critical)
        let ledgers = try await desk.desk.intakeLedgers(for: actor)
        let first = try #require(ledgers.first { $0.run.id == bad.run.id })
        #expect(first.run.counts == IntakeCounts(applied: 1, quarantined: 1))
        #expect(first.open == 0 && first.resolutions == ResolutionCounts(corrected: 1))
        let settled = try await desk.desk.quarantined(2, of: bad.run.id, for: actor)
        #expect(settled.resolution?.ending == .corrected(by: report.run.id))
        #expect(try await desk.desk.openQuarantine(for: actor) == [])
        let kept = await desk.kept()
        await #expect(throws: DeskError.self) { try await correct(bad, on: desk, with: text) }
        #expect(await desk.kept() == kept)
    }

    @Test(arguments: [
        ("severe", "worse", "element 'impact': the value 'worse'"), ("</request>", "", "fixed.xml:"),
        ("<recoup ", "<other ", "the root element is 'other'"), ("kind=\"intake\"", "kind=\"archive\"", "archive"),
        ("</recoup>", "<request/></recoup>", "exactly one record; this one holds 2"),
    ])
    func `a text that is still wrong keeps nothing and leaves the record open`(
        old: String,
        new: String,
        sentence: String
    ) async throws {
        let (desk, bad) = try await desk()
        let kept = await desk.kept()
        let text = CorrectionDocument(bad).text.replacing(old, with: new)
        var said: [String] = []
        do {
            let report = try await correct(bad, on: desk, with: text)
            #expect(!report.isClean)
            said = report.quarantined.flatMap(\.reasons) + [report.fault].compactMap { $0 }
        } catch let fault as DocumentFault { said = [fault.sentence] } catch let fault as CorrectionFault {
            said = [fault.sentence]
        }
        #expect(said.contains { $0.contains(sentence) }, "\(said)")
        #expect(await desk.kept() == kept)
        #expect(await desk.store.snapshot.resolutions == [])
        #expect(try await desk.desk.openQuarantine(for: actor).map(\.ordinal) == [2])
    }

    @Test func `a rehearsal works everything out and keeps nothing`() async throws {
        let (desk, bad) = try await desk()
        let kept = await desk.kept()
        let text = CorrectionDocument(bad).text.replacing("severe", with: "minimal")
        let report = try await correct(bad, on: desk, with: text, dryRun: true)
        #expect(report.isClean && report.isDryRun && report.counts == IntakeCounts(applied: 1))
        #expect(await desk.kept() == kept)
        #expect(await desk.store.snapshot.resolutions == [])
    }

    @Test func `of two who correct the same record one wins, and the other's ticket is not made`() async throws {
        let (desk, bad) = try await desk()
        let mine = CorrectionDocument(bad).text.replacing("severe", with: "minimal")
        let theirs = mine.replacing("CRM-2", with: "CRM-3")
        try await correct(bad, on: desk, with: theirs)
        let kept = await desk.kept()
        // Both looked while it was open.
        do {
            try await correct(bad, on: desk, with: mine)
            Issue.record("both won")
        } catch DeskError.alreadySettled(let earlier) { #expect(earlier.byName == "ida") }
        #expect(await desk.kept() == kept)
        #expect(try await desk.ticket("CRM-2") == nil)
    }

    @Test func `who may not import corrects nothing`() async throws {
        let (desk, bad) = try await desk()
        let kept = await desk.kept()
        let text = CorrectionDocument(bad).text.replacing("severe", with: "minimal")
        await #expect(throws: DeskError.notAllowed(.importRecords)) {
            try await correct(bad, on: desk, with: text, by: SamplePeople.requester)
        }
        #expect(await desk.kept() == kept)
    }

    @Test func `prefixes and hostile words in reasons survive the way into the document and back`() async throws {
        let desk = try ExchangeDesk()
        let text = """
            <?xml version="1.0"?>
            <r:recoup xmlns:r="urn:recoup:exchange:1" kind="intake"
                source="a &quot;crm&quot;"><r:request id="--> &lt;x>"><r:impact>--&gt;---</r:impact></r:request></r:recoup>
            """
        let report = try await desk.take(text)
        let bad = try await desk.desk.quarantined(1, of: report.run.id, for: actor)
        #expect(bad.record.line == 3 && bad.record.column == 32)
        let document = CorrectionDocument(bad).text
        let validated = DocumentValidation(of: .bytes(Array(document.utf8)), named: "x", schema: desk.schema)
        #expect(validated.records == 1 && validated.kind == .intake && !validated.isValid)
        let open = try #require(try await desk.desk.openQuarantine(for: actor).first)
        // What was made of it names the same record.
        let again = try await desk.take(document)
        let reopened = try await desk.desk.openQuarantine(of: again.run.id, for: actor)
        #expect(reopened.map(RecordIdentity.init) == [RecordIdentity(open)])
        #expect(RecordIdentity(open).system == "a \"crm\"" && RecordIdentity(open).externalID == "--> <x>")
    }

    @Test func `a record of a run that kept no head gets one that can be read`() async throws {
        let (desk, bad) = try await desk()
        await desk.store.tamper { state in
            let run = bad.run
            state.runs[run.id] = IntakeRun(
                id: run.id,
                startedAt: run.startedAt,
                by: run.by,
                name: run.name,
                format: run.format,
                counts: run.counts
            )
        }
        let old = try await desk.desk.quarantined(2, of: bad.run.id, for: actor)
        let text = CorrectionDocument(old).text
        #expect(text.contains("\n<recoup xmlns=\"urn:recoup:exchange:1\" kind=\"intake\">\n"))
        let fixed = text.replacing("severe", with: "minimal").replacing("<request ", with: "<request source=\"crm\" ")
        #expect(try await correct(old, on: desk, with: fixed).isClean)
    }

    @Test(arguments: (1...12).map { UInt64($0) })
    func `whatever is done to quarantined records, quarantined = open + corrected + discarded`(seed: UInt64)
        async throws
    {
        var generator = SplitMix(seed: seed)
        let desk = try ExchangeDesk()
        for batch in 0..<3 {
            let records = (1...6).map { number in
                RequestText(id: "\(batch)-\(number)", impact: Bool.random(using: &generator) ? "severe" : "minimal").xml
            }
            try await desk.take(RequestText.intake(records))
        }
        let runs = try await desk.desk.intakeLedgers(for: actor)
        for open in try await desk.desk.openQuarantine(for: actor) {
            let record = try await desk.desk.quarantined(open.ordinal, of: open.run, for: actor)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: _ = try await desk.desk.discard(open.ordinal, of: open.run, because: "no", by: actor)
            case 1: try await correct(record, on: desk, with: CorrectionDocument(record).text)
            case 2:
                let text = CorrectionDocument(record).text.replacing("severe", with: "critical")
                #expect(try await correct(record, on: desk, with: text).isClean, "seed \(seed)")
            default: break
            }
        }
        let state = await desk.store.snapshot
        let after = try await desk.desk.intakeLedgers(for: actor, limit: 100)
        for before in runs {
            let now = try #require(after.first { $0.run.id == before.run.id })
            #expect(now.run == before.run, "seed \(seed)")
        }
        for ledger in after {
            let records = state.intakeRecords.filter { $0.run == ledger.run.id }
            let open = try await desk.desk.openQuarantine(of: ledger.run.id, for: actor)
            #expect(ledger.run.counts.received == Int64(records.count), "seed \(seed)")
            #expect(ledger.open == Int64(open.count), "seed \(seed)")
            let resolved = ledger.resolutions.corrected + ledger.resolutions.discarded
            #expect(ledger.run.counts.quarantined == ledger.open + resolved, "seed \(seed)")
        }
        #expect(Int64(state.tickets.count) == after.map(\.run.counts.applied).reduce(0, +), "seed \(seed)")
    }

    @Test func `one ticket's archive verifies and is restored as it was`() async throws {
        let desk = try ExchangeDesk()
        try await desk.take(RequestText.intake(RequestText(), RequestText(id: "CRM-2", title: "다른 요청")))
        let stored = try #require(try await desk.ticket("CRM-2"))
        let sink = Sink()
        let counts = try await ArchiveWriter()
            .write(.id(stored.ticket.id), from: desk.desk, for: actor) { sink.append($0) }
        #expect(counts.tickets == 1)
        let other = try ExchangeDesk(ids: 1_000_000)
        let administrator = SamplePeople.person(51, "root", "Root", nil, [.administrator])
        #expect(try await other.take(sink.bytes, by: administrator).isClean)
        #expect(try await other.ticket("CRM-2")?.events == stored.events)
        #expect(try await other.ticket("CRM-1") == nil)
        let nothing = Sink()
        await #expect(throws: DeskError.notAllowed(.exportArchive)) {
            _ = try await ArchiveWriter().write(
                .id(stored.ticket.id),
                from: desk.desk,
                for: .sample(SamplePeople.requester)
            ) { nothing.append($0) }
        }
        #expect(nothing.bytes == [])
    }
}
