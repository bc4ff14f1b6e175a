import Basics
import Casework
import Exchange
import Foundation
import Packing
import Testing
import Tickets
import XML

@Suite struct DataverseWriterTests {
    private typealias Document = DataverseDocument

    private static let key = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b"

    private func mapping(_ changes: KeyValuePairs<String, String> = [:]) throws -> Mapping {
        var text = try Project.text("Templates/exchange/dataverse.mapping.xml")
        for (old, new) in changes {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: Project.path("Templates"))
    }

    private func ticket(
        _ fields: KeyValuePairs<String, String> = [:],
        hasContact: Bool = true
    ) throws -> ForeignTicket {
        var ticket = ForeignTicket()
        ticket.number = "R-10001"
        ticket.key = try GUID(Self.key)
        ticket.modifiedAt = try Instant("2026-11-23T08:15:00Z")
        ticket.fields = fields.map { ForeignField($0.key, $0.value) }
        if hasContact { ticket.fields.append(ForeignField("primarycontactid/fullname", "이서연")) }
        return ticket
    }

    private func write(
        _ tickets: [ForeignTicket],
        _ mapping: Mapping
    ) throws -> (zip: [UInt8], losses: [Loss], ids: [String?]) {
        final class Box { var bytes: [UInt8] = [] }
        let box = Box()
        let writer = try #require(try mapping.writer(to: MemoryTarget { box.bytes = $0.bytes }))
        var losses: [Loss] = []
        var ids: [String?] = []
        for ticket in tickets {
            let (lost, id) = try writer.write(ticket, reading: FileStore())
            losses += lost
            ids.append(id)
        }
        try writer.finish()
        return (box.bytes, losses, ids)
    }

    private func data(_ zip: [UInt8]) throws -> String { try Document.text("data.xml", of: zip) ?? "" }

    @Test func `a package is exactly this`() throws {
        var ticket = try ticket(["title": "A & <B>", "new_amount": "12.5", "prioritycode": "1", "casetypecode": "3"])
        ticket.comments = [
            ForeignComment("café\r\n😀", isPublic: true, author: "Kim", writtenAt: try Instant("2026-11-20T08:00:00Z"))
        ]
        ticket.files = [
            ForeignFile(name: "a.txt", mediaType: "text/plain", content: .bytes(FileContent([97, 98, 99])))
        ]
        let (zip, losses, ids) = try write([ticket], mapping())
        #expect(losses.isEmpty)
        #expect(ids == [Self.key])
        #expect(
            try ZipReader(.bytes(zip)).entries.map(\.name) == ["[Content_Types].xml", "data_schema.xml", "data.xml"]
        )
        #expect(
            try Document.entry("[Content_Types].xml", of: zip)?.prefix(8) == [
                0xef, 0xbb, 0xbf, 0x3c, 0x3f, 0x78, 0x6d, 0x6c,
            ]
        )
        let contact = "40e9f7b3-1111-8111-8111-111111111111"
        let text = try data(zip)
            // Ids that are made of what the rows say.
            .replacing(/id="[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/, with: "id=\"\(contact)\"")
            .replacing(
                /value="[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/,
                with: "value=\"\(contact)\""
            )
        #expect(
            text == "\r\n" + """
                <entities xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                timestamp="2026-11-23T08:15:00.0000000Z">
                <entity name="contact" displayname="Contact">
                  <records>
                    <record id="\(contact)">
                      <field name="contactid" value="\(contact)"/>
                      <field name="lastname" value="이서연"/>
                    </record>
                  </records>
                  <m2mrelationships/>
                </entity>
                <entity name="incident" displayname="Case">
                  <records>
                    <record id="\(Self.key)">
                      <field name="incidentid" value="\(Self.key)"/>
                      <field name="title" value="A &amp;amp; &amp;lt;B&amp;gt;"/>
                      <field name="new_amount" value="12.5000000000"/>
                      <field name="prioritycode" value="1"/>
                      <field name="casetypecode" value="3"/>
                      <field name="statecode" value="0"/>
                      <field name="statuscode" value="1"/>
                      <field name="primarycontactid" value="\(contact)" lookupentity="contact"/>
                      <field name="customerid" value="\(contact)" lookupentity="contact"/>
                    </record>
                  </records>
                  <m2mrelationships/>
                </entity>
                <entity name="annotation" displayname="Note">
                  <records>
                    <record id="\(contact)">
                      <field name="annotationid" value="\(contact)"/>
                      <field name="subject" value="Recoup public 2026-11-20T08:00:00.000Z Kim"/>
                      <field name="notetext" value="caf&amp;#233;&#13;&#10;&amp;#128512;"/>
                      <field name="isdocument" value="False"/>
                      <field name="objectid" value="\(Self.key)" lookupentity="incident"/>
                      <field name="objecttypecode" value="incident"/>
                    </record>
                    <record id="\(contact)">
                      <field name="annotationid" value="\(contact)"/>
                      <field name="subject" value="a.txt"/>
                      <field name="isdocument" value="True"/>
                      <field name="filename" value="a.txt"/>
                      <field name="mimetype" value="text/plain"/>
                      <field name="documentbody" value="YWJj"/>
                      <field name="objectid" value="\(Self.key)" lookupentity="incident"/>
                      <field name="objecttypecode" value="incident"/>
                    </record>
                  </records>
                  <m2mrelationships/>
                </entity>
                </entities>

                """
        )
        #expect(try write([ticket], mapping()).zip == zip)
    }

    @Test func `every column of the data is in the schema, and records are matched by their ids`() throws {
        let mapping = try mapping()
        var ticket = try ticket()
        ticket.fields =
            mapping.fields.map { ForeignField($0.theirs, "1") }
            + mapping.fixed.map { ForeignField($0.theirs, $0.value) }
        ticket.comments = [ForeignComment("x", isPublic: true)]
        ticket.files = [ForeignFile(name: "a", mediaType: "b", content: .bytes(FileContent([])))]
        let zip = try write([ticket], mapping).zip
        var known: [String: [String: String]] = [:]
        let schema = try #require(try Document.entry("data_schema.xml", of: zip))
        let schemaReader = try RecordReader(.bytes(schema), named: "s")
        #expect(try schemaReader.root().startTag == "<entities dateMode=\"absolute\">")
        while let record = try schemaReader.next() {
            guard let table = record.element.attribute("name"), let fields = record.element.first("fields") else {
                #expect(record.element.children.map(\.text) == ["contact", "incident", "annotation"])
                continue
            }
            for field in fields.children {
                known[table, default: [:]][field.attribute("name") ?? ""] = field.attribute("type")
                let isKey = field.attribute("name") == table + "id"
                #expect(field.attribute("updateCompare") == (isKey ? "true" : nil))
                #expect((field.attribute("lookupType") != nil) == (field.attribute("type") == "entityreference"))
            }
        }
        #expect(known["incident"]?["new_amount"] == "decimal")
        #expect(known["incident"]?["prioritycode"] == "optionsetvalue")
        #expect(known["incident"]?["statecode"] == "state" && known["incident"]?["customerid"] == "entityreference")
        #expect(known["incident"]?.keys.contains { $0.contains("/") } == false)
        let reader = try RecordReader(
            .bytes(try #require(try Document.entry("data.xml", of: zip))),
            named: "d",
            recordsAt: 3
        )
        var count = 0
        while let record = try reader.next() {
            let table = try #require(record.around[1].attribute("name"))
            for field in record.element.children {
                #expect(
                    known[table]?[field.attribute("name") ?? ""] != nil,
                    "\(table) \(field.attribute("name") ?? "")"
                )
                count += 1
            }
        }
        #expect(count == 40)
    }

    @Test func `a description that is too long stands in a note as a whole, and comes back`() throws {
        for count in [2_000, 2_001, 100_000, 260_000] {
            let text = String(("환불 e\u{301} 😀 & <x>\r\n" + String(repeating: "long ", count: count / 5)).prefix(count))
            let (zip, losses, _) = try write([try ticket(["description": text])], mapping())
            #expect(losses.isEmpty)
            let records = try mapping().readAll(zip)
            #expect(Array(try #require(records.first?.ticket["description"]).value.utf8) == Array(text.utf8))
            #expect(records.first?.ticket.comments.isEmpty == true)
            let raw = try data(zip)
            let shown = try #require(raw.firstMatch(of: /name="description" value="([^"]*)"/)).1
            let isLong = text.utf16.count > 2_000
            #expect(shown.hasSuffix("&#10;[The whole text is in a note.]") == isLong)
            #expect(raw.matches(of: /name="notetext"/).count == (isLong ? (text.utf16.count + 99_999) / 100_000 : 0))
        }
    }

    @Test func `a description that was changed there wins over the note, and it is said`() throws {
        let text = String(repeating: "a", count: 3_000)
        var raw = try data(write([try ticket(["description": text])], mapping()).zip)
        raw = raw.replacing("name=\"description\" value=\"aaaa", with: "name=\"description\" value=\"baaa")
        let record = try #require(try mapping().readAll(Array(raw.utf8)).first)
        #expect(record.ticket["description"]?.value.hasPrefix("baaa") == true)
        #expect(
            record.losses == [
                Loss("note 'Recoup description'", .leftOut("it or the description was changed after it was written"))
            ]
        )
        #expect(record.ticket.comments.isEmpty)
    }

    @Test func `line ends that a product changed change no description`() throws {
        let text = String(repeating: "line\r\n", count: 1_000)
        let raw = try data(write([try ticket(["description": text])], mapping()).zip).replacing(
            "&#13;&#10;",
            with: "&#10;"
        )
        let record = try #require(try mapping().readAll(Array(raw.utf8)).first)
        #expect(record.ticket["description"]?.value == text.replacing("\r\n", with: "\n"))
    }

    @Test func `a comment that is longer than a note goes in parts`() throws {
        var ticket = try ticket()
        let long = String(repeating: "0123456789 환불 😀\r\n", count: 15_000)
        ticket.comments = [
            ForeignComment(long, isPublic: true, author: "Kim"), ForeignComment("x", isPublic: true),
            ForeignComment("x", isPublic: true),
        ]
        let zip = try write([ticket], mapping()).zip
        let found = try #require(try mapping().readAll(zip).first?.ticket.comments)
        #expect(found.count == 3)
        #expect(found.contains { $0.text.utf8.elementsEqual(long.utf8) && $0.author == "Kim" && $0.isPublic })
        #expect(found.count { $0.text == "x" } == 2)
        // Somebody wrote in one of the parts: each is what it says.
        let raw = try data(zip).replacing("&#13;&#10;\"", with: "changed\"")
        #expect(
            try mapping().readAll(Array(raw.utf8)).first?.ticket.comments.count == 2 + (long.utf16.count + 99_999)
                / 100_000
        )
    }

    @Test func `a file that is too large is not carried, and it is said`() throws {
        var ticket = try ticket()
        ticket.files = [
            ForeignFile(
                name: "large",
                mediaType: "x/y",
                content: .bytes(FileContent([UInt8](repeating: 0, count: 101)))
            ),
            ForeignFile(
                name: "fits",
                mediaType: "x/y",
                content: .bytes(FileContent([UInt8](repeating: 0, count: 100)))
            ),
            ForeignFile(name: "absent", mediaType: "x/y", content: .absent),
        ]
        let (zip, losses, _) = try write(
            [ticket],
            mapping(["name=\"file.limit\" value=\"7000000\"": "name=\"file.limit\" value=\"100\""])
        )
        #expect(
            losses == [
                Loss("file 'large'", .fileTooLarge(limit: 100, actual: 101), of: "R-10001"),
                Loss("file 'absent'", .fileElsewhere, of: "R-10001"),
            ]
        )
        #expect(try mapping().readAll(zip).first?.ticket.files.map(\.name) == ["fits"])
    }

    @Test func `seven million bytes are carried, and none`() throws {
        var ticket = try ticket()
        let bytes = (0..<7_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        ticket.files = [
            ForeignFile(name: "seven", mediaType: "x/y", content: .bytes(FileContent(bytes))),
            ForeignFile(name: "none", mediaType: "x/y", content: .bytes(FileContent([]))),
        ]
        let (zip, losses, _) = try write([ticket], mapping())
        #expect(losses.isEmpty)
        let files = try #require(try mapping().readAll(zip).first?.ticket.files)
        #expect(files.map(\.name) == ["seven", "none"])
        #expect(files[0].bytes == bytes)
        #expect(files[1].bytes == [])
    }

    @Test func `a case that came from there keeps its id, its state and its customer`() throws {
        var ticket = try ticket(["title": "T", "primarycontactid/fullname": "Kim"])
        ticket.id = Document.id(5)
        let (zip, _, ids) = try write([ticket], mapping())
        #expect(ids == [Document.id(5)])
        let text = try data(zip)
        for column in ["statecode", "statuscode", "customerid", "primarycontactid", "contactid"] {
            #expect(!text.contains("name=\"\(column)\""))
        }
        // One of ours that is there already keeps its state too.
        ticket.id = Self.key
        let again = try data(write([ticket], mapping()).zip)
        #expect(!again.contains("statecode") && again.contains("customerid"))
    }

    @Test func `one contact stands in a package once, and two of one name twice`() throws {
        var tickets: [ForeignTicket] = []
        for (number, mail) in ["a@x.com", "a@x.com", "b@x.com"].enumerated() {
            var ticket = try ticket(
                ["primarycontactid/fullname": "Kim", "primarycontactid/emailaddress1": mail],
                hasContact: false
            )
            ticket.key = try GUID(Document.id(number))
            tickets.append(ticket)
        }
        let text = try data(write(tickets, mapping()).zip)
        #expect(text.matches(of: /name="contactid"/).count == 2)
        #expect(text.matches(of: /name="lastname" value="Kim"/).count == 2)
    }

    @Test func `the customer is the mapping's, or the contact, or a loss`() throws {
        let id = Document.id(77)
        let option = "<option name=\"zone\" value=\"Z\"/>"
        let named = try mapping([option: option + "<option name=\"customer\" value=\"account:\(id)\"/>"])
        let text = try data(write([try ticket(hasContact: false)], named).zip)
        #expect(text.contains("<field name=\"customerid\" value=\"\(id)\" lookupentity=\"account\"/>"))
        // It is not quoted back.
        #expect(try named.readAll(Array(text.utf8)).first?.ticket.fields.isEmpty == true)
        let losses = try write([try ticket(hasContact: false)], mapping()).losses
        #expect(
            losses == [
                Loss(
                    "customerid",
                    .leftOut("the mapping names neither a customer nor a contact, and a case has one"),
                    of: "R-10001"
                )
            ]
        )
    }

    @Test(arguments: [
        ("zone", "Seoul", "write Z or +09:00"), ("customer", "Contoso", "write account:GUID or contact:GUID"),
        ("file.limit", "0", "write a number from 1 to 7400000"),
        ("description.limit", "ten", "write a number from 200 to 1048576"),
        ("type:new_x", "text", "write string, memo, number"),
    ])
    func `an option that cannot be used is refused by name`(_ name: String, _ value: String, _ words: String) throws {
        let option = "<option name=\"note.public\" value=\"Recoup public\"/>"
        var text = try Project.text("Templates/exchange/dataverse.mapping.xml")
        text.replace(#/<option name="(zone|file.limit|description.limit)" value="[^"]*"/>/#, with: "")
        text = text.replacing(option, with: option + "<option name=\"\(name)\" value=\"\(value)\"/>")
        let mapping = try Mapping(.bytes(Array(text.utf8)), named: "m.xml", templates: Project.path("Templates"))
        do {
            _ = try mapping.readAll(Document.data())
            Issue.record("read")
        } catch {
            #expect(
                error.sentence.hasPrefix("the mapping's option '\(name)' is '\(value)'; \(words)"),
                "\(error.sentence)"
            )
        }
        #expect(throws: DocumentFault.self) { try write([], mapping) }
    }

    @Test func `an export of nothing is a package too`() throws {
        let zip = try write([], mapping()).zip
        #expect(try mapping().readAll(zip).isEmpty)
    }
}
