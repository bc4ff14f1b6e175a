import Basics
import Casework
import Exchange
import Foundation
import MemoryStore
import SampleDesk
import Testing
import Tickets
import XML

/// Requests of the desk that go to Dataverse and come back, and cases from there.
@Suite struct DataverseExchangeTests {
    private typealias Document = DataverseDocument

    private func mapping() throws -> Mapping { try ExchangeDesk.mapping(.dataverse) }

    private func sample(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: Project.path("Samples/exchange/\(name)"))))
    }

    /// The bare data of a package, to be changed as somebody there changes it.
    private func data(_ zip: [UInt8]) throws -> String { try Document.text("data.xml", of: zip) ?? "" }

    private func texts(_ stored: StoredTicket) -> [String] { stored.correspondence(naming: [:]).map(\.text) }

    // MARK: Samples

    @Test func `the sample comes in, and the second time nothing changes`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(sample("dataverse-cases.zip"), as: try mapping())
        #expect(report.isClean, "\(report)")
        #expect(report.counts == IntakeCounts(applied: 4))
        let tickets = try await desk.tickets()
        let forms = tickets.map(\.ticket.content.form)
        #expect(forms[0][.title] == "Two licences too many & \"the wrong\" edition")
        let explanation =
            "Bought <10> seats, wanted <8>.\r\nThe page said &lt; 10; O'Brien agrees ]]> done.\u{a0}– café 😀"
        #expect(Array((forms[0][.explanation] ?? "").utf8) == Array(explanation.utf8))
        #expect(forms.map { $0[.amount] } == ["1250.50", "150000", "8.00", "99.99"])
        #expect(forms.map { $0[.currency] } == ["USD", "KRW", "EUR", "USD"])
        #expect(forms.map { $0[.impact] } == ["moderate", "critical", "minimal", "moderate"])
        #expect(
            forms.map { $0[.contactEmail] } == [
                "kim@fabrikam.com", "lee@fabrikam.com", "minji@fabrikam.com", "lee@fabrikam.com",
            ]
        )
        #expect(forms.map { $0[.contactName] } == ["Minji Kim", "서연 이", "Minji Kim", "서연 이"])
        #expect(forms[1][.explanation] == String(repeating: "고객이 같은 구독을 두 번 샀습니다. ", count: 130).trimmed)
        #expect(forms[2][.explanation] == "Old file: dates of another kind. \"Quoted\", &amp; twice: &amp;amp;")
        #expect(
            tickets.map { $0.ticket.attachments.map(\.name) } == [
                [".._invoice \"최종\".txt"], [], ["empty.bin"], ["계약서 & terms.txt"],
            ]
        )
        #expect(tickets[0].ticket.attachments.map(\.digest) == [Digest.of("total: 42\n")])
        #expect(tickets[3].ticket.attachments.map(\.digest) == [Digest.of("약관: 30 days\n")])
        #expect(
            texts(tickets[0]) == [
                "Call\n\nCalled back; she wants <b>credit</b>, no refund.\r\nCosts < 5 & rising",
                "Thank you – please credit.", "invoice.txt",
                "History there:\ncustomerid: Fabrikam & Sons <Ltd> (7d0c2f4e-11aa-4c1d-9f01-2b6a5e000001)\n"
                    + "new_escalated: True\nnew_penalty: 12.3",
            ]
        )
        #expect(
            tickets[0].correspondence(naming: [:]).map(\.visibility) == [.internal, .public, .internal, .internal]
        )
        #expect(texts(tickets[2]) == ["empty", "History there:\nState there: Resolved, Problem Solved"])
        let again = try await desk.take(sample("dataverse-cases.zip"), as: try mapping())
        #expect(again.isClean && again.counts == IntakeCounts(unchanged: 4))
        // The bare data of one of them is the same case.
        let bare = try await desk.take(sample("dataverse-data.xml"), as: try mapping())
        #expect(bare.isClean && bare.counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().map(\.events) == tickets.map(\.events))
    }

    @Test func `invalid records are quarantined, each at its place, and the good one comes in`() async throws {
        let desk = try ExchangeDesk()
        let report = try await desk.take(sample("invalid/dataverse-records.xml"), as: try mapping())
        #expect(report.counts == IntakeCounts(applied: 1, quarantined: 4))
        #expect(
            report.quarantined.map { $0.reasons } == [
                [
                    "35:9: prioritycode: '7' is not one of 1, 2, 3 of the mapping for impact; add the word to the mapping"
                ],
                ["60:9: createdon: '15.06.2019 16:32' is no date of a package; write 2026-11-23T08:15:00.0000000Z"],
                [
                    "64:7: id: 'CAS-01045' is no GUID; a case has one"
                ],
                ["118:9: documentbody: it is not base64; export the note again"],
            ]
        )
        #expect(try await desk.tickets().count == 1)
    }

    @Test(arguments: ["dataverse-other-root.xml", "dataverse-other-entry.zip", "dataverse-no-data.zip"])
    func `an invalid document brings nothing in`(_ name: String) async throws {
        let desk = try ExchangeDesk()
        await #expect(throws: DocumentFault.self) {
            try await desk.take(sample("invalid/\(name)"), as: try mapping())
        }
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
    }

    // MARK: There and back

    private static let plain = """
        <message visibility="public" at="2026-11-20T09:00:00+09:00" author="Kim">to all &amp;lt; ]]&gt;</message>
        <message visibility="internal">for the desk</message>
        <file name="a &amp; 'b'.txt" type="text/plain" size="3"><chunk>YWJj</chunk></file>
        <file name="empty.bin" type="application/octet-stream" size="0"/>
        """

    @Test func `a request comes back as it was, and makes nothing new`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        request.rest = Self.plain
        try await desk.take(RequestText.intake(request))
        let before = try await desk.tickets().map(\.events)
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(files.map(\.name) == [""])
        let zip = try #require(files.first?.bytes)
        // The internal note stays here.
        #expect(losses.map(\.reason) == [.staysInternal])
        #expect(try !data(zip).contains("for the desk"))
        let report = try await desk.take(zip, as: try mapping())
        #expect(report.isClean, "\(report)")
        #expect(report.counts == IntakeCounts(unchanged: 1))
        #expect(report.losses == 0)
        #expect(try await desk.tickets().map(\.events) == before)
        // And as the product writes it: other columns around it, the table of notes first, trimmed numbers.
        let theirs = try data(zip)
            .replacing(
                "name=\"statuscode\" value=\"1\"/>",
                with:
                    "name=\"statuscode\" value=\"1\"/><field name=\"modifiedon\" value=\"2026-11-21T08:00:00.0000000Z\"/><field name=\"ownerid\" value=\"\(Document.id(1))\" lookupentity=\"systemuser\" lookupentityname=\"A\"/>"
            )
        let second = try await desk.take(Array(theirs.utf8), as: try mapping())
        #expect(second.counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().map(\.events) == before)
        // The same again is the same package.
        #expect(try await desk.export(try mapping()).files.first?.bytes.count ?? 0 > 0)
    }

    @Test func `with internal notes they are marked as such, and are internal on another desk`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        request.rest = Self.plain
        try await desk.take(RequestText.intake(request))
        let text = try Project.text("Templates/exchange/dataverse.mapping.xml")
            .replacing("<comments carry=\"public\"/>", with: "<comments carry=\"all\"/>")
        let all = try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: Project.path("Templates"))
        let (files, losses, _) = try await desk.export(all)
        #expect(losses.isEmpty)
        let zip = try #require(files.first?.bytes)
        #expect(try data(zip).contains("name=\"subject\" value=\"Recoup internal "))
        let other = try ExchangeDesk(ids: 1_000)
        let report = try await other.take(zip, as: all)
        #expect(report.isClean, "\(report)")
        let stored = try #require(try await other.tickets().first)
        let messages = stored.correspondence(naming: [:])
        #expect(messages.map(\.text) == ["to all &lt; ]]>", "for the desk", "Status there: submitted"])
        #expect(messages.map(\.visibility) == [.public, .internal, .internal])
        #expect(messages.first?.author == "Kim")
        #expect(messages.first?.writtenAt == (try Instant("2026-11-20T00:00:00Z")))
        #expect(stored.ticket.attachments.map(\.name) == ["a & 'b'.txt", "empty.bin"])
        #expect(stored.ticket.attachments.map(\.digest) == [Digest.of("abc"), Digest.of("")])
    }

    @Test func `a column changed there is an edit here, once`() async throws {
        let desk = try ExchangeDesk()
        try await desk.take(RequestText.intake(RequestText()))
        let zip = try #require(try await desk.export(try mapping()).files.first?.bytes)
        let changed = try data(zip)
            .replacing(
                "name=\"title\" value=\"Wrong edition bought\"",
                with: "name=\"title\" value=\"Two &amp;lt;seats&amp;gt;\""
            )
            .replacing(
                "name=\"new_amount\" value=\"1250.0000000000\"",
                with: "name=\"new_amount\" value=\"1100.2500000000\""
            )
        let report = try await desk.take(Array(changed.utf8), as: try mapping())
        #expect(report.isClean && report.counts == IntakeCounts(applied: 1), "\(report)")
        let stored = try #require(try await desk.tickets().first)
        #expect(stored.ticket.content.form[.title] == "Two <seats>")
        #expect(stored.ticket.content.form[.amount] == "1100.25")
        #expect(try await desk.take(Array(changed.utf8), as: try mapping()).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().count == 1)
    }

    @Test func `a column changed there and here is quarantined`() async throws {
        let desk = try ExchangeDesk()
        try await desk.take(RequestText.intake(RequestText()))
        let zip = try #require(try await desk.export(try mapping()).files.first?.bytes)
        try await desk.take(
            RequestText.intake(RequestText(modified: "2026-11-21T08:00:00Z", title: "Changed here"))
        )
        let changed = try data(zip)
            .replacing("name=\"title\" value=\"Wrong edition bought\"", with: "name=\"title\" value=\"Changed there\"")
        let report = try await desk.take(Array(changed.utf8), as: try mapping())
        #expect(report.counts == IntakeCounts(quarantined: 1))
        #expect(report.quarantined.first?.reasons.first?.contains("title: was changed at the source and here") == true)
        #expect(try await desk.tickets().first?.ticket.content.form[.title] == "Changed here")
    }

    @Test func `a note and a resolution from there arrive, and our own note does not come back`() async throws {
        let desk = try ExchangeDesk()
        var request = RequestText()
        request.rest = Self.plain
        try await desk.take(RequestText.intake(request))
        let before = texts(try #require(try await desk.tickets().first))
        let zip = try #require(try await desk.export(try mapping()).files.first?.bytes)
        let key = try #require(try await desk.tickets().first?.ticket.id).description
        let note = Document.record(
            Document.id(9),
            ["notetext": "credited there", "createdon": "2026-11-22T08:00:00.0000000Z"],
            "<field name=\"objectid\" value=\"\(key)\" lookupentity=\"incident\"/>"
                + "<field name=\"createdby\" value=\"\(Document.id(8))\" lookupentity=\"systemuser\" lookupentityname=\"Adele\"/>"
        )
        let changed = try data(zip)
            .replacing(
                "<entity name=\"annotation\" displayname=\"Note\">\n  <records>",
                with: "<entity name=\"annotation\" displayname=\"Note\">\n  <records>" + note
            )
            .replacing("name=\"statecode\" value=\"0\"", with: "name=\"statecode\" value=\"1\"")
            .replacing("name=\"statuscode\" value=\"1\"", with: "name=\"statuscode\" value=\"5\"")
        let report = try await desk.take(Array(changed.utf8), as: try mapping())
        #expect(report.isClean && report.counts == IntakeCounts(applied: 1), "\(report)")
        let stored = try #require(try await desk.tickets().first)
        #expect(
            texts(stored) == before + [
                "credited there", "Status there: submitted\n\nHistory there:\nState there: Resolved, Problem Solved",
            ]
        )
        #expect(stored.correspondence(naming: [:]).suffix(2).map(\.visibility) == [.internal, .internal])
        #expect(stored.ticket.status == .submitted)
        #expect(try await desk.take(Array(changed.utf8), as: try mapping()).counts == IntakeCounts(unchanged: 1))
    }

    @Test func `a case from there that is sent back keeps its id and makes no second one`() async throws {
        let desk = try ExchangeDesk()
        try await desk.take(sample("dataverse-cases.zip"), as: try mapping())
        let before = try await desk.tickets().map(\.events)
        let zip = try #require(try await desk.export(try mapping()).files.first?.bytes)
        let ids = try mapping().readAll(zip).map(\.ticket.id)
        #expect(ids == (1...4).map { "7d0c2f4e-11aa-4c1d-9f01-2b6a5e00010\($0)" })
        let report = try await desk.take(zip, as: try mapping())
        #expect(report.counts.applied == 0 && report.counts.quarantined == 0, "\(report)")
        #expect(try await desk.tickets().map(\.events) == before)
    }

    @Test(arguments: 0..<12)
    func `hostile texts come back byte for byte, or are said`(_ seed: Int) async throws {
        var hostile = HostileText(seed: UInt64(seed) &* 7_919 &+ 3)
        let desk = try ExchangeDesk()
        let title = "x" + hostile.line(60) + "x"
        let explanation = hostile.block(seed.isMultiple(of: 3) ? 20_000 : 400)
        let comment = hostile.block(300)
        let name = "n" + hostile.line(20).filter { !"/\\".contains($0) && !$0.isNewline } + ".txt"
        let form = FactsForm([
            .problem: "refund", .impact: "moderate", .title: title, .tenant: "contoso.com",
            .purchase: "order:a1b2c3d4e5f6", .reason: "other", .explanation: explanation, .amount: "0.10",
            .currency: "USD", .contactName: "x" + hostile.line(40) + "x", .contactEmail: "kim@fabrikam.com",
        ])
        let content = FileContent(Array(hostile.block(500).utf8))
        let attachment = try? Tickets.Attachment(
            name: name,
            mediaType: "text/plain",
            size: content.size,
            digest: content.digest
        )
        let writer = DataverseIntake(form: form, comment: comment, file: attachment.map { ($0, content) })
        let first = try await desk.take(writer.document())
        try #require(first.isClean, "\(first)")
        let ours = try #require(try await desk.tickets().first)
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(losses.isEmpty, "\(losses)")
        let zip = try #require(files.first?.bytes)
        // On another desk everything is what it was here.
        let other = try ExchangeDesk(ids: 5_000)
        let report = try await other.take(zip, as: try mapping())
        try #require(report.isClean, "\(report)")
        let theirs = try #require(try await other.tickets().first)
        for field in FactField.allCases {
            #expect(
                Array((theirs.ticket.content.form[field] ?? "").utf8)
                    == Array((ours.ticket.content.form[field] ?? "").utf8),
                "\(field)"
            )
        }
        #expect(Array((texts(theirs).first ?? "").utf8) == Array(comment.utf8))
        #expect(
            theirs.ticket.attachments.map { Array($0.name.utf8) } == ours.ticket.attachments.map { Array($0.name.utf8) }
        )
        #expect(theirs.ticket.attachments.map(\.digest) == ours.ticket.attachments.map(\.digest))
        // And here nothing is new.
        let back = try await desk.take(zip, as: try mapping())
        #expect(back.counts == IntakeCounts(unchanged: 1), "\(back)")
    }

    @Test func `an explanation of four million bytes and a file of seven come back`() async throws {
        let desk = try ExchangeDesk()
        let explanation = String(repeating: "😀", count: 999_999) + "x"
        let form = FactsForm([
            .problem: "refund", .impact: "moderate", .title: "Large", .tenant: "contoso.com",
            .purchase: "order:a1b2c3d4e5f6", .reason: "other", .explanation: explanation, .amount: "1.00",
            .currency: "USD", .contactName: "Kim", .contactEmail: "kim@fabrikam.com",
        ])
        let content = FileContent((0..<7_000_000).map { UInt8(truncatingIfNeeded: $0 &* 131 >> 5) })
        let attachment = try Tickets.Attachment(
            name: "seven.bin",
            mediaType: "x/y",
            size: content.size,
            digest: content.digest
        )
        let first = try await desk.take(
            DataverseIntake(form: form, comment: "c", file: (attachment, content)).document()
        )
        try #require(first.isClean, "\(first)")
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(losses.isEmpty)
        let other = try ExchangeDesk(ids: 5_000)
        let report = try await other.take(try #require(files.first?.bytes), as: try mapping())
        #expect(report.isClean, "\(report)")
        let stored = try #require(try await other.tickets().first)
        #expect(stored.ticket.content.form[.explanation]?.utf8.elementsEqual(explanation.utf8) == true)
        #expect(stored.ticket.attachments.map(\.digest) == [content.digest])
    }
}

/// A request of our own format with texts that need an XML writer.
struct DataverseIntake {
    let form: FactsForm
    let comment: String
    let file: (Tickets.Attachment, FileContent)?

    func document() throws -> [UInt8] {
        var bytes: [UInt8] = []
        let sink = Sink()
        let writer = XMLWriter { sink.append($0) }
        try writer.start("recoup", [("xmlns", "urn:recoup:exchange:1"), ("kind", "intake"), ("source", "crm")])
        try writer.start("request", [("id", "CRM-1")])
        for field in [FactField.problem, .impact, .title, .tenant] {
            try writer.element(field.rawValue, text: form[field] ?? "")
        }
        try writer.element("order", text: String((form[.purchase] ?? "").dropFirst(6)))
        for field in [FactField.reason, .explanation] { try writer.element(field.rawValue, text: form[field] ?? "") }
        try writer.element("amount", [("currency", form[.currency] ?? "")], text: form[.amount] ?? "")
        try writer.start("contact")
        try writer.element("name", text: form[.contactName] ?? "")
        try writer.element("email", text: form[.contactEmail] ?? "")
        try writer.end()
        try writer.element("message", [("visibility", "public")], text: comment)
        if let (attachment, content) = file {
            try writer.start(
                "file",
                [("name", attachment.name), ("type", attachment.mediaType), ("size", "\(attachment.size)")]
            )
            try content.eachChunk { piece in
                try writer.start("chunk")
                try writer.base64(piece)
                try writer.end()
            }
            try writer.end()
        }
        try writer.end()
        try writer.end()
        try writer.finish()
        bytes = sink.bytes
        return bytes
    }
}
