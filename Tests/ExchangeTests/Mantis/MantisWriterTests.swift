import Basics
import Casework
import Exchange
import MemoryStore
import Testing
import Tickets
import XML

@Suite struct MantisWriterTests {
    /// Everything that travels has to survive this.
    private static let hostile = [
        "a & b < c > d \" e ' f", "]]> <![CDATA[ <!-- --> <?x?> &amp; &#13;", "one\r\ntwo\rthree\nfour\tfive",
        "no\u{a0}break, \u{2028} line, \u{feff}mark", "😀 👩‍👩‍👧 🇰🇷", "환불 각", "\u{1112}\u{116a}\u{11ab} e\u{301}",
        "שלום \u{202e}abc\u{202c}", "issue #12, #\u{2060}13, ##14, #x, a#15, #١٢, ~16", "  blanks at both ends  x",
    ]

    private func desk(_ texts: [String] = hostile, rest: String = "") async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        let escaped = texts.map { text in
            var bytes: [UInt8] = []
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
                case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
                case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
                case UInt8(ascii: "\r"): bytes += Array("&#13;".utf8)
                default: bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let requests = escaped.enumerated().map { index, text in
            var request = RequestText()
            request.id = "CRM-\(index)"
            request.title = text.contains("\n") || text.contains("&#13;") ? "Title \(index)" : text
            request.rest = "<message visibility=\"public\">\(text)</message>\(rest)"
            return request.xml.replacing("<amount", with: "<explanation>\(text)</explanation><amount")
        }
        let report = try await desk.take(RequestText.intake(requests))
        try #require(report.isClean, "\(report.quarantined) \(report.problems)")
        return desk
    }

    private func exported(_ desk: ExchangeDesk, _ mapping: Mapping) async throws -> (file: ExportedFile, losses: [Loss]) {
        let (files, losses, report) = try await desk.export(mapping)
        #expect(files.map(\.name) == [""])
        let file = try #require(files.first)
        #expect(report.bytes == Int64(file.bytes.count))
        return (file, losses)
    }

    /// The one record of an export of one file.
    private func only(_ mapping: Mapping, _ files: [ExportedFile]) throws -> ForeignRecord {
        let file = try #require(files.first)
        return try #require(try mapping.readAll(file.bytes).first)
    }

    @Test func `hostile texts go there and come back as they were, and nothing new comes of it`() async throws {
        let desk = try await desk()
        let mapping = try ForeignSample.mapping(.mantis)
        let before = try await desk.tickets()
        let (file, losses) = try await exported(desk, mapping)
        let records = try mapping.readAll(file.bytes)
        #expect(records.count == Self.hostile.count && records.allSatisfy { $0.problems.isEmpty })
        for (record, stored) in zip(records, before) {
            let read = mapping.read(record.ticket).intake
            let form = stored.ticket.content.form
            #expect(read.ticket == stored.ticket.id)
            for fact in form.fields {
                #expect(read.form[fact].map { Array($0.utf8) } == form[fact].map { Array($0.utf8) }, "\(fact)")
            }
            let notes = stored.correspondence(naming: [:]).filter { $0.visibility == .public }.map(\.text)
            #expect(read.messages.map { Array($0.text.utf8) } == notes.map { Array($0.utf8) })
        }
        // Only the text with #12 is written with more in it.
        #expect(Set(losses.map(\.record)) == ["R-10009"])
        #expect(Set(losses.map(\.field)) == ["summary", "description", "note"])
        let report = try await desk.take(file.bytes, as: mapping)
        #expect(report.isClean && report.counts.received == Int64(Self.hostile.count), "\(report.quarantined)")
        let after = try await desk.tickets()
        #expect(after.map(\.notes) == before.map(\.notes))
        #expect(after.map(\.ticket.content.form) == before.map(\.ticket.content.form))
        #expect(after.map(\.ticket.attachments) == before.map(\.ticket.attachments))
        let again = try await desk.take(file.bytes, as: mapping)
        #expect(again.counts == IntakeCounts(unchanged: Int64(Self.hostile.count)))
    }

    @Test func `their importer takes every field as it is written`() async throws {
        let desk = try await desk(
            Self.hostile.filter { !$0.contains("\u{feff}") },
            rest: "<file name=\"empty.txt\" type=\"text/plain\" size=\"0\"/>"
        )
        let (file, _) = try await exported(desk, try ForeignSample.mapping(.mantis))
        let importer = MantisImporter(file.text)
        let tickets = try await desk.tickets()
        #expect(importer.attributes["issuelink"] == "#" && importer.attributes["format"] == "1")
        #expect(importer.issues.count == tickets.count && importer.notes.count == tickets.count)
        for (issue, stored) in zip(importer.issues, tickets) {
            let title = try #require(stored.ticket.content.form[.title])
            #expect(issue["summary"]?.replacing("\u{2060}", with: "") == title.replacing("\u{2060}", with: ""))
            let explanation = try #require(stored.ticket.content.form[.explanation])
            let text = explanation.replacing("\u{2060}", with: "")
            #expect(issue["description"]?.replacing("\u{2060}", with: "").utf8.starts(with: text.utf8) ?? false)
            #expect(issue["description"]?.hasSuffix("--- end of Recoup request ---") ?? false)
            #expect(issue["status"] == "10" && issue["priority"] == "30" && issue["view_state"] == "10")
            #expect(issue["description"]?.contains(/#[0-9]/) == false)
        }
        #expect(importer.notes.allSatisfy { $0["view_state"] == "public" && $0["note"]?.isEmpty == false })
        #expect(importer.files.filter { $0["filename"] == "empty.txt" }.allSatisfy { $0["content"] == "" })
    }

    @Test func `the traps are there, and what is written steps into none`() async throws {
        let issue = "<id>1</id><summary>s</summary><status id=\"10\">new</status>"
        let minified = MantisImporter("<mantis format=\"1\"><issue>\(issue)</issue></mantis>")
        #expect(minified.issues.isEmpty)
        let lined = MantisImporter("<mantis format=\"1\">\n<issue>\n<platform/><id>1</id>\n<summary>s</summary>\n</issue>\n</mantis>")
        #expect(lined.issues.first?["id"] == nil && lined.issues.first?["summary"] == "s")
        let cdata = MantisImporter("<mantis>\n<issue>\n<summary>a<![CDATA[b]]>c</summary>\n</issue>\n</mantis>")
        #expect(cdata.issues.first?["summary"] == "a")
        let comment = MantisImporter("<!-- x -->\n<mantis issuelink=\"#\">\n<issue>\n<id>1</id>\n</issue>\n</mantis>")
        #expect(comment.attributes.isEmpty && comment.issues.count == 1)

        let (file, _) = try await exported(try await desk(), try ForeignSample.mapping(.mantis))
        let text = file.text
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mantis version="))
        #expect(!text.contains("/>") && !text.contains("<![CDATA[") && !text.contains("<!--"))
        #expect(!text.contains("><"), "only an empty element has no line of its own")
    }

    @Test func `internal notes are left out and said, even where the mapping would carry them`() async throws {
        let desk = try await desk(
            ["Text"],
            rest: "<message visibility=\"internal\">Secret margin</message>"
        )
        for carry in ["public", "all"] {
            let mapping = try ForeignSample.mapping(.mantis, [("comments carry=\"public\"", "comments carry=\"\(carry)\"")])
            let (file, losses) = try await exported(desk, mapping)
            #expect(!file.text.contains("Secret margin"))
            #expect(losses.filter { $0.reason == .staysInternal }.count == 1)
        }
    }

    @Test func `a custom field goes under its number, and without one it is left out and said`() async throws {
        let desk = try await desk(["Text"])
        let field = "<field ours=\"tenant\" theirs=\"cf:Tenant\"/>\n  <field ours=\"created\""
        let named = [("<field ours=\"created\"", field), ("problem tenant order", "problem order")]
        let numbered = named + [("system=\"mantis\">", "system=\"mantis\">\n  <option name=\"cf:Tenant\" value=\"12\"/>")]
        let (without, losses) = try await exported(desk, try ForeignSample.mapping(.mantis, named))
        #expect(!without.text.contains("<custom_field>"))
        #expect(losses.map(\.field) == ["cf:Tenant"])
        let mapping = try ForeignSample.mapping(.mantis, numbered)
        let (with, none) = try await exported(desk, mapping)
        #expect(none.isEmpty)
        let importer = MantisImporter(with.text)
        #expect(importer.customFields.map { [$0["id"], $0["name"], $0["value"]] } == [["12", "Tenant", "contoso.com"]])
        #expect(try mapping.readAll(with.bytes).first.map { mapping.read($0.ticket).intake.form[.tenant] } == "contoso.com")
    }

    @Test func `a number of ours is never taken for one of theirs`() async throws {
        let desk = try await desk(["Text"])
        let mapping = try ForeignSample.mapping(.mantis)
        let (file, _) = try await exported(desk, mapping)
        let record = try #require(try mapping.readAll(file.bytes).first)
        #expect(record.ticket.id == "R-10001")
    }

    @Test func `four megabytes of explanation come back`() async throws {
        let text = String(repeating: "환불 ", count: 600_000)
        let desk = try ExchangeDesk()
        let mapping = try ForeignSample.mapping(.mantis)
        var ticket = ForeignTicket(id: "1")
        ticket.number = "R-1"
        ticket.fields = [ForeignField("summary", "s"), ForeignField("description", text + "x")]
        var files: [ExportedFile] = []
        let target = MemoryTarget { files.append($0) }
        let writer = try #require(try mapping.writer(to: target))
        let (losses, id) = try writer.write(ticket, reading: FileStore())
        try writer.finish()
        #expect(losses.isEmpty && id == nil)
        let read = try only(mapping, files)
        #expect(read.ticket.value("description")?.utf8.count == text.utf8.count + 1)
        #expect(await desk.kept() == [0, 0, 0, 0, 0, 0])
    }

    @Test func `files come back byte by byte, and one that no text can hold is said`() throws {
        let mapping = try ForeignSample.mapping(.mantis)
        var ticket = ForeignTicket(id: "1")
        ticket.number = "R-1"
        let sizes = [0, 1, 2, 3, 786_431, 786_432, 786_433, 7_000_000]
        let contents = sizes.map { size in (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) } }
        ticket.files = contents.map { bytes in
            ForeignFile(name: "f\(bytes.count)", mediaType: "text/plain", content: .bytes(FileContent(bytes)))
        }
        ticket.files.append(
            ForeignFile(
                name: "big.bin",
                mediaType: "a/b",
                content: .bytes(FileContent([UInt8](repeating: 7, count: 10_000_000)))
            )
        )
        var files: [ExportedFile] = []
        let target = MemoryTarget { files.append($0) }
        let writer = try #require(try mapping.writer(to: target))
        let (losses, _) = try writer.write(ticket, reading: FileStore())
        try writer.finish()
        #expect(losses == [Loss("file 'big.bin'", .fileTooLarge(limit: 7_000_000, actual: 10_000_000))])
        let read = try only(mapping, files)
        #expect(read.problems.isEmpty)
        for (file, expected) in zip(read.ticket.files, contents) {
            var bytes: [UInt8] = []
            try file.eachChunk(from: FileStore()) { bytes += $0 }
            #expect(bytes == expected, "\(file.name)")
        }
        #expect(read.ticket.files.count == contents.count)
    }

    @Test func `a field changed there arrives as an edit, one changed on both sides is quarantined`() async throws {
        let desk = try await desk(["Text"])
        let mapping = try ForeignSample.mapping(.mantis)
        let (file, _) = try await exported(desk, mapping)
        let theirs = file.text.replacing("<id>R-10001</id>", with: "<id>77</id>")
            .replacing("Amount: 1250.00", with: "Amount: 1300.00")
        let report = try await desk.take(Array(theirs.utf8), as: mapping)
        #expect(report.counts == IntakeCounts(applied: 1), "\(report.quarantined)")
        let stored = try #require(try await desk.tickets().first)
        #expect(stored.ticket.content.form[.amount] == "1300.00")
        // Both: the desk's source says one thing, Mantis another.
        var request = RequestText()
        request.id = "CRM-0"
        request.modified = "2026-11-22T08:00:00Z"
        request.title = "Ours"
        request.amount = #"<amount currency="USD">1250.00</amount>"#
        let changed = request.xml.replacing("<amount", with: "<explanation>Text</explanation><amount")
        let own = try await desk.take(RequestText.intake([changed]))
        #expect(own.counts == IntakeCounts(applied: 1), "\(own.quarantined)")
        let both = theirs.replacing("<summary>Text</summary>", with: "<summary>Theirs</summary>")
        let last = try await desk.take(Array(both.utf8), as: mapping)
        #expect(last.counts == IntakeCounts(quarantined: 1), "\(last)")
        #expect(last.quarantined.first?.reasons.first?.contains("title: was changed at the source and here") ?? false)
    }

    @Test(arguments: [
        ("#12", "#\u{2060}12"), ("#\u{2060}12", "#\u{2060}\u{2060}12"), ("# 12", "# 12"), ("#", "#"), ("##7", "##\u{2060}7"),
        ("#\u{2060}x", "#\u{2060}x"), ("no", "no"), ("#٣", "#\u{2060}٣"), ("e\u{301}#1", "e\u{301}#\u{2060}1"),
    ])
    func `a sign before digits links to nothing and comes back`(_ text: String, _ expected: String) throws {
        let mapping = try ForeignSample.mapping(.mantis)
        var ticket = ForeignTicket(id: "1")
        ticket.number = "R-1"
        ticket.fields = [ForeignField("description", text)]
        var files: [ExportedFile] = []
        let target = MemoryTarget { files.append($0) }
        let writer = try #require(try mapping.writer(to: target))
        let (losses, _) = try writer.write(ticket, reading: FileStore())
        try writer.finish()
        let file = try #require(files.first)
        #expect(file.text.contains("<description>\(expected)</description>"))
        #expect(losses.count == (text.utf8.elementsEqual(expected.utf8) ? 0 : 1))
        let read = try mapping.readAll(file.bytes).first?.ticket.value("description")
        #expect(read.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test func `an export of nothing is a document without issues`() async throws {
        let (files, losses, _) = try await ExchangeDesk().export(try ForeignSample.mapping(.mantis))
        #expect(losses.isEmpty)
        let text = try #require(files.first?.text)
        #expect(text.hasSuffix("format=\"1\"></mantis>\n"))
        #expect(try ForeignSample.mapping(.mantis).readAll(Array(text.utf8)).isEmpty)
    }
}
