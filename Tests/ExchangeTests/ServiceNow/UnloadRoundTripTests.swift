import Basics
import Casework
import Exchange
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct UnloadRoundTripTests {
    private func file(_ name: String, _ bytes: [UInt8]) throws -> IntakeFile {
        let content = FileContent(bytes)
        return IntakeFile(
            attachment: try Attachment(name: name, mediaType: "text/plain", size: content.size, digest: content.digest),
            content: content
        )
    }

    private func bytes(_ form: FactsForm?) -> [[UInt8]] {
        FactField.allCases.map { Array((form?[$0] ?? "").utf8) }
    }

    private static let texts = [
        "& < > \" ' ]]> <![CDATA[ --> <?x?> &amp; &#13;", "a\r\nb\rc\n\td  ",
        "\u{a0}NBSP\u{a0}• \u{2028}\u{85}\u{feff}",
        "😀 👩‍👩‍👧 é e\u{301}", "환불 \u{1112}\u{116a}\u{11ab} 가 \u{1100}\u{1161}", "עברית \u{202e}abc\u{202c} العربية",
    ]

    @Test(arguments: texts.indices)
    func `what goes there comes back as it was, also to a desk that never saw it`(_ index: Int) async throws {
        let text = Self.texts[index]
        let line = "T" + text.split(whereSeparator: \.isNewline).joined(separator: " ") + "T"
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let form = FactsForm.sample([.title: line, .explanation: text, .contactName: line])
        let ticket = try await sample.file(
            form,
            files: [try file("f\(index).txt", Array(text.utf8)), try file("0.txt", [])]
        )
        for visibility in Visibility.allCases {
            try await sample.perform(
                .note(Message(text: text, visibility: visibility)),
                on: ticket,
                by: SamplePeople.agent
            )
        }
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let export = try await desk.export(mapping)
        #expect(export.losses == [])
        let document = try #require(export.files.first?.bytes)
        let kept = await desk.store.snapshot.tickets.map(\.events)
        let again = try await desk.take(document, as: mapping)
        #expect(again.counts == IntakeCounts(unchanged: 1), "\(again.quarantined)")
        #expect(await desk.store.snapshot.tickets.map(\.events) == kept)

        let other = try ExchangeDesk(ids: 100_000)
        let report = try await other.take(document, as: mapping)
        #expect(report.isClean, "\(report.quarantined)")
        let before = try #require(try await desk.tickets().first)
        let after = try #require(try await other.tickets().first)
        #expect(bytes(after.ticket.content.form) == bytes(before.ticket.content.form))
        #expect(Set(after.ticket.attachments.map(\.digest)) == Set(before.ticket.attachments.map(\.digest)))
        #expect(Set(after.ticket.attachments.map(\.name)) == Set(before.ticket.attachments.map(\.name)))
        let said = after.correspondence(naming: [:]).filter { $0.text.utf8.elementsEqual(text.utf8) }
        #expect(Set(said.map(\.visibility)) == [.public, .internal] && said.count == 2)
        // And the same again is the same.
        #expect(try await other.take(document, as: mapping).counts == IntakeCounts(unchanged: 1))
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `hostile texts go and come back`(_ seed: UInt64) async throws {
        var texts = HostileText(seed: seed)
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        for _ in 0..<4 {
            let form = FactsForm.sample([
                .title: "T" + texts.line(40) + "T", .explanation: texts.block(200),
                .contactName: "N" + texts.line(30) + "N",
            ])
            let ticket = try await sample.file(form)
            let message = Message(text: texts.block(120), visibility: .public, author: "A" + texts.line(20) + "A")
            try await sample.perform(.note(message), on: ticket, by: SamplePeople.agent)
        }
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let document = try #require(try await desk.export(mapping).files.first?.bytes)
        #expect(try await desk.take(document, as: mapping).counts == IntakeCounts(unchanged: 4), "seed \(seed)")
        let other = try ExchangeDesk(ids: 100_000)
        #expect(try await other.take(document, as: mapping).isClean, "seed \(seed)")
        let before = try await desk.tickets().map { bytes($0.ticket.content.form) }
        let after = try await other.tickets().map { bytes($0.ticket.content.form) }
        #expect(before == after, "seed \(seed)")
    }

    @Test func `an explanation of four megabytes is cut in its column and comes back whole`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let long = "환불\u{a0}&<" + String(repeating: "😀", count: 999_990)
        #expect(long.utf8.count > 3_999_000)
        _ = try await sample.file(FactsForm.sample([.explanation: long]))
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let export = try await desk.export(mapping)
        #expect(export.losses.map(\.field) == ["explanation"])
        let document = try #require(export.files.first?.bytes)
        #expect(try await desk.take(document, as: mapping).counts == IntakeCounts(unchanged: 1))
        let other = try ExchangeDesk(ids: 100_000)
        #expect(try await other.take(document, as: mapping).isClean)
        let back = try #require(try await other.tickets().first?.ticket.content.form[.explanation])
        #expect(Array(back.utf8) == Array(long.utf8))
    }

    @Test func `a file of ten megabytes and one of no bytes go and come back`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        var generator = SplitMix(seed: 7)
        let large = (0..<1_250_000).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
        _ = try await sample.file(files: [try file("large.bin", large), try file("empty.txt", [])])
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let document = try #require(try await desk.export(mapping).files.first?.bytes)
        let other = try ExchangeDesk(ids: 100_000)
        #expect(try await other.take(document, as: mapping).isClean)
        #expect(await other.store.snapshot.files == [Digest.of(large): large, Digest.of([]): []])
    }

    @Test func `a field changed there is an edit here, and one changed on both sides is quarantined`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let ticket = try await sample.file(FactsForm.sample([.title: "First title"]))
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let text = try #require(try await desk.export(mapping).files.first?.text)
        let theirs = text.replacing(">First title<", with: ">Their title<").replacing(
            "sys_updated_on>2",
            with: "sys_updated_on>3"
        )
        #expect(try await desk.take(Array(theirs.utf8), as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.tickets().first?.ticket.content.form[.title] == "Their title")
        #expect(try await desk.take(Array(theirs.utf8), as: mapping).counts == IntakeCounts(unchanged: 1))

        let sent = try #require(try await desk.export(mapping).files.first?.text)
        try await sample.perform(.edit(FactsForm([.title: "Our title"])), on: ticket, by: SamplePeople.agent)
        let both = sent.replacing(">Their title<", with: ">Theirs again<")
        let kept = try await desk.tickets().first
        let report = try await desk.take(Array(both.utf8), as: mapping)
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined[0].reasons.first?.contains("was changed at the source and here") == true)
        #expect(try await desk.tickets().first == kept)
    }

    @Test func `an answer written there arrives once, and ours make no new notes`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let ticket = try await sample.file()
        try await sample.perform(.note(Message(text: "Ours", visibility: .public)), on: ticket, by: SamplePeople.agent)
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let export = try await desk.export(mapping)
        let text = try #require(export.files.first?.text)
        let key = ticket.id.description.replacing("-", with: "")
        let answer = UnloadText.row(
            "sys_journal_field",
            [
                "sys_id": UnloadText.key(5), "element": "comments", "element_id": key, "name": "task",
                "sys_created_by": "mina", "sys_created_on": "2026-11-24 08:00:00", "value": "Theirs",
            ]
        )
        let document = Array(text.replacing("</unload>", with: answer + "</unload>").utf8)
        let before = try #require(try await desk.tickets().first).events.count
        #expect(try await desk.take(document, as: mapping).counts == IntakeCounts(applied: 1))
        #expect(try await desk.take(document, as: mapping).counts == IntakeCounts(unchanged: 1))
        let stored = try #require(try await desk.tickets().first)
        #expect(stored.events.count == before + 1)
        #expect(stored.correspondence(naming: [:]).map(\.text) == ["Ours", "Theirs"])
        // Alone, as an export of the journal table has it.
        #expect(try await desk.take(UnloadText.document([answer]), as: mapping).counts == IntakeCounts(unchanged: 1))
    }

    @Test func `a newer request in our own format goes before an older one that stayed there`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let long = String(repeating: "x", count: 5_000)
        let ticket = try await sample.file(FactsForm.sample([.explanation: long + "first"]))
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let first = try #require(try await desk.export(mapping).files.first?.text)
        desk.clock.advance(hours: 1)
        try await sample.perform(.edit(FactsForm([.explanation: long + "second"])), on: ticket, by: SamplePeople.agent)
        let second = try #require(try await desk.export(mapping).files.first?.text)
        // There both stay: the second import met no row of the same file.
        let rows = first.split(separator: "<sys_attachment action", maxSplits: 1)[1]
        let document = second.replacing("</unload>", with: "<sys_attachment action" + rows)
        let report = try await desk.take(Array(document.utf8), as: mapping)
        #expect(report.counts == IntakeCounts(unchanged: 1), "\(report.quarantined)")
        #expect(try await desk.tickets().first?.ticket.content.form[.explanation] == long + "second")
        #expect(try await desk.tickets().first?.ticket.attachments == [])
    }

    @Test func `every status goes out, and comes back without deciding anything`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        for status in TicketStatus.allCases { _ = try await sample.ticket(in: status) }
        let mapping = try ExchangeDesk.mapping(.servicenow)
        let export = try await desk.export(mapping)
        let document = try #require(export.files.first?.bytes)
        let count = Int64(try mapping.readAll(document).count)
        #expect(export.report.tickets == count && count >= 11)
        let kept = await desk.store.snapshot.tickets.map(\.events)
        let report = try await desk.take(document, as: mapping)
        #expect(report.counts == IntakeCounts(unchanged: count), "\(report.quarantined)")
        #expect(await desk.store.snapshot.tickets.map(\.events) == kept)
        #expect(try await desk.export(mapping).files.first?.bytes == document)
    }

    @Test func `internal notes stay here when the mapping says so, and that is told`() async throws {
        let desk = try ExchangeDesk()
        let sample = try await SampleDesk(on: desk.store, clock: desk.clock)
        let ticket = try await sample.file()
        try await sample.perform(
            .note(Message(text: "for us", visibility: .internal)),
            on: ticket,
            by: SamplePeople.agent
        )
        let text = try Project.text("Templates/exchange/servicenow.mapping.xml")
            .replacing("<comments carry=\"all\"/>", with: "<comments carry=\"public\"/>")
        let mapping = try Mapping(.bytes(Array(text.utf8)), named: "site.xml", templates: Project.path("Templates"))
        let export = try await desk.export(mapping)
        #expect(export.files.first?.text.contains("for us") == false)
        #expect(export.losses.map(\.reason) == [.staysInternal])
    }
}
