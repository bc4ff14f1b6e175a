import Basics
import Casework
import Exchange
import Packing
import SampleDesk
import Testing
import Tickets
import XML

@Suite struct SalesforceWriteTests {
    private static let actor = Actor.sample(ExchangeDesk.integrator)

    private func desk(_ requests: RequestText...) async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        #expect(try await desk.take(RequestText.intake(requests.map(\.xml))).isClean)
        return desk
    }

    private func explained(_ text: String) -> String {
        "<explanation>\(text)</explanation><amount currency=\"USD\">1250.00</amount>"
    }

    private func mapping(_ edit: (String) -> String = { $0 }) throws -> Mapping {
        let text = edit(try Project.text("Templates/exchange/salesforce.mapping.xml"))
        return try Mapping(.bytes(Array(text.utf8)), named: "site.xml", templates: Project.path("Templates"))
    }

    private static let withContacts: @Sendable (String) -> String = { text in
        text.replacing("SuppliedName\" limit=\"80\" once=\"true\"", with: "Contact/LastName\" limit=\"80\"")
            .replacing("SuppliedEmail\" limit=\"80\" once=\"true\"", with: "Contact/Email\" limit=\"80\"")
            .replacing("SuppliedPhone\" limit=\"40\" once=\"true\"", with: "Contact/Phone\" limit=\"40\"")
    }

    @Test func `a ticket is a job and a batch, with every field by its name`() async throws {
        let desk = try await desk(
            RequestText(title: "환불 &amp; ]]&gt; &lt;b&gt;", amount: explained("a\u{a0}b&#13;\n "))
        )
        let (files, losses, report) = try await desk.export(try mapping())
        #expect(files.map(\.name) == ["job-2-Case-upsert.xml", "batch-2-0001-Case.xml"])
        #expect(
            files[0].text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">
                  <operation>upsert</operation>
                  <object>Case</object>
                  <externalIdFieldName>Recoup_Id__c</externalIdFieldName>
                  <contentType>XML</contentType>
                </jobInfo>

                """
        )
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(
            files[1].text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <sObject>
                  <Recoup_Id__c>\(id)</Recoup_Id__c>
                  <Recoup_Number__c>R-10001</Recoup_Number__c>
                  <Subject>환불 &amp; ]]&gt; &lt;b&gt;</Subject>
                  <Description>a\u{a0}b&#13;
                 </Description>
                  <Priority>Medium</Priority>
                  <Status>New</Status>
                  <Refund_Type__c>Refund</Refund_Type__c>
                  <Tenant__c>contoso.com</Tenant__c>
                  <Order_Id__c>a1b2c3d4e5f6</Order_Id__c>
                  <Refund_Reason__c>Accidental purchase</Refund_Reason__c>
                  <Refund_Amount__c>1250.00</Refund_Amount__c>
                  <Refund_Currency__c>USD</Refund_Currency__c>
                  <SuppliedName>Kim Minji</SuppliedName>
                  <SuppliedEmail>kim@fabrikam.com</SuppliedEmail>
                  <Origin>Recoup</Origin>
                </sObject>
                </sObjects>

                """
        )
        #expect(losses == [])
        #expect(report.tickets == 1)
    }

    @Test func `an export without tickets writes no file`() async throws {
        let (files, losses, report) = try await ExchangeDesk().export(try mapping())
        #expect(files.isEmpty && losses.isEmpty && report.tickets == 0)
    }

    @Test func `what is empty now is emptied there, and what is taken once is not sent again`() async throws {
        let desk = try await desk(RequestText(amount: explained("why")))
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        #expect(org.cases[0]["Description"] == "why" && org.cases[0]["SuppliedName"] == "Kim Minji")
        let ticket = try #require(try await desk.tickets().first).ticket
        let edit = FactsForm([.explanation: "", .purchase: "subscription:8f1c4f6e-9d0b-4c1e-8a53-2f3e5d7c9b10"])
        _ = try await desk.desk.perform(.edit(edit), on: .id(ticket.id), by: Self.actor)
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(losses == [])
        #expect(files[1].text.contains("<Description xsi:nil=\"true\"/>"))
        #expect(files[1].text.contains("<Order_Id__c xsi:nil=\"true\"/>"))
        #expect(!files[1].text.contains("Supplied"))
        try org.load(files)
        #expect(org.refused == [] && org.cases.count == 1)
        #expect(org.cases[0]["Description"] == nil && org.cases[0]["Order_Id__c"] == nil)
        #expect(org.cases[0]["SuppliedName"] == "Kim Minji")
    }

    @Test
    func `a contact who changes after the Case was made is a loss, and the old one is no edit when it comes back`()
        async throws
    {
        let desk = try await desk(RequestText())
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let edit = FactsForm([.contactName: "Lee Jiwoo"])
        _ = try await desk.desk.perform(.edit(edit), on: .id(ticket.id), by: Self.actor)
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(losses.map(\.description) == ["R-10001: contact.name arrives as 'Kim Minji'"])
        try org.load(files)
        let report = try await desk.take(org.bulkCases(), as: try mapping())
        #expect(report.counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().first?.ticket.content.form[.contactName] == "Lee Jiwoo")
    }

    @Test func `columns of Contact make a job of their own, in front, each person once`() async throws {
        let mapping = try mapping(Self.withContacts)
        let desk = try await desk(
            RequestText(),
            RequestText(id: "CRM-2", email: "KIM@fabrikam.com"),
            RequestText(id: "CRM-3", email: "lee@fabrikam.com")
        )
        let (files, losses, _) = try await desk.export(mapping)
        #expect(
            Set(files.map(\.name)) == [
                "job-1-Contact-upsert.xml", "batch-1-0001-Contact.xml", "job-2-Case-upsert.xml",
                "batch-2-0001-Case.xml",
            ]
        )
        let contacts = try #require(files.first { $0.name == "batch-1-0001-Contact.xml" }).text
        #expect(
            contacts.contains(
                """
                <sObject>
                  <Recoup_Key__c>kim@fabrikam.com</Recoup_Key__c>
                  <LastName>Kim Minji</LastName>
                  <Email>kim@fabrikam.com</Email>
                </sObject>
                """
            )
        )
        let cases = try #require(files.first { $0.name == "batch-2-0001-Case.xml" }).text
        #expect(
            cases.contains(
                """
                  <Contact>
                    <sObject>
                      <Recoup_Key__c>lee@fabrikam.com</Recoup_Key__c>
                    </sObject>
                  </Contact>
                """
            )
        )
        #expect(!cases.contains("LastName"))
        // The second ticket writes its address in capitals: the first one's words hold.
        #expect(
            losses.map(\.description) == [
                "R-10002: Contact arrives as 'what an earlier ticket of this export says of kim@fabr…'"
            ] || losses.count == 1 && losses[0].record == "R-10002" && losses[0].field == "Contact"
        )
        var org = SalesforceOrg()
        try org.load(files)
        #expect(org.refused == [] && org.contacts.count == 2 && org.cases.count == 3)
        #expect(org.cases.map { $0["ContactId"] } == [1, 1, 2].map { SalesforceOrg.id("Contact", $0) })
    }

    @Test func `a public note is published, an internal one never is`() async throws {
        let rest = """
            <message visibility="public">for the customer</message><message visibility="internal">for us</message>
            """
        let desk = try await desk(RequestText(rest: rest))
        let (files, losses, _) = try await desk.export(try mapping())
        let comments = try #require(files.first { $0.name == "batch-4-0001-CaseComment.xml" })
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(
            comments.text.contains(
                """
                <sObject>
                  <Parent>
                    <sObject>
                      <Recoup_Id__c>\(id)</Recoup_Id__c>
                    </sObject>
                  </Parent>
                  <CommentBody>for the customer</CommentBody>
                  <IsPublished>true</IsPublished>
                </sObject>
                """
            )
        )
        #expect(!files.contains { $0.text.contains("for us") })
        #expect(losses.map(\.reason).contains(.staysInternal))
        #expect(losses.contains { $0.field == "author and time of notes" })

        // Where the site wants them, they go as comments that are not published.
        let other = try ExchangeDesk()
        try await other.take(RequestText.intake(RequestText(rest: rest)))
        let all = try await other.export(
            try mapping { $0.replacing("<comments carry=\"public\"", with: "<comments carry=\"all\"") }
        )
        var org = SalesforceOrg()
        try org.load(all.files)
        #expect(org.comments.map { $0["CommentBody"] } == ["for the customer", "for us"])
        #expect(org.comments.map { $0["IsPublished"] } == ["true", "false"])
        #expect(!all.losses.contains { $0.reason == .staysInternal })
    }

    @Test func `a note is not sent twice`() async throws {
        let desk = try await desk(RequestText(rest: "<message visibility=\"public\">first</message>"))
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let note = Message(text: "second", visibility: .public)
        _ = try await desk.desk.perform(.note(note), on: .id(ticket.id), by: Self.actor)
        try org.load(try await desk.export(try mapping()).files)
        try org.load(try await desk.export(try mapping()).files)
        #expect(org.comments.map { $0["CommentBody"] } == ["first", "second"])
        #expect(org.refused == [])
    }

    @Test func `a note that may be there already is said and not guessed`() async throws {
        let desk = try await desk(RequestText())
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        let ticket = try #require(try await desk.tickets().first).ticket
        let note = Message(text: "between", visibility: .public)
        _ = try await desk.desk.perform(.note(note), on: .id(ticket.id), by: Self.actor)
        org.cases[0]["Subject"] = "changed there"
        #expect(try await desk.take(org.bulkCases(), as: try mapping()).counts == IntakeCounts(applied: 1))
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(!files.contains { $0.name.contains("Comment") })
        #expect(
            losses.map(\.sentence) == [
                "is left out: it is older than the last import from there and may be there; write it again if it is not"
            ]
        )
    }

    @Test func `a Case that came from there is changed by its own id`() async throws {
        let desk = try ExchangeDesk()
        var org = SalesforceOrg()
        try org.load(try await self.desk(RequestText()).export(try mapping()).files)
        org.cases[0]["Recoup_Id__c"] = nil
        #expect(try await desk.take(org.bulkCases(), as: try mapping()).counts == IntakeCounts(applied: 1))
        let (files, losses, _) = try await desk.export(try mapping())
        #expect(files.map(\.name) == ["job-3-Case-update.xml", "batch-3-0001-Case.xml"])
        #expect(!files[0].text.contains("externalIdFieldName"))
        #expect(files[1].text.contains("<Id>\(org.cases[0].id)</Id>"))
        // The quoted note about its status and number is the desk's own.
        #expect(losses.map(\.reason) == [.staysInternal])
        try org.load(files)
        #expect(org.refused == [] && org.cases.count == 1)
        let id = try #require(try await desk.tickets().first).ticket.id
        #expect(org.cases[0]["Recoup_Id__c"] == id.description)
        // Now it has our id as well, and is still the same ticket.
        #expect(try await desk.take(org.bulkCases(), as: try mapping()).counts.quarantined == 0)
        #expect(try await desk.tickets().count == 1)
    }

    @Test func `a Case of another desk keeps the id that the other desk gave it`() async throws {
        var org = SalesforceOrg()
        try org.load(try await desk(RequestText()).export(try mapping()).files)
        let theirs = try #require(org.cases[0]["Recoup_Id__c"])
        let desk = try ExchangeDesk(ids: 1_000_000)
        #expect(try await desk.take(org.bulkCases(), as: try mapping()).counts == IntakeCounts(applied: 1))
        try org.load(try await desk.export(try mapping()).files)
        #expect(org.refused == [] && org.cases.count == 1)
        #expect(org.cases[0]["Recoup_Id__c"] == theirs)
        #expect(try await desk.take(org.bulkCases(), as: try mapping()).counts.quarantined == 0)
        #expect(try await desk.tickets().count == 1)
    }

    @Test(arguments: [
        "a" + String(repeating: "\u{301}", count: 6_000), String(repeating: " \n", count: 5_000) + "x",
        String(repeating: "x", count: 4_001), String(repeating: "가", count: 30_000),
        "\u{1F468}\u{200D}\u{1F469}"
            + String(repeating: "\u{200D}\u{1F467}", count: 2_000) + "\r\n",
        String(repeating: "(part 1 of 2, ab)\n", count: 900),
    ])
    func `whatever a comment is made of, its parts fit and give it back`(_ text: String) throws {
        var written: [ExportedFile] = []
        let writer = try #require(try mapping().writer(to: MemoryTarget { written.append($0) }))
        var ticket = ticket(1, "x")
        ticket.comments = [ForeignComment(text, isPublic: true), ForeignComment("short", isPublic: false)]
        _ = try writer.write(ticket, reading: FileStore())
        try writer.finish()
        var org = SalesforceOrg()
        try org.load(written)
        #expect(org.refused == [] && org.comments.count > 2)
        let back = try #require(try mapping().readAll(org.bulkComments()).first).ticket.comments
        #expect(back.map { Array($0.text.utf8) } == [Array(text.utf8), Array("short".utf8)])
        #expect(back.map(\.isPublic) == [true, false])
    }

    @Test func `a comment of theirs that looks like a part is no part`() throws {
        var org = SalesforceOrg()
        org.cases = [SalesforceOrg.Row(id: "500000000000001")]
        for text in ["(part 1 of 1, 12345678)\nx", "(part 2 of 3, 12345678)\ny", "(part 9 of 3, a)\nz", "(part "] {
            var row = SalesforceOrg.Row(id: "00a")
            row["ParentId"] = "500000000000001"
            row["CommentBody"] = text
            org.comments.append(row)
        }
        let back = try #require(try mapping().readAll(org.bulkComments()).first).ticket.comments
        #expect(back.map(\.text) == org.comments.map { $0["CommentBody"] })
    }

    @Test func `a long comment goes in numbered parts of four thousand bytes and comes back whole`() async throws {
        let text = String(repeating: "환불 요청 \u{1F600} e\u{301} ]]> & \r\n", count: 700)
        let desk = try await desk(RequestText())
        let ticket = try #require(try await desk.tickets().first).ticket
        _ = try await desk.desk.perform(
            .note(Message(text: text, visibility: .public)),
            on: .id(ticket.id),
            by: Self.actor
        )
        var org = SalesforceOrg()
        try org.load(try await desk.export(try mapping()).files)
        #expect(org.refused == [])
        #expect(org.comments.count == 6)
        #expect(org.comments.allSatisfy { ($0["CommentBody"]?.utf8.count ?? 0) <= 4_000 })
        #expect(org.comments[1]["CommentBody"]?.hasPrefix("(part 2 of 6, ") == true)
        let before = try await desk.tickets().first?.events.count
        // In whatever order they are queried.
        org.comments.reverse()
        #expect(try await desk.take(org.soapCases(), as: try mapping()).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.take(org.bulkComments(), as: try mapping()).counts == IntakeCounts(unchanged: 1))
        #expect(try await desk.tickets().first?.events.count == before)
        let record = try #require(try mapping().readAll(org.bulkComments()).first)
        #expect(record.ticket.comments.count == 1)
        #expect(record.ticket.comments[0].text.utf8.elementsEqual(text.utf8))
    }

    @Test func `a batch ends before its ten thousand and first record and before ten million bytes`() throws {
        var files: [ExportedFile] = []
        let target = MemoryTarget { files.append($0) }
        let writer = try #require(try mapping().writer(to: target))
        for number in 0..<10_001 { _ = try writer.write(ticket(number, "x"), reading: FileStore()) }
        try writer.finish()
        #expect(files.map(\.name) == ["job-2-Case-upsert.xml", "batch-2-0001-Case.xml", "batch-2-0002-Case.xml"])
        var org = SalesforceOrg()
        try org.load(Array(files.suffix(1)) + files.prefix(1))
        #expect(org.cases.count == 1)

        files = []
        let other = try #require(try mapping().writer(to: target))
        let long = String(repeating: "한", count: 32_000)
        for number in 0..<250 { _ = try other.write(ticket(number, long), reading: FileStore()) }
        try other.finish()
        #expect(files.dropFirst().map { $0.bytes.count <= 10_000_000 } == [true, true, true])
        #expect(files[1].bytes.count > 9_800_000)
    }

    private func ticket(_ number: Int, _ text: String) -> ForeignTicket {
        var ticket = ForeignTicket()
        ticket.number = "R-\(number)"
        ticket.key = GUID(high: 0x0b00_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
        ticket.fields = [ForeignField("Subject", "s"), ForeignField("Description", text)]
        return ticket
    }

    @Test func `a field of more than 32,000 and a record of more than 400,000 are cut, and said`() async throws {
        var files: [ExportedFile] = []
        let writer = try #require(try mapping().writer(to: MemoryTarget { files.append($0) }))
        var long = ticket(1, String(repeating: "x", count: 32_001))
        for number in 0..<12 {
            long.fields.append(ForeignField("Long\(number)__c", String(repeating: "y", count: 32_000)))
        }
        let losses = try writer.write(long, reading: FileStore()).losses
        #expect(losses.first?.description == "R-1: Description is cut to 32000 characters of 32001")
        #expect(losses.count == 2 && losses[1].field.hasPrefix("Description") || losses[1].field.hasPrefix("Long"))
        try writer.finish()
        var org = SalesforceOrg()
        try org.load(files)
        #expect(org.refused == [])

        // A mapping without a limit is held to it too, so that what comes back is known to be the cut text.
        let free = try mapping { $0.replacing(" limit=\"32000\"", with: "") }
        let text = String(repeating: "가", count: 40_000)
        let desk = try await desk(RequestText(amount: explained("\(text)")))
        let export = try await desk.export(free)
        #expect(export.losses.map(\.description) == ["R-10001: explanation is cut to 32000 characters of 40000"])
        try org.load(export.files)
        #expect(org.refused == [])
        #expect(try await desk.take(org.bulkCases(), as: free).counts.applied == 0)
        #expect(try await desk.tickets().first?.ticket.content.form[.explanation]?.unicodeScalars.count == 40_000)
    }

    @Test func `files go once, in a zip whose request names them`() throws {
        var written: [ExportedFile] = []
        let writer = try #require(try mapping().writer(to: MemoryTarget { written.append($0) }))
        var first = ticket(1, "x")
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 16) }
        func file(_ name: String, _ bytes: [UInt8]) -> ForeignFile {
            ForeignFile(name: name, mediaType: "text/plain", content: .bytes(FileContent(bytes)))
        }
        first.files = [
            file("../../\u{1112}\u{116a}\u{11ab} & <1>.txt", bytes), file("empty", []),
            file("huge", [UInt8](repeating: 1, count: 9_000_001)), file("2", bytes), file("3", bytes), file("4", [7]),
        ]
        var second = ticket(2, "y")
        second.id = second.key?.description
        second.files = [file("late.txt", [1])]
        let losses = try [first, second].flatMap { try writer.write($0, reading: FileStore()).losses }
        try writer.finish()
        #expect(
            losses.map(\.description) == [
                "R-1: file 'empty' is left out: it is empty, and an attachment there must have a content",
                "R-1: file 'huge' is not carried: it has 9000001 bytes, and at most 9000000 fit",
                "R-2: file 'late.txt' is left out: files go with a ticket once; if it is newer than that, attach it there "
                    + "by hand",
            ]
        )
        let names = written.map(\.name).filter { $0.contains("Attachment") }
        #expect(
            names == [
                "job-5-Attachment-insert.xml", "batch-5-0001-Attachment.zip", "batch-5-0002-Attachment.zip",
            ]
        )
        let job = try #require(written.first { $0.name == "job-5-Attachment-insert.xml" })
        #expect(job.text.contains("<contentType>ZIP_XML</contentType>") && !job.text.contains("externalId"))
        for (name, entries) in [(names[1], 4), (names[2], 2)] {
            let archive = try #require(written.first { $0.name == name })
            #expect(archive.bytes.count <= 10_000_000)
            let zip = try ZipReader(.bytes(archive.bytes))
            let found = Dictionary(
                uniqueKeysWithValues: try zip.entries.map { ($0.name, try zip.bytes(of: $0, limit: 10_000_000)) }
            )
            #expect(found.count == entries)
            let request = try #require(found["request.txt"])
            let reader = try RecordReader(.bytes(request), named: "request.txt")
            while let row = try reader.next()?.element {
                let parent = try #require(row.first("Parent")?.first("sObject"))
                #expect(parent.first("type")?.text == "Case")
                #expect(parent.first("Recoup_Id__c")?.text == first.key?.description)
                let body = try #require(row.first("Body")?.text)
                let sent = try #require(first.files.first { $0.name == row.first("Name")?.text })
                guard case .bytes(let content) = sent.content else { continue }
                #expect(found[String(body.dropFirst())].map { FileContent($0).digest } == content.digest)
            }
        }
    }

    @Test func `a site without fields of its own has the facts in a block of the description`() async throws {
        let mapping = try mapping { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            lines.removeAll { line in
                [
                    "\"Tenant__c\"", "\"Order_Id__c\"", "\"Subscription_Id__c\"", "Refund_Amount__c\"/",
                    "Refund_Currency__c\"",
                ]
                .contains { line.contains($0) && line.contains("<field") }
            }
            return lines.joined(separator: "\n").replacing(
                "  <default ours=\"problem\"",
                with:
                    "  <block theirs=\"Description\" fields=\"tenant order amount currency\"/>\n  <default ours=\"problem\""
            )
        }
        let desk = try await desk(RequestText())
        var org = SalesforceOrg()
        let (files, losses, _) = try await desk.export(mapping)
        try org.load(files)
        #expect(losses == [])
        #expect(
            org.cases[0]["Description"] == """
                --- Recoup request ---
                Tenant: contoso.com
                Order: a1b2c3d4e5f6
                Amount: 1250.00
                Currency: USD
                --- end of Recoup request ---
                """
        )
        #expect(try await desk.take(org.bulkCases(), as: mapping).counts == IntakeCounts(unchanged: 1))
    }

    @Test(arguments: [
        ("theirs=\"Tenant__c\"", "theirs=\"Tenant c\"", "'Tenant c' (line 45 of the mapping) is no name of a field"),
        ("<field ours=\"id\" theirs=\"Recoup_Id__c\" limit=\"36\"/>", "", "the mapping names no field for our id"),
        ("theirs=\"SuppliedName\"", "theirs=\"Contact/LastName\"", "without <field ours=\"contact.email\""),
    ])
    func `a mapping that no batch can be written with is refused before anything is written`(
        _ old: String,
        _ new: String,
        _ sentence: String
    ) async throws {
        let desk = try await desk(RequestText())
        let kept = await desk.kept()
        do {
            _ = try await desk.export(try mapping { $0.replacing(old, with: new) })
            Issue.record("written")
        } catch let fault as MappingFault { #expect(fault.sentence.contains(sentence), "\(fault.sentence)") }
        #expect(await desk.kept() == kept)
    }
}
