import Basics
import Casework
import Exchange
import Foundation
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct UnloadWriterTests {
    private static let id = "0a1b2c3d-0000-4000-8000-123456789abc"
    private static let key = "0a1b2c3d000040008000123456789abc"

    private func mapping(_ old: String = "<block", _ new: String = "<block") throws -> Mapping {
        let text = try Project.text("Templates/exchange/servicenow.mapping.xml")
        #expect(text.contains(old))
        return try Mapping(
            .bytes(Array(text.replacing(old, with: new).utf8)),
            named: "site.xml",
            templates: Project.path("Templates")
        )
    }

    private func ticket(_ fields: [ForeignField] = [], id: String? = nil) throws -> ForeignTicket {
        var ticket = ForeignTicket(id: id)
        ticket.key = try GUID(Self.id)
        ticket.number = "R-10001"
        ticket.createdAt = try Instant("2026-11-18T01:02:03.456Z")
        ticket.modifiedAt = try Instant("2026-11-19T10:20:30.999Z")
        ticket.fields = fields
        return ticket
    }

    /// The rows written for some tickets: table and columns.
    private func write(
        _ tickets: [ForeignTicket],
        _ mapping: Mapping? = nil
    ) throws -> (rows: [(table: String, columns: [String: String])], text: String, losses: [Loss], keys: [String?]) {
        var written: [ExportedFile] = []
        let site = try mapping ?? self.mapping()
        let writer = try #require(try site.writer(to: MemoryTarget { written.append($0) }))
        var losses: [Loss] = []
        var keys: [String?] = []
        for ticket in tickets {
            let outcome = try writer.write(ticket, reading: FileStore())
            losses += outcome.losses
            keys.append(outcome.externalID)
        }
        try writer.finish()
        #expect(written.map(\.name) == [""])
        let file = try #require(written.first)
        let reader = try RecordReader(.bytes(file.bytes), named: "written.xml")
        #expect(try reader.root().name == "unload" && reader.root().namespace == nil)
        var rows: [(String, [String: String])] = []
        while let record = try reader.next() {
            #expect(record.element.attribute("action") == "INSERT_OR_UPDATE")
            let columns = record.element.children.map { ($0.name, $0.text) }
            #expect(Set(columns.map(\.0)).count == columns.count)
            rows.append((record.element.name, Dictionary(columns, uniquingKeysWith: { first, _ in first })))
        }
        return (rows, file.text, losses, keys)
    }

    @Test func `a document without tickets is an unload`() throws {
        #expect(try write([]).text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<unload/>\n")
    }

    @Test func `a ticket's row says all that no rule of an import adds`() throws {
        let written = try write([try ticket([ForeignField("impact", "2"), ForeignField("state", "2")])])
        #expect(written.losses == [] && written.keys == [Self.key])
        #expect(written.rows.map(\.table) == ["incident"])
        #expect(
            written.rows[0].columns == [
                "active": "true", "closed_at": "", "impact": "2", "incident_state": "2", "number": "R-10001",
                "opened_at": "2026-11-18 01:02:03", "priority": "4", "resolved_at": "", "state": "2",
                "sys_class_name": "incident", "sys_created_on": "2026-11-18 01:02:03", "sys_id": Self.key,
                "sys_updated_on": "2026-11-19 10:20:30", "urgency": "3",
            ]
        )
    }

    @Test func `priority follows impact and urgency`() throws {
        let matrix = [["1", "2", "3"], ["2", "3", "4"], ["3", "4", "5"]]
        for urgency in 1...3 {
            let site = try mapping("name=\"urgency\" value=\"3\"", "name=\"urgency\" value=\"\(urgency)\"")
            for impact in 1...3 {
                let row = try write([try ticket([ForeignField("impact", "\(impact)")])], site).rows[0].columns
                #expect(row["priority"] == matrix[impact - 1][urgency - 1] && row["urgency"] == "\(urgency)")
            }
        }
    }

    @Test(arguments: [
        ("1", "true", false, false), ("2", "true", false, false), ("3", "true", false, false),
        ("6", "true", false, true), ("7", "false", true, true), ("8", "false", true, false),
    ])
    func `what follows from a state is written with it`(
        _ state: String,
        _ active: String,
        _ isClosed: Bool,
        _ isResolved: Bool
    ) throws {
        var ticket = try self.ticket([ForeignField("state", state)])
        ticket.endedAt = try Instant("2026-11-19T09:00:00Z")
        let row = try write([ticket]).rows[0].columns
        #expect(row["state"] == state && row["incident_state"] == state && row["active"] == active)
        #expect(row["closed_at"] == (isClosed ? "2026-11-19 09:00:00" : ""))
        #expect(row["resolved_at"] == (isResolved ? "2026-11-19 09:00:00" : ""))
    }

    @Test func `the default mapping has a state for every status, and only the six that there are`() throws {
        let field = try #require(try mapping()[.status])
        #expect(Set(field.values.map(\.ours)) == Set(TicketStatus.allCases.map(\.rawValue)))
        #expect(Set(field.values.map(\.theirs)) == ["1", "2", "3", "6", "7", "8"])
    }

    @Test func `of a row that is theirs nothing is written over that only they decide`() throws {
        let theirs = "b1f0a7d1db8a1010aa11bb22cc33dd01"
        let fields = [ForeignField("impact", "1"), ForeignField("state", "2"), ForeignField("sys_domain", "global")]
        let written = try write([try ticket(fields, id: theirs), try ticket(fields, id: Self.key)])
        #expect(written.keys == [theirs, Self.key])
        let row = written.rows[0].columns
        #expect(row["sys_id"] == theirs && row["state"] == "2" && row["impact"] == "1")
        for column in ["number", "opened_at", "sys_created_on", "sys_domain", "urgency", "priority"] {
            #expect(row[column] == nil)
            #expect(written.rows[1].columns[column] != nil)
        }
    }

    @Test func `a ticket that nothing names is told of and not written`() throws {
        let written = try write([ForeignTicket()])
        #expect(written.rows.isEmpty && written.keys == [nil] && written.losses == [Loss("id", .noPlace)])
    }

    @Test func `public words are comments, and internal ones work notes`() throws {
        var ticket = try self.ticket()
        let at = try Instant("2026-11-19T09:00:00.500Z")
        ticket.comments = [
            ForeignComment("for all ]]> & <x>\r\n환불", isPublic: true, author: "Dana", writtenAt: at),
            ForeignComment("for us", isPublic: false), ForeignComment("for all again", isPublic: true),
        ]
        let written = try write([ticket])
        let rows = written.rows.dropFirst()
        #expect(rows.map(\.table) == ["sys_journal_field", "sys_journal_field", "sys_journal_field"])
        #expect(rows.map { $0.columns["element"] } == ["comments", "work_notes", "comments"])
        #expect(rows.allSatisfy { $0.columns["element_id"] == Self.key && $0.columns["name"] == "incident" })
        #expect(rows.first?.columns["value"] == "for all ]]> & <x>\r\n환불")
        #expect(rows.first?.columns["sys_created_by"] == "Dana")
        #expect(rows.first?.columns["sys_created_on"] == "2026-11-19 09:00:00")
        let keys = rows.compactMap { $0.columns["sys_id"] }
        #expect(Set(keys).count == 3)
        #expect(keys.allSatisfy { $0.count == 32 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
        #expect(!written.text.contains("]]>"))
        // The public ones keep their keys when internal ones are left out.
        ticket.comments.remove(at: 1)
        #expect(try write([ticket]).rows.dropFirst().compactMap { $0.columns["sys_id"] } == [keys[0], keys[2]])
    }

    @Test(arguments: [0, 1, 2_802, 2_803, 100_000])
    func `a file goes in pieces of one size, numbered from 0, and is never without them`(_ size: Int) throws {
        var generator = SplitMix(seed: 5)
        let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var ticket = try self.ticket()
        ticket.files = [
            ForeignFile(name: "견적 & <1>.bin", mediaType: "application/pdf", content: .bytes(FileContent(bytes)))
        ]
        let written = try write([ticket])
        let row = written.rows[1].columns
        let packed = try UnloadText.gzip(bytes)
        #expect(written.rows[1].table == "sys_attachment")
        #expect(row["file_name"] == "견적 & <1>.bin" && row["content_type"] == "application/pdf")
        #expect(row["compressed"] == "true" && row["size_bytes"] == "\(size)")
        #expect(row["size_compressed"] == "\(packed.count)")
        #expect(row["table_name"] == "incident" && row["table_sys_id"] == Self.key)
        let chunks = written.rows.dropFirst(2)
        #expect(chunks.count == (packed.count + 2_801) / 2_802)
        for (position, chunk) in chunks.enumerated() {
            let start = 2_802 * position
            let data = UnloadText.base64(Array(packed[start..<min(start + 2_802, packed.count)]))
            #expect(chunk.table == "sys_attachment_doc")
            #expect(chunk.columns["data"] == data && chunk.columns["length"] == "\(data.count)")
            #expect(chunk.columns["position"] == "\(position)" && chunk.columns["sys_attachment"] == row["sys_id"])
        }
        if size > 2_802 { #expect(chunks.first?.columns["data"]?.count == 3_736) }
        #expect(Set(written.rows.compactMap { $0.columns["sys_id"] }).count == written.rows.count)
        #expect(try write([ticket]).text == written.text)
    }

    @Test func `a file with other bytes is another row, and one that is not at hand is no row`() throws {
        func key(_ bytes: [UInt8], _ name: String) throws -> String? {
            var ticket = try self.ticket()
            ticket.files = [ForeignFile(name: name, mediaType: "text/plain", content: .bytes(FileContent(bytes)))]
            return try write([ticket]).rows[1].columns["sys_id"]
        }
        #expect(try Set([key([1], "a"), key([2], "a"), key([1], "b")]).count == 3)
        var ticket = try self.ticket()
        ticket.files = [
            ForeignFile(name: "gone", mediaType: "text/plain", content: .absent),
            ForeignFile(name: "lost", mediaType: "text/plain", content: .stored(Digest.of("x"), size: 1)),
        ]
        let written = try write([ticket])
        #expect(written.rows.map(\.table) == ["incident"])
        #expect(written.losses == [Loss("file 'gone'", .fileElsewhere), Loss("file 'lost'", .fileElsewhere)])
    }

    @Test func `a person's row is written only for a mapping that names its columns`() throws {
        let fields = [
            ForeignField("caller_id/name", "Mina van Seo"), ForeignField("caller_id/email", "Mina@fabrikam.com"),
        ]
        let site = try mapping(
            "<block",
            """
            <field ours="contact.name" theirs="caller_id/name"/>
            <field ours="contact.email" theirs="caller_id/email"/>
            <block
            """
        )
        let written = try write([try ticket(fields)], site)
        #expect(written.rows.map(\.table) == ["sys_user", "incident"])
        let person = written.rows[0].columns
        #expect(person["name"] == "Mina van Seo" && person["first_name"] == "Mina van" && person["last_name"] == "Seo")
        #expect(person["email"] == "Mina@fabrikam.com" && person["user_name"] == "Mina@fabrikam.com")
        #expect(written.rows[1].columns["caller_id"] == person["sys_id"])
        #expect(written.text.contains("<caller_id display_value=\"Mina van Seo\">"))
        // The same person on another ticket is the same row.
        let other = try write([try ticket([ForeignField("caller_id/email", "mina@fabrikam.com")])], site)
        #expect(other.rows[0].columns["sys_id"] == person["sys_id"])
        #expect(try write([try ticket()]).rows.map(\.table) == ["incident"])
        let back = try #require(try site.readAll(Array(written.text.utf8)).first)
        #expect(back.ticket["caller_id/email"]?.value == "Mina@fabrikam.com" && back.ticket["caller_id"] == nil)
    }

    @Test func `a name that cannot be a column is refused and not written`() throws {
        #expect(throws: XMLWriterError.self) { try write([try ticket([ForeignField("two words", "x")])]) }
    }
}
