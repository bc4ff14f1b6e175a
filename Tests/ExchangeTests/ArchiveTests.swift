import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import Orders
import SampleDesk
import Testing
import Tickets

@Suite struct ArchiveTests {
    /// A desk with people and a ticket in every status.
    private func everyStatus() async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        for status in TicketStatus.allCases { _ = try await sample.ticket(in: status) }
        return desk
    }

    private func restore(_ archive: [UInt8], ids: UInt64 = 100_000) async throws -> (ExchangeDesk, ImportReport) {
        let desk = try ExchangeDesk(ids: ids)
        let report = try await desk.take(archive)
        return (desk, report)
    }

    @Test func `an archive of every status comes back and gives the same bytes`() async throws {
        let desk = try await everyStatus()
        let archive = try await desk.archive()
        #expect(try await desk.archive() == archive)
        let (other, report) = try await restore(archive)
        #expect(report.isClean, "\(report.quarantined) \(report.problems)")
        #expect(report.kind == .archive)
        let tickets = TicketStatus.allCases.count
        // Besides tickets and people: the organisation, the customer, and the order that each of five approvals vouched for.
        #expect(report.counts == IntakeCounts(applied: Int64(tickets + SamplePeople.all.count + 7)))
        #expect(try await other.archive() == archive)
        let again = try await other.take(archive)
        #expect(again.counts == IntakeCounts(unchanged: report.counts.applied))
        #expect(try await other.archive() == archive)
        let outcome = try Project.xmllint(archive)
        #expect(outcome.status == 0, "\(outcome.words)")
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func `hostile texts survive export and restore byte for byte`(_ seed: UInt64) async throws {
        var texts = HostileText(seed: seed)
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        for _ in 0..<6 {
            let form = FactsForm.sample([
                .title: "T" + texts.line(40) + "T", .explanation: texts.block(200),
                .contactName: "N" + texts.line(30) + "N",
            ])
            let ticket = try await sample.file(
                form,
                files: [try file("f" + texts.line(20).replacing("/", with: "-") + "f", Array(texts.block(50).utf8))]
            )
            for visibility in Visibility.allCases {
                let message = Message(text: texts.block(120), visibility: visibility, author: texts.block(20))
                try await sample.perform(.note(message), on: ticket, by: SamplePeople.agent)
            }
            _ = try await sample.file(FactsForm([.title: texts.block(30), .impact: texts.block(5)]), isDraft: true)
        }
        let archive = try await desk.archive()
        let (other, report) = try await restore(archive)
        #expect(report.isClean, "seed \(seed): \(report.quarantined)")
        #expect(try await other.archive() == archive, "seed \(seed)")
        #expect(try Project.xmllint(archive).status == 0, "seed \(seed)")
        // Swift's == folds what a byte does not.
        let before = await desk.store.snapshot.tickets.flatMap(\.events).map(\.digest)
        #expect(await other.store.snapshot.tickets.flatMap(\.events).map(\.digest) == before)
    }

    @Test func `a file of ten megabytes and one of no bytes survive`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        var generator = SplitMix(seed: 7)
        let large = (0..<1_250_000).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
        #expect(large.count == 10_000_000)
        let ticket = try await sample.file(files: [
            try file("large.bin", large), try file("empty.txt", []), try file("copy.bin", large),
        ])
        let archive = try await desk.archive()
        let (other, report) = try await restore(archive)
        #expect(report.isClean, "\(report.quarantined.first?.reasons ?? [])")
        #expect(await other.store.snapshot.files == [Digest.of(large): large, Digest.of([]): []])
        #expect(await other.store.snapshot.tickets.first?.ticket.attachments == ticket.attachments)
        #expect(try await other.archive() == archive)
        #expect(try Project.xmllint(archive).status == 0)
    }

    @Test func `what came in as an intake is known again after a restore`() async throws {
        let desk = try ExchangeDesk()
        let text = RequestText.intake(RequestText(), RequestText(id: "CRM-2"))
        try await desk.take(text)
        let archive = try await desk.archive()
        let (other, report) = try await restore(archive)
        #expect(report.counts == IntakeCounts(applied: 2))
        #expect(try await other.take(text).counts == IntakeCounts(unchanged: 2))
        #expect(try await other.archive() == archive)
    }

    @Test func `a ticket that went on is carried forward, one that went elsewhere is quarantined`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let ticket = try await sample.file()
        let early = try await desk.archive()
        let (other, _) = try await restore(early)
        try await sample.perform(.take, on: ticket, by: SamplePeople.agent)
        let late = try await desk.archive()
        let forward = try await other.take(late)
        #expect(forward.counts.applied == 1)
        #expect(try await other.archive() == late)
        _ = try await other.desk.perform(.release(nil), on: .id(ticket.id), by: .sample(SamplePeople.agent))
        try await sample.perform(.ask("Which?"), on: ticket, by: SamplePeople.agent)
        let kept = try await other.archive()
        let diverged = try await other.take(try await desk.archive())
        #expect(diverged.counts.quarantined == 1)
        #expect(diverged.quarantined.first?.reasons.first?.contains("another history") == true)
        #expect(try await other.archive() == kept)
    }

    @Test func `a number that is taken is replaced, and the old one still finds the ticket`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let ticket = try await sample.file()
        let archive = try await desk.archive()
        let other = try ExchangeDesk(ids: 100_000)
        try await other.take(RequestText.intake(RequestText()))
        let report = try await other.take(archive)
        #expect(report.isClean)
        #expect(await other.store.snapshot.tickets.map(\.ticket.number) == [10_001, 10_002])
        #expect(try await other.desk.store.read { try $0.number(of: ticket.id) } == 10_002)
    }

    @Test func `whoever may not export is given nothing`() async throws {
        let desk = try ExchangeDesk()
        let sink = Sink()
        await #expect(throws: DeskError.notAllowed(.exportArchive)) {
            try await ArchiveWriter().write(
                TicketQuery(terms: []),
                from: desk.desk,
                for: .sample(SamplePeople.requester)
            ) { sink.append($0) }
        }
        #expect(sink.bytes.isEmpty)
    }

    @Test func `a sink that fails ends the export with its own error`() async throws {
        struct Full: Error {}
        let desk = try await everyStatus()
        await #expect(throws: Full.self) {
            try await ArchiveWriter().write(
                TicketQuery(terms: []),
                from: desk.desk,
                for: .sample(ExchangeDesk.integrator)
            ) { _ in throw Full() }
        }
    }

    @Test func `an export of a file whose bytes were changed is refused`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        _ = try await sample.file(files: [try file("a.txt", Array("abc".utf8))])
        await desk.store.tamper { $0.files[Digest.of("abc")] = Array("abd".utf8) }
        await #expect(throws: StoreError.self) { try await desk.archive() }
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> IntakeFile {
        let content = FileContent(bytes)
        let attachment = try Attachment(
            name: name,
            mediaType: "application/octet-stream",
            size: content.size,
            digest: content.digest
        )
        return IntakeFile(attachment: attachment, content: content)
    }
}
