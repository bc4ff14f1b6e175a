import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing

/// Whatever is done to a document: received = applied + unchanged + quarantined, and every record of it has its outcome.
@Suite struct ConservationTests {
    private static let requests = (1...40).map { number in
        RequestText(
            id: "CRM-\(number)",
            rest: """
                <message visibility="public" at="2026-11-20T09:00:00Z">환불 \(number) &amp; more</message>
                <file name="a.txt" type="text/plain"><chunk>YWJj</chunk></file>
                """
        ).xml
    }

    @Test(arguments: (1...40).map { UInt64($0) })
    func `a corrupted record is applied or quarantined, never lost`(_ seed: UInt64) async throws {
        var generator = SplitMix(seed: seed)
        var records = Self.requests
        for index in records.indices where Int.random(in: 0..<3, using: &generator) == 0 {
            records[index] = Self.corrupted(records[index], &generator)
        }
        let text = RequestText.intake(records)
        let desk = try ExchangeDesk()
        let report = try await desk.take(text, options: ImportOptions(batchRecords: 7))
        let state = await desk.store.snapshot
        let kept = state.intakeRecords.sorted { $0.ordinal < $1.ordinal }
        #expect(report.counts.received == 40, "seed \(seed)")
        #expect(report.fault == nil, "seed \(seed)")
        #expect(kept.map(\.ordinal) == (1...40).map { Int64($0) }, "seed \(seed)")
        #expect(Int64(state.tickets.count) == report.counts.applied, "seed \(seed)")
        #expect(report.quarantined.map(\.ordinal) == kept.filter { $0.outcome == .quarantined }.map(\.ordinal))
        let bytes = Array(text.utf8)
        for record in kept {
            let part = Array(bytes[Int(record.offset)..<Int(record.offset + record.length)])
            #expect(record.original == (record.outcome == .quarantined ? part : nil), "seed \(seed)")
            #expect(record.reasons.isEmpty == (record.outcome != .quarantined), "seed \(seed)")
        }
        let again = try await desk.take(text)
        #expect(again.counts == IntakeCounts(unchanged: report.counts.applied, quarantined: report.counts.quarantined))
        #expect(await desk.store.snapshot.tickets.count == state.tickets.count)
    }

    @Test(arguments: (1...60).map { UInt64($0) })
    func `a document with random bytes changed is read as far as it goes`(_ seed: UInt64) async throws {
        var generator = SplitMix(seed: seed)
        var bytes = Array(RequestText.intake(Self.requests).utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let desk = try ExchangeDesk()
        do {
            let report = try await desk.take(bytes, options: ImportOptions(batchRecords: 3))
            let state = await desk.store.snapshot
            #expect(report.counts.received == Int64(state.intakeRecords.count), "seed \(seed)")
            #expect(report.counts.received == 40 || report.fault != nil, "seed \(seed)")
            #expect(Int64(state.tickets.count) == report.counts.applied, "seed \(seed)")
            #expect(state.runs.values.map(\.counts) == [report.counts], "seed \(seed)")
        } catch let fault as DocumentFault {
            #expect(fault.sentence.hasPrefix("test.xml:"), "seed \(seed)")
            #expect(await desk.kept() == [0, 0, 0, 0, 0, 0], "seed \(seed)")
        }
    }

    /// The record with one thing changed that leaves it well-formed.
    private static func corrupted(_ record: String, _ generator: inout SplitMix) -> String {
        let changes: [(String, String)] = [
            ("<tenant>contoso.com</tenant>", ""), ("moderate", "severe"), ("1250.00", "-5"), ("1250.00", "1250.001"),
            ("USD", "XXX"), ("contoso.com", "contoso"), ("kim@", "kim"), ("YWJj", "YW*j"), ("a1b2c3d4e5f6", "12"),
            ("visibility=\"public\"", "visibility=\"secret\""), ("2026-11-20T09", "2026-13-20T09"),
            ("<title>", "<title lang=\"en\">"),
            ("<reason>accidental</reason>", "<reason>accidental</reason><reason>other</reason>"),
            (" id=\"CRM-", " id=\"  \" x=\""),
            ("name=\"a.txt\"", "name=\"../a.txt\""), ("text/plain", "text"), ("<problem>", "stray<problem>"),
            ("<request ", "<request xmlns=\"urn:other\" "), ("Wrong edition bought", " "),
            ("&amp; more", "&amp; &lt;more&gt;"),
        ]
        guard let (old, new) = changes.randomElement(using: &generator) else { return record }
        return record.replacing(old, with: new)
    }
}
